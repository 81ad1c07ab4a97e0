"""Owns the Spotify page and its cards."""

from typing import Any

import reflex as rx

from ui import routes
from ui.components.buttons import button, link_button
from ui.components.card import card
from ui.components.dialog import dialog
from ui.components.panels import note
from ui.components.progress import progress, skeleton
from ui.components.settings import switch
from ui.components.states import empty_state
from ui.layouts.shell import shell
from ui.pages.connections.parts import finding
from ui.pages.spotify.models import Row, Thing
from ui.pages.spotify.state import SpotifyState
from ui.text.en import common
from ui.text.en import spotify as words


def page() -> rx.Component:
    """Return the Spotify page."""
    filled = rx.el.div(
        rx.el.div(_standing(), _bring(), _playlists(), class_name="col w8"),
        rx.el.div(_polling(), _quota(), _gaps(), _limits(), class_name="col w4"),
        class_name="grid",
    )
    nothing = card(
        "",
        empty_state(
            words.NOT_CONNECTED,
            words.NOT_CONNECTED_BODY,
            link_button(words.CONNECT, href=routes.CONNECTIONS, kind="p", size="l"),
        ),
    )
    return shell(
        rx.cond(
            SpotifyState.is_loading,
            skeleton(62, 88, 40, 74),
            rx.cond(SpotifyState.is_connected, filled, nothing),
        ),
        _question(),
        current="connections",
        title=common.PAGES["spotify"],
        subtitle=words.SUBTITLE,
        actions=(link_button(words.BACK, href=routes.CONNECTIONS),),
    )


def _standing() -> rx.Component:
    """Return what works and what does not, and the ways to test, mend and end it."""
    test = button(
        rx.cond(SpotifyState.is_testing, words.TESTING, words.TEST),
        size="l",
        on_click=SpotifyState.test_spotify,
        disabled=SpotifyState.is_testing,
    )
    checks = rx.el.div(
        rx.cond(
            SpotifyState.checks.length() > 0,
            rx.el.ul(rx.foreach(SpotifyState.checks, finding), class_name="checks"),
        ),
        role="status",
    )
    sandbox = rx.cond(
        SpotifyState.is_sandbox, rx.el.span(common.SANDBOX, class_name="badge"), rx.fragment()
    )
    return card(
        words.STANDING,
        rx.el.div(
            rx.el.h3(words.WORKS, class_name="flat-h"),
            rx.cond(
                SpotifyState.works.length() > 0,
                rx.el.ul(rx.foreach(SpotifyState.works, finding), class_name="checks"),
                rx.el.p(words.NOTHING_WORKS, class_name="mut"),
            ),
            rx.el.h3(words.LACKS, class_name="flat-h"),
            rx.cond(
                SpotifyState.lacks.length() > 0,
                rx.el.ul(rx.foreach(SpotifyState.lacks, finding), class_name="checks"),
                rx.el.p(words.NOTHING_LACKS, class_name="mut"),
            ),
            checks,
            rx.el.div(
                test,
                button(words.RECONNECT, size="l", on_click=SpotifyState.reconnect),
                button(words.DISCONNECT, size="l", on_click=SpotifyState.ask_to_disconnect),
                class_name="row wrap",
            ),
            class_name="fields",
        ),
        aside=rx.el.span(sandbox, note(SpotifyState.account), class_name="row"),
    )


def _polling() -> rx.Component:
    """Return how plays are read, and a way to read them now."""
    seen = SpotifyState.polling

    def fact(name: str, value: Any) -> rx.Component:
        return rx.fragment(rx.el.dt(name), rx.el.dd(value))

    return card(
        words.POLLING,
        rx.el.div(
            switch(
                words.POLLING_SWITCH,
                words.POLLING_BODY,
                seen.is_on,
                SpotifyState.set_polling,
                "read-plays",
            ),
            rx.el.dl(
                fact(words.LAST, seen.last),
                fact(words.BROUGHT, seen.brought),
                fact(words.NEXT, seen.next),
                fact(words.RHYTHM, seen.rhythm),
                class_name="kv",
            ),
            rx.cond(seen.problem != "", rx.el.p(seen.problem, class_name="wrong", role="status")),
            rx.cond(
                seen.is_running,
                rx.el.p(words.POLL_TITLE, class_name="mut", role="status"),
                rx.el.div(
                    button(words.POLL_NOW, kind="p", size="l", on_click=SpotifyState.poll_now),
                    class_name="row",
                ),
            ),
            class_name="fields",
        ),
    )


def _quota() -> rx.Component:
    """Return whether Spotify may be asked now."""
    return card(
        words.QUOTA,
        rx.el.p(
            SpotifyState.quota, class_name=rx.cond(SpotifyState.is_held, "wrong", ""), role="status"
        ),
        rx.el.p(words.QUOTA_BODY, class_name="cap below"),
    )


def _bring() -> rx.Component:
    """Return what can be brought in, each with its bar or how it went."""

    def thing(one: rx.Var[Thing]) -> rx.Component:
        work = rx.el.div(
            progress(one.title, one.bar.note, one.bar.percent, SpotifyState.stop(one.what)),
            class_name="fields grow",
        )
        ready = rx.el.div(
            rx.el.div(
                rx.el.h3(one.title, class_name="flat-h"),
                rx.el.p(one.body, class_name="mut"),
                rx.cond(
                    one.outcome != "",
                    rx.el.p(one.outcome, class_name=rx.cond(one.is_bad, "wrong", "cap")),
                ),
                class_name="grow said",
            ),
            button(one.button, size="l", on_click=SpotifyState.bring(one.what)),
            class_name="row wrap grow thing",
        )
        return rx.el.li(rx.cond(one.bar.is_running, work, ready), class_name="row")

    return card(
        words.BRING,
        rx.el.ul(rx.foreach(SpotifyState.things, thing), class_name="gens"),
        aside=note(words.BRING_NOTE),
    )


def _rows(rows: rx.Var[list[Row]], more: rx.Var[str]) -> rx.Component:
    """Return lines, each with a quieter one below."""

    def row(one: rx.Var[Row]) -> rx.Component:
        return rx.el.li(
            rx.el.div(rx.el.b(one.name), rx.el.span(one.note), class_name="tt grow"),
            class_name="row",
        )

    return rx.fragment(
        rx.el.ul(rx.foreach(rows, row), class_name="gens keys"),
        rx.cond(more != "", rx.el.p(more, class_name="cap below")),
    )


def _gaps() -> rx.Component:
    """Return the spans in which plays were lost."""
    return card(
        words.GAPS,
        rx.cond(
            SpotifyState.gaps.length() > 0,
            rx.fragment(
                rx.el.p(words.GAPS_BODY, class_name="mut"),
                _rows(SpotifyState.gaps, SpotifyState.more_gaps),
            ),
            rx.el.p(words.GAPS_NONE, class_name="mut"),
        ),
    )


def _playlists() -> rx.Component:
    """Return the playlists that are here."""
    return card(
        words.PLAYLISTS,
        rx.cond(
            SpotifyState.lists.length() > 0,
            _rows(SpotifyState.lists, SpotifyState.more_lists),
            rx.el.p(words.PLAYLISTS_NONE, class_name="mut"),
        ),
    )


def _limits() -> rx.Component:
    """Return what Spotify gives to no app of a listener's own."""
    return card(
        words.LIMITS, rx.el.ul(rx.foreach(SpotifyState.limits, rx.el.li), class_name="cap bullets")
    )


def _question() -> rx.Component:
    """Return the question before everything of Spotify's is deleted."""
    return dialog(
        rx.el.p(words.DISCONNECT_BODY, class_name="mut"),
        rx.el.ul(rx.foreach(SpotifyState.deletes, rx.el.li), class_name="bullets"),
        rx.el.p(words.DISCONNECT_STAYS, class_name="mut"),
        rx.el.div(
            button(words.DISCONNECT, kind="p", on_click=SpotifyState.disconnect_spotify),
            button(common.CANCEL, on_click=SpotifyState.stay_connected),
            class_name="row wrap",
        ),
        is_open=SpotifyState.confirm_disconnect,
        title=words.DISCONNECT_TITLE,
        on_close=SpotifyState.stay_connected,
    )
