"""Owns the strip at the foot of the page: the song the current queue stands at."""

import reflex as rx

from ui import routes
from ui.components.buttons import link_button
from ui.components.cover import cover
from ui.components.icons import icon
from ui.components.mood import mood_chip
from ui.state import AppState
from ui.text.en import common as words


def strip() -> rx.Component:
    """Return the strip; draws nothing while no queue is current."""
    song = AppState.strip
    # On the phone the words are for those who listen; the icon stays.
    open_queue = rx.el.span(words.OPEN_QUEUE, class_name="wide-t")
    return rx.cond(
        song.title != "",
        rx.el.aside(
            rx.el.div(
                cover(song.cover_url, 44),
                rx.el.div(rx.el.b(song.title), rx.el.span(song.artist), class_name="tt"),
                class_name="t",
            ),
            rx.el.p(words.NOW_PLAYING, ", ", song.place, class_name="mid cap num"),
            rx.el.div(
                rx.el.span(mood_chip(song.mood, song.percent), class_name="desk"),
                link_button(icon("queue"), open_queue, href=routes.QUEUE),
                class_name="e",
            ),
            class_name="strip",
            aria_label=words.NOW_PLAYING,
        ),
    )
