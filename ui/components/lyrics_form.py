"""Owns the form that takes lyrics and shows at once what their words say."""

from typing import Any

import reflex as rx
from reflex.event import EventType

from ui.charts.components import lyrics_strip
from ui.components.buttons import button, link_button
from ui.components.mood import mood_chip, share_bar, share_legend
from ui.models import ScoredLyrics
from ui.text.en import charts as chart_words
from ui.text.en import common
from ui.text.en import lyrics as words


class LyricsField(rx.Component):
    """A text area that a small text file can be read into without leaving the browser."""

    library = rx.asset("lyrics_field.jsx", shared=True).importable_path
    tag = "LyricsField"
    name: rx.Var[str]
    initial: rx.Var[str]
    words: rx.Var[dict[str, str]]


def lyrics_form(
    *fields: rx.Component,
    on_submit: EventType[Any],
    on_close: EventType[()],
    error: rx.Var[str],
    is_busy: rx.Var[bool],
    initial: rx.Var[str] | str = "",
) -> rx.Component:
    """Return the form.

    Args:
        *fields: What is asked before the lyrics, such as title and artist.
        on_submit: Takes the form's values as a dictionary.
        on_close: Leaves without saving.
        error: What is wrong with what was sent; empty when nothing is.
        is_busy: Whether the lyrics are being scored.
        initial: The lyrics that stand there when it opens.
    """
    return rx.el.form(
        *fields,
        LyricsField.create(name="lyrics", initial=initial, words=words.FIELD),
        rx.cond(error != "", rx.el.p(error, class_name="wrong", role="alert")),
        rx.el.div(
            button(
                rx.cond(is_busy, words.SCORING, words.SCORE),
                kind="p",
                size="l",
                type="submit",
                disabled=is_busy,
            ),
            button(common.CANCEL, size="l", on_click=on_close),
            class_name="row wrap",
        ),
        on_submit=on_submit,
        reset_on_submit=False,
        class_name="fields",
    )


def scored(result: rx.Var[ScoredLyrics], on_close: EventType[()]) -> rx.Component:
    """Return what the words say, as soon as they are scored."""
    return rx.el.div(
        rx.el.p(result.title, rx.el.span(" ", result.artist, class_name="mut"), class_name="say"),
        mood_chip(result.mood, result.percent),
        rx.cond(
            result.mood == "",
            rx.el.p(result.reason, class_name="mut"),
            rx.el.div(
                share_bar(result.shares, 12),
                share_legend(result.shares),
                rx.el.p(result.sentence, class_name="cap"),
                rx.cond(
                    result.quote != "",
                    rx.el.p(words.LOUDEST, " ", rx.el.q(result.quote), class_name="why"),
                ),
                rx.el.div(
                    lyrics_strip(lines=result.lines, plain=False, words=chart_words.WORDS),
                    class_name="scored-lines",
                    role="group",
                    aria_label=words.LINES,
                    tab_index=0,  # it scrolls, so keys must reach it
                ),
                class_name="fields",
            ),
        ),
        rx.el.div(
            rx.cond(
                result.href != "",
                link_button(words.OPEN, href=result.href, kind="p", size="l", on_click=on_close),
            ),
            button(common.CLOSE, size="l", on_click=on_close),
            class_name="row wrap",
        ),
        class_name="fields",
        role="status",
    )
