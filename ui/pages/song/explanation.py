"""Owns the card that says why a song's words have their mood, line by line, when asked."""

import reflex as rx

from ui import routes
from ui.components.arrival import arrival
from ui.components.buttons import button
from ui.components.card import card
from ui.components.mood import glyph
from ui.components.progress import skeleton
from ui.pages.song.explanation_models import LineGives
from ui.pages.song.explanation_state import ExplanationState
from ui.text.en import explanation as words


def explanation() -> rx.Component:
    """Return the card; nothing is drawn for words without a mood."""
    return rx.cond(
        ExplanationState.can_explain,
        arrival(
            card(words.TITLE, rx.cond(ExplanationState.is_explained, _shown(), _offer())),
            place=routes.WHY_WORDS,
            on_arrive=ExplanationState.explain,
        ),
    )


def _offer() -> rx.Component:
    """Return the button, or that it is being read, and why it could not be."""
    offer = rx.el.div(
        rx.el.p(words.BODY, class_name="mut"),
        rx.cond(
            ExplanationState.refusal != "",
            rx.el.p(ExplanationState.refusal, class_name="wrong", role="alert"),
        ),
        button(words.SHOW, on_click=ExplanationState.explain),
        class_name="gives-offer",
    )
    busy = rx.el.div(rx.el.p(words.BUSY, class_name="mut", role="status"), skeleton(80, 62, 71, 48))
    return rx.cond(ExplanationState.is_explaining, busy, offer)


def _shown() -> rx.Component:
    found = ExplanationState.explained
    return rx.el.div(
        rx.el.p(glyph(found.mood, 12), " ", found.lead, class_name="gives-lead", role="status"),
        rx.el.h3(words.TURN),
        rx.el.p(found.turn),
        rx.cond(
            found.turn_lines.length() > 0,
            rx.el.ul(
                rx.foreach(found.turn_lines, lambda line: rx.el.li(rx.el.q(line))),
                class_name="gives-turn",
            ),
        ),
        rx.el.h3(words.ENERGY),
        rx.el.p(found.energy),
        rx.el.h3(words.LINES),
        rx.el.p(found.legend, class_name="cap"),
        rx.el.div(
            rx.el.ul(rx.foreach(found.lines, _line), class_name="gives-lines"),
            class_name="gives-box",
            role="group",
            aria_label=words.LINES,
            tab_index=0,  # it scrolls, so keys must reach it
        ),
        rx.cond(found.untried != "", rx.el.p(found.untried, class_name="cap below")),
        class_name="gives",
    )


def _line(line: rx.Var[LineGives]) -> rx.Component:
    """Return one line; its bar goes right of the middle for the mood, left against it."""
    mood = ExplanationState.explained.mood
    bar = rx.el.i(
        style={
            "left": f"{line.start}%",
            "width": f"{line.width}%",
            "background": rx.cond(line.is_against, "var(--seq-5)", f"var(--{mood}-fill)"),
        }
    )
    return rx.el.li(
        rx.el.div(bar, class_name="gives-bar", aria_hidden="true"),
        rx.el.span(
            line.text,
            rx.cond(line.times != "", rx.el.span(" ", line.times, class_name="mut")),
            class_name="gives-text",
        ),
        rx.el.span(line.value, class_name="num", aria_hidden="true"),
        rx.el.span(", ", line.spoken, class_name="sr"),
    )
