"""Owns one entry of the mood log as a row: time, mood, words, note, and what can be done to it."""

import reflex as rx
from reflex.event import EventHandler

from ui.components.buttons import button
from ui.components.icons import icon
from ui.components.menu import more_menu
from ui.components.mood import glyph
from ui.pages.mood.models import TodayEntry
from ui.pages.mood.state import MoodState
from ui.text.en import common


def entry_row(entry: rx.Var[TodayEntry], then: EventHandler | None) -> rx.Component:
    """Return one entry, with Undo or the menu.

    Args:
        entry: The entry.
        then: A page's handler that runs after each step taken here, if any.
    """
    after = [then] if then is not None else []
    undo = button(
        icon("undo"),
        rx.el.span(common.UNDO, class_name="wide-t"),
        kind="q",
        size="sm",
        on_click=[MoodState.undo, *after],
    )
    return rx.el.li(
        rx.el.time(entry.time, class_name="cap"),
        glyph(entry.mood, 12),
        rx.el.p(
            entry.words,
            rx.cond(entry.note != "", rx.el.span(" · ", entry.note), rx.fragment()),
        ),
        rx.el.div(
            rx.cond(entry.can_undo, undo),
            more_menu(
                f"{common.MORE_ABOUT} {entry.time}",
                {"edit": common.EDIT, "delete": common.DELETE},
                lambda action: [MoodState.manage(entry.id, action), *after],
            ),
            class_name="row ent-ops",
        ),
        class_name="ent",
    )
