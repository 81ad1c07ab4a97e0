"""Owns the cards of the Connections page."""

from typing import Any

import reflex as rx

from ui import routes
from ui.components.buttons import button, link_button
from ui.components.card import card
from ui.components.dialog import dialog
from ui.components.fields import field
from ui.components.icons import icon
from ui.components.mood import share_bar, share_legend
from ui.components.panels import job_progress, note
from ui.components.settings import copy_field, switch
from ui.pages.connections.models import Check
from ui.pages.connections.recent import RecentState
from ui.pages.connections.state import ConnectionsState
from ui.text.en import common, importing
from ui.text.en import connections as words

DASHBOARD = "https://developer.spotify.com/dashboard"


def spotify() -> rx.Component:
    """Return the Spotify card: set-up, then connection, then what it can do."""
    state = rx.cond(
        ConnectionsState.spotify.is_connected,
        words.CONNECTED,
        rx.cond(ConnectionsState.spotify.client_id != "", words.SET_UP, words.NOT_SET_UP),
    )
    sandbox = rx.cond(
        ConnectionsState.spotify.is_sandbox, rx.el.span(common.SANDBOX, class_name="badge")
    )
    return card(
        words.SPOTIFY,
        rx.cond(
            ConnectionsState.asks_client,
            _set_up(),
            rx.cond(ConnectionsState.spotify.is_connected, _connected(), _ready()),
        ),
        _troubles(),
        _checks(),
        aside=rx.el.span(sandbox, note(state), class_name="row"),
        class_name="w8",
    )


def _set_up() -> rx.Component:
    """Return the three steps to an own Spotify app."""
    form = rx.el.form(
        field(
            words.CLIENT_ID,
            "client_id",
            hint=words.CLIENT_ID_HINT,
            required=True,
            max_length=64,
            auto_complete="off",
            spell_check=False,
            default_value=ConnectionsState.spotify.client_id,
        ),
        rx.cond(
            ConnectionsState.client_error != "",
            rx.el.p(ConnectionsState.client_error, class_name="wrong", role="alert"),
        ),
        button(words.SAVE_CLIENT, kind="p", size="l", type="submit"),
        on_submit=ConnectionsState.save_client,
        class_name="fields",
    )
    return rx.fragment(
        rx.el.p(words.STEPS_INTRO, class_name="mut"),
        rx.el.ol(
            _step(
                "1",
                words.STEP_APP,
                link_button(words.STEP_APP_LINK, href=DASHBOARD, target="_blank", rel="noreferrer"),
            ),
            _step(
                "2",
                words.STEP_URI,
                copy_field(words.REDIRECT_URI, ConnectionsState.spotify.redirect_uri),
            ),
            _step("3", words.STEP_ID, form),
            class_name="steps",
        ),
        _notes(),
    )


def _step(number: str, text: str, control: rx.Component) -> rx.Component:
    """Return one step: its number, what to do, and the control for it."""
    return rx.el.li(
        rx.el.span(number, class_name="step-n num", custom_attrs={"aria-hidden": "true"}),
        rx.el.div(rx.el.p(text), control, class_name="fields grow"),
        class_name="row",
    )


def _notes() -> rx.Component:
    """Return what Spotify allows to whom."""
    return rx.el.ul(
        rx.el.li(words.NOTE_PREMIUM), rx.el.li(words.NOTE_USERS), class_name="cap bullets"
    )


def _ready() -> rx.Component:
    """Return the way to connect once the app is known."""
    return rx.el.div(
        rx.el.p(words.CONNECT_BODY, class_name="mut"),
        copy_field(words.REDIRECT_URI, ConnectionsState.spotify.redirect_uri),
        rx.el.div(
            button(words.CONNECT, kind="p", size="l", on_click=ConnectionsState.connect),
            button(words.CHANGE_CLIENT, kind="q", on_click=ConnectionsState.change_client),
            class_name="row wrap",
        ),
        rx.cond(ConnectionsState.spotify.needs_paste, _paste()),
        _notes(),
        class_name="fields",
    )


def _paste() -> rx.Component:
    """Return the field for Spotify's answer where its page cannot open here."""
    return rx.el.form(
        field(
            words.PASTE,
            "url",
            hint=words.PASTE_BODY,
            required=True,
            max_length=8192,
            auto_complete="off",
            spell_check=False,
        ),
        button(words.PASTE_BUTTON, size="l", type="submit"),
        on_submit=ConnectionsState.paste_answer,
        class_name="fields",
    )


def _connected() -> rx.Component:
    """Return whose Spotify it is, and the ways to test it and to end it."""

    def fact(name: str, value: Any) -> rx.Component:
        return rx.fragment(rx.el.dt(name), rx.el.dd(value))

    spotify = ConnectionsState.spotify
    return rx.el.div(
        rx.el.dl(
            fact(words.ACCOUNT, spotify.account),
            fact(words.PLAN, spotify.plan),
            fact(words.SINCE, spotify.since),
            fact(words.MAY, spotify.may),
            class_name="kv",
        ),
        rx.el.div(
            _test_button(),
            link_button(words.DETAILS, href=routes.SPOTIFY, size="l"),
            button(words.DISCONNECT, size="l", on_click=ConnectionsState.ask_disconnect),
            button(words.CHANGE_CLIENT, kind="q", on_click=ConnectionsState.change_client),
            class_name="row wrap",
        ),
        _notes(),
        class_name="fields",
    )


def _test_button() -> rx.Component:
    """Return the button that tests the connection."""
    return button(
        rx.cond(ConnectionsState.is_testing, words.TESTING, words.TEST),
        size="l",
        on_click=ConnectionsState.test,
        disabled=ConnectionsState.is_testing,
    )


def _troubles() -> rx.Component:
    """Return what does not work now, and what to do about it."""
    return rx.cond(
        ConnectionsState.troubles.length() > 0,
        rx.el.ul(rx.foreach(ConnectionsState.troubles, finding), class_name="checks below"),
    )


def finding(check: rx.Var[Check]) -> rx.Component:
    """Return one finding: its sign, what it is, what to do."""
    sign = rx.match(
        check.kind,
        ("good", icon("check", "i good")),
        ("warn", icon("warn", "i warn")),
        icon("warn", "i bad"),
    )
    return rx.el.li(
        sign,
        rx.el.div(
            rx.el.p(check.label),
            rx.cond(check.detail != "", rx.el.p(check.detail, class_name="cap")),
        ),
        class_name="row",
    )


def _checks() -> rx.Component:
    """Return what the test found, one line each."""
    return rx.el.div(
        rx.cond(
            ConnectionsState.checks.length() > 0,
            rx.fragment(
                rx.el.h3(words.CHECKS, class_name="sub-h"),
                rx.el.ul(rx.foreach(ConnectionsState.checks, finding), class_name="checks"),
            ),
        ),
        role="status",
    )


def recent() -> rx.Component:
    """Return the analysis of recent listening: button, bar, and the profile it gives."""
    profile = RecentState.profile
    result = rx.el.div(
        rx.el.p(profile.sentence, class_name="say"),
        share_bar(profile.shares, 10),
        share_legend(profile.shares),
        rx.el.p(
            profile.songs,
            " ",
            common.SONGS,
            ", ",
            profile.when,
            ". ",
            rx.cond(
                profile.unknown > 0,
                rx.fragment(profile.unknown, " ", words.PROFILE_UNKNOWN, "."),
            ),
            class_name="cap",
        ),
        class_name="fields",
    )
    start = button(
        rx.cond(profile.songs > 0, words.RECENT_AGAIN, words.RECENT_BUTTON),
        size="l",
        on_click=RecentState.start,
        disabled=~(ConnectionsState.spotify.is_connected | RecentState.can_start),
    )
    return card(
        words.RECENT,
        rx.el.div(
            rx.el.p(words.RECENT_BODY, class_name="mut"),
            rx.cond(profile.songs > 0, result),
            rx.cond(
                RecentState.job.is_running,
                job_progress(RecentState.job, RecentState.cancel),
                rx.el.div(start, class_name="row"),
            ),
            rx.el.p(RecentState.outcome, class_name="mut", role="status"),
            rx.cond(
                ConnectionsState.spotify.is_connected | RecentState.can_start,
                rx.fragment(),
                rx.el.p(words.RECENT_NEEDS, class_name="cap"),
            ),
            class_name="fields",
        ),
        aside=note(words.RECENT_NOTE),
    )


def files() -> rx.Component:
    """Return the way to the page that takes files of a listening history."""
    return card(
        words.FILES,
        rx.el.div(
            rx.el.p(words.FILES_BODY, class_name="mut"),
            rx.el.div(link_button(importing.TO_IMPORT, href=routes.IMPORT), class_name="row"),
            class_name="fields",
        ),
    )


def scrobbling() -> rx.Component:
    """Return the way to the page about programs that scrobble."""
    return card(
        words.SCROBBLING,
        rx.el.div(
            rx.el.p(words.SCROBBLING_BODY, class_name="mut"),
            rx.el.div(link_button(words.SCROBBLING_OPEN, href=routes.SCROBBLING), class_name="row"),
            class_name="fields",
        ),
    )


def lyrics() -> rx.Component:
    """Return the switch for look-ups of lyrics."""
    return card(
        words.LYRICS,
        switch(
            words.LYRICS_SWITCH,
            words.LYRICS_BODY,
            ConnectionsState.looks_up_lyrics,
            ConnectionsState.look_up_lyrics,
            "look-up-lyrics",
        ),
        rx.el.dl(
            rx.el.dt(words.LYRICS_FACTS),
            rx.el.dd(ConnectionsState.lyrics_found),
            rx.el.dt(words.LYRICS_MISSES),
            rx.el.dd(ConnectionsState.lyrics_missing),
            class_name="kv",
        ),
        rx.el.div(link_button(words.LYRICS_OPEN, href=routes.LYRICS), class_name="row wrap"),
    )


def disconnect_dialog() -> rx.Component:
    """Return the question before Spotify's key is deleted."""
    return dialog(
        rx.el.p(words.DISCONNECT_BODY, class_name="mut"),
        rx.el.div(
            button(words.DISCONNECT, kind="p", on_click=ConnectionsState.disconnect),
            button(common.CANCEL, on_click=ConnectionsState.keep_connected),
            class_name="row wrap",
        ),
        is_open=ConnectionsState.confirm_disconnect,
        title=words.DISCONNECT_TITLE,
        on_close=ConnectionsState.keep_connected,
    )
