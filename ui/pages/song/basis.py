"""Owns the card that says what a song's mood rests on: words, tags, the listener's corrections."""

import reflex as rx

from ui.components.card import card
from ui.components.mood import glyph, mood_chip, mood_name
from ui.components.panels import note
from ui.pages.song.models import Basis, BasisPart
from ui.text.en import song as words


def basis(shown: rx.Var[Basis], is_yours: rx.Var[bool]) -> rx.Component:
    """Return the parts of a mood, each with how much of it was theirs and what it speaks for.

    Args:
        shown: what there is to say; nothing is drawn without parts.
        is_yours: whether the listener corrected the mood.
    """

    def part(item: rx.Var[BasisPart]) -> rx.Component:
        bar = rx.el.i(
            style={
                "left": "0",
                "width": f"{item.percent}%",
                "background": f"var(--{item.mood}-fill)",
            }
        )
        return rx.el.li(
            rx.el.span(
                item.label,
                rx.el.span(
                    glyph(item.mood, 10), " ", mood_name(item.mood), class_name="cap speaks"
                ),
            ),
            rx.el.span(item.percent, "%", class_name="num"),
            rx.el.div(bar, class_name="fall"),
            class_name="part",
        )

    return rx.cond(
        shown.parts.length() > 0,
        card(
            words.BASIS,
            rx.el.p(mood_chip(shown.mood, shown.percent, is_yours), class_name="basis-mood"),
            rx.el.ul(rx.foreach(shown.parts, part), class_name="parts"),
            rx.el.p(shown.sentence, class_name="cap below"),
            aside=note(shown.note),
        ),
    )
