"""Owns the parts of the Queue page that show and change the queue."""

import reflex as rx

from ui import routes
from ui.components.buttons import button, link_button
from ui.components.card import card
from ui.components.cover import cover
from ui.components.dialog import dialog
from ui.components.journey import journey_ribbon
from ui.components.mood import QUADRANTS, glyph, mood_chip, mood_name
from ui.components.panels import note
from ui.components.queue_list import sortable_queue
from ui.components.states import empty_state
from ui.models import QueueRow
from ui.pages.queue.models import Weight
from ui.pages.queue.push import PushState
from ui.pages.queue.sending import send_button
from ui.pages.queue.state import QueueState
from ui.text.en import common
from ui.text.en import queue as words


def actions() -> tuple[rx.Component, ...]:
    """Return the controls at the right of the heading."""
    return (
        rx.cond(
            QueueState.rows.length() > 0,
            button(words.CLEAR, kind="q", on_click=QueueState.ask_clear),
        ),
        rx.cond(
            QueueState.has_songs,
            button(
                rx.cond(QueueState.is_making, words.MAKING, words.MAKE),
                on_click=QueueState.make,
                disabled=QueueState.is_making,
            ),
        ),
    )


def fit() -> rx.Component:
    """Return the choice of the mood that the queue fits."""

    def one(mood: str, *children: rx.Component | str) -> rx.Component:
        on = QueueState.mood == mood
        return rx.el.button(
            *children,
            type="button",
            on_click=QueueState.choose_mood(mood),
            aria_pressed=rx.cond(on, "true", "false"),
            class_name=rx.cond(on, "opt on", "opt"),
        )

    return rx.el.div(
        rx.el.span(words.FIT, class_name="cap"),
        one("", words.NOW),
        *[one(mood, glyph(mood), str(mood_name(mood))) for mood in QUADRANTS],
        class_name="row wrap scrollx fit",
        role="group",
        aria_label=words.FIT,
    )


def curve() -> rx.Component:
    """Return the journey, and on the phone the button that sends it."""
    ribbon = journey_ribbon(
        curve=QueueState.curve,
        songs=QueueState.stops,
        label=QueueState.ribbon_spoken,
        start=QueueState.start_words,
        to=QueueState.to_words,
        end=QueueState.end_time,
    )
    send = rx.el.div(
        rx.cond(
            PushState.push.is_running,
            button(words.STOP, class_name="grow", on_click=PushState.stop),
            send_button(),
        ),
        rx.cond(QueueState.is_sandbox, rx.el.span(common.SANDBOX, class_name="badge")),
        class_name="row",
    )
    return card(
        "",
        rx.el.div(ribbon, class_name="ribbon-box"),
        rx.cond(PushState.is_connected, rx.el.div(send, class_name="phone ribbon-send")),
        class_name="ribbon-card",
    )


def songs() -> rx.Component:
    """Return what was played, and the songs in the order they play."""
    played = rx.el.div(
        rx.el.p(
            rx.el.span(words.PLAYED, class_name="mut"),
            rx.el.span(QueueState.played_titles, class_name="nm grow"),
            button(
                rx.cond(QueueState.shows_played, words.HIDE, words.SHOW),
                kind="q",
                size="sm",
                on_click=QueueState.toggle_played,
                aria_expanded=rx.cond(QueueState.shows_played, "true", "false"),
            ),
            class_name="row played",
        ),
        rx.cond(
            QueueState.shows_played,
            rx.el.ul(rx.foreach(QueueState.played, _played_row), class_name="was"),
        ),
    )
    return card(
        "",
        rx.cond(QueueState.played.length() > 0, played),
        rx.el.h2(words.SONGS, class_name="sr"),
        sortable_queue(QueueState.rows, PushState.said, QueueState.move, QueueState.act),
        class_name="songs-card",
    )


def _played_row(row: rx.Var[QueueRow]) -> rx.Component:
    """Return one song that was played."""
    return rx.el.li(
        cover(row.cover, 32),
        rx.el.a(
            row.title,
            rx.el.span(" ", row.artist, class_name="mut"),
            href=f"/song/{row.track_id}",
            class_name="grow",
        ),
        mood_chip(row.mood, row.percent, row.yours),
        class_name="row",
    )


def why() -> rx.Component:
    """Return the kinds of reasons and how much each counts here."""
    wheel = (
        "conic-gradient(var(--angry-fill) 0 25%,var(--happy-fill) 0 50%,"
        "var(--relaxed-fill) 0 75%,var(--sad-fill) 0)"
    )

    def one(weight: rx.Var[Weight]) -> rx.Component:
        fill = rx.match(
            weight.kind, ("mood", wheel), ("minus", "var(--bad)"), f"var(--seq-{weight.rank})"
        )
        return rx.el.li(
            rx.el.i(style={"background": fill}, class_name="swatch"),
            rx.el.span(weight.label, class_name="grow"),
            rx.el.span(weight.value, class_name="mut num"),
            class_name="row",
        )

    return rx.cond(
        QueueState.weights.length() > 0,
        card(
            words.WHY,
            rx.el.ul(rx.foreach(QueueState.weights, one), class_name="weights"),
            aside=note(words.WHY_NOTE),
        ),
    )


def how_now() -> rx.Component:
    """Return the one question after a queue."""
    buttons = [
        button(
            glyph(mood, 14),
            aria_label=mood_name(mood),
            title=mood_name(mood),
            on_click=QueueState.answer_how_now(mood),
        )
        for mood in QUADRANTS
    ]
    return rx.cond(
        QueueState.asks_how_now,
        rx.el.section(
            rx.el.h2(words.HOW_NOW),
            rx.el.p(words.HOW_NOW_BODY, class_name="cap"),
            rx.el.div(*buttons, class_name="four"),
            class_name="card dashed",
        ),
    )


def nothing_yet() -> rx.Component:
    """Return what stands here while there is no queue: make one, or get songs first."""
    art = rx.el.svg(
        rx.el.path(
            d="M40 130C120 126 150 56 220 54S330 58 380 58",
            fill="none",
            stroke="var(--text)",
            stroke_width="2",
            stroke_linecap="round",
        ),
        rx.el.path(
            d="M40 56C130 58 160 96 230 126S330 134 380 134",
            fill="none",
            stroke="var(--text-3)",
            stroke_width="2",
            stroke_dasharray="1 6",
            stroke_linecap="round",
        ),
        view_box="0 0 420 180",
        width="100%",
        custom_attrs={"aria-hidden": "true"},
    )
    return card(
        "",
        rx.cond(
            QueueState.has_songs,
            empty_state(
                words.EMPTY_TITLE,
                words.EMPTY_BODY,
                button(words.EMPTY_BUTTON, kind="p", size="l", on_click=QueueState.make),
                art=art,
            ),
            empty_state(
                words.NONE_TITLE,
                words.NONE_BODY,
                link_button(words.TO_LIBRARY, href=routes.LIBRARY, kind="p", size="l"),
                art=art,
            ),
        ),
    )


def clear_dialog() -> rx.Component:
    """Return the question before the queue is emptied."""
    return dialog(
        rx.el.p(words.CLEAR_BODY, class_name="mut"),
        rx.el.div(
            button(words.CLEAR, kind="p", on_click=QueueState.clear),
            button(common.CANCEL, on_click=QueueState.keep),
            class_name="row wrap",
        ),
        is_open=QueueState.confirm_clear,
        title=words.CLEAR_TITLE,
        on_close=QueueState.keep,
    )
