"""Owns what stands beside the plays: who told what, what was put right, and which song it was."""

import reflex as rx

from ui.components.buttons import button
from ui.components.card import card
from ui.components.dialog import dialog
from ui.components.fields import field
from ui.components.panels import note
from ui.components.progress import skeleton
from ui.pages.history.models import Offer, Righted, Told
from ui.pages.history.righting import RightingState
from ui.pages.history.state import HistoryState
from ui.text.en import common
from ui.text.en import history as words


def told() -> rx.Component:
    """Return what each source and import reported, and the ways to that alone."""

    def one(told: rx.Var[Told]) -> rx.Component:
        only = rx.cond(
            told.import_id != "",
            HistoryState.only_import(told.import_id),
            HistoryState.choose_source(told.source),
        )
        return rx.el.li(
            rx.el.button(told.name, type="button", on_click=only, class_name="link cut"),
            rx.el.p(told.counts, class_name="num"),
            rx.el.p(told.span, class_name="cap num"),
        )

    listed = rx.el.ul(rx.foreach(HistoryState.told, one), class_name="tellers")
    return card(
        words.CONTRIBUTED,
        rx.cond(
            HistoryState.is_counting,
            skeleton(70, 44, 62),
            rx.cond(
                HistoryState.told.length() > 0,
                listed,
                rx.el.p(words.CONTRIBUTED_EMPTY, class_name="mut"),
            ),
        ),
        aside=note(words.CONTRIBUTED_NOTE),
    )


def righted() -> rx.Component:
    """Return what was put right, each with the way back."""

    def one(row: rx.Var[Righted]) -> rx.Component:
        back = button(
            words.UNDO,
            rx.el.span(row.title, class_name="sr"),
            size="sm",
            on_click=RightingState.take_back(row.id),
        )
        return rx.el.li(
            rx.el.div(rx.el.b(row.title), rx.el.span(row.facts), class_name="tt grow"),
            rx.cond(row.can_undo, back),
            class_name="row",
        )

    return card(
        words.CORRECTED,
        rx.cond(
            RightingState.righted.length() > 0,
            rx.el.ul(rx.foreach(RightingState.righted, one), class_name="gens"),
            rx.el.p(words.CORRECTED_EMPTY, class_name="mut"),
        ),
    )


def song_dialog() -> rx.Component:
    """Return the question which song a play was."""

    def offer(one: rx.Var[Offer]) -> rx.Component:
        return rx.el.li(
            rx.el.button(
                rx.el.b(one.title),
                rx.el.span(one.artist),
                type="button",
                on_click=RightingState.choose_song(one.id),
                class_name="tt offer",
            )
        )

    found = rx.el.div(
        rx.el.ul(rx.foreach(RightingState.offers, offer), class_name="offers"),
        rx.cond(RightingState.is_unknown, rx.el.p(words.FOUND_NONE, class_name="cap")),
        role="status",
    )
    named = rx.el.form(
        rx.el.p(words.OR, class_name="strong"),
        field(words.TITLE, "song-title", max_length=300, auto_complete="off"),
        field(words.ARTIST, "song-artist", max_length=300, auto_complete="off"),
        rx.el.p(RightingState.song_error, class_name="wrong", role="alert"),
        rx.el.div(
            button(words.SAVE_SONG, kind="p", type="submit"),
            button(common.CANCEL, on_click=RightingState.never_mind_song),
            class_name="row wrap",
        ),
        on_submit=RightingState.name_song,
        class_name="fields",
    )
    return dialog(
        rx.el.p(rx.el.b(RightingState.asks_title), " · ", words.SONG_BODY, class_name="mut"),
        field(
            words.FIND, "song-find", kind="search", max_length=200, auto_complete="off",
            on_change=RightingState.find_song.debounce(250),
        ),
        found,
        named,
        is_open=RightingState.asks_id != "",
        title=words.SONG_TITLE,
        on_close=RightingState.never_mind_song,
    )  # fmt: skip
