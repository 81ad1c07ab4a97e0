"""Owns what stands for a mood: the glyph (shape and colour), the chip, shares as a bar."""

import reflex as rx

from ui.models import Share
from ui.text.en import common as words

QUADRANTS = ("angry", "happy", "sad", "relaxed")

# 12 × 12 boxes; shape is the second code beside colour.
_SHAPES = {
    "angry": "M.9 10.2H11.1L6 .9Z",
    "happy": "M1.4 6a4.6 4.6 0 1 0 9.2 0a4.6 4.6 0 1 0-9.2 0",
    "sad": "M.9 1.8H11.1L6 11.1Z",
    "relaxed": "M3 2h6a1 1 0 0 1 1 1v6a1 1 0 0 1-1 1H3a1 1 0 0 1-1-1V3a1 1 0 0 1 1-1z",
    "even": "M1.2 4.3h9.6v3.4H1.2z",
}


def glyph(mood: rx.Var[str] | str, size: int = 12) -> rx.Component:
    """Return a quadrant's shape in its colour, an even mood's bar; nothing for an empty mood.

    Args:
        mood: A quadrant's key or ``"even"``, as a variable or a literal.
        size: Width and height in CSS pixels.
    """
    if isinstance(mood, str):
        path: rx.Var[str] | str = _SHAPES.get(mood, "")
    else:
        path = rx.match(mood, *_SHAPES.items(), "")
    return rx.el.svg(
        rx.el.path(d=path, stroke_linejoin="round", fill=f"var(--{mood})"),
        view_box="0 0 12 12",
        width=str(size),
        height=str(size),
        class_name="g",
        custom_attrs={"aria-hidden": "true"},
    )


def mood_name(mood: rx.Var[str] | str) -> rx.Var[str] | str:
    """Return a quadrant's name, or the word for an unknown mood."""
    if isinstance(mood, str):
        return words.MOODS.get(mood, words.UNKNOWN_MOOD)
    return rx.match(mood, *words.MOODS.items(), words.UNKNOWN_MOOD)


def mood_chip(
    mood: rx.Var[str] | str,
    percent: rx.Var[int] | int | None = None,
    is_yours: rx.Var[bool] | bool = False,
) -> rx.Component:
    """Return a chip: shape, name, share; dashed and colourless when the mood is unknown.

    Args:
        mood: A quadrant's key; empty means unknown.
        percent: The share, 0 to 100; left out when None or 0.
        is_yours: Whether the listener corrected it, which adds the word.
    """
    known = [glyph(mood), mood_name(mood)]
    if percent is not None:
        known.append(rx.cond(percent > 0, rx.el.b(percent, words.SHARE_UNIT), rx.fragment()))
    known.append(rx.cond(is_yours, rx.el.em(words.YOURS), rx.fragment()))
    return rx.cond(
        mood == "",
        rx.el.span("? ", words.UNKNOWN_MOOD, class_name="chip unknown"),
        rx.el.span(*known, class_name=f"chip {mood}"),
    )


def share_bar(shares: rx.Var[list[Share]], height: int = 10) -> rx.Component:
    """Return the four shares as one bar; the legend beside it carries names and numbers."""
    return rx.el.div(
        rx.foreach(
            shares,
            lambda share: rx.el.i(
                style={"flex": share.percent.to(str), "background": f"var(--{share.mood}-fill)"}
            ),
        ),
        class_name="bar",
        style={"height": f"{height}px", "gap": "3px"},
        custom_attrs={"aria-hidden": "true"},
    )


def share_legend(shares: rx.Var[list[Share]]) -> rx.Component:
    """Return the four shares as words: shape, name, per cent."""
    return rx.el.ul(
        rx.foreach(
            shares,
            lambda share: rx.el.li(
                glyph(share.mood, 11),
                share.label,
                rx.el.span(share.percent, words.SHARE_UNIT, class_name="mut num"),
                class_name="row",
            ),
        ),
        class_name="row wrap shares",
    )
