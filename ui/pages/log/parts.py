"""Owns the parts of the log: days with their entries, the way to older ones, the empty state."""

import reflex as rx

from ui import routes
from ui.components.buttons import button, link_button
from ui.components.card import card
from ui.components.states import empty_state
from ui.pages.log.models import LogDay
from ui.pages.log.state import LogState
from ui.pages.mood.entry import entry_row
from ui.text.en import log as words


def day_card(day: rx.Var[LogDay]) -> rx.Component:
    """Return one day with its entries."""
    return card(
        day.name,
        rx.el.ul(rx.foreach(day.rows, lambda entry: entry_row(entry, LogState.refresh))),
        class_name="today log",
    )


def turning() -> rx.Component:
    """Return the ways to newer and older entries, when there are any."""
    return rx.cond(
        LogState.has_newer | LogState.has_older,
        rx.el.nav(
            button(words.NEWER, on_click=LogState.show_newer, disabled=~LogState.has_newer),
            button(words.OLDER, on_click=LogState.show_older, disabled=~LogState.has_older),
            class_name="row wrap",
            aria_label=words.TURN,
        ),
    )


def nothing() -> rx.Component:
    """Return what stands here without entries: of the day, or at all."""
    go = link_button(words.EMPTY_BUTTON, href=routes.MOOD, kind="p", size="l")
    return card(
        "",
        rx.cond(
            LogState.day != "",
            empty_state(words.EMPTY_DAY, words.EMPTY_DAY_BODY),
            empty_state(words.EMPTY, words.EMPTY_BODY, go),
        ),
    )
