"""Owns the log: every mood entry by day, to be read, changed and deleted."""

import reflex as rx

from ui import routes
from ui.components.buttons import button, link_button
from ui.components.hotkeys import hotkeys
from ui.components.progress import skeleton
from ui.layouts.shell import shell
from ui.pages.log import parts
from ui.pages.log.state import LogState
from ui.pages.mood.sheet import log_sheet
from ui.pages.mood.state import MoodState
from ui.text.en import log as words


def page() -> rx.Component:
    """Return the log."""
    undo = [MoodState.undo, LogState.refresh]
    entries = rx.el.div(
        rx.foreach(LogState.days, parts.day_card), parts.turning(), class_name="col"
    )
    return shell(
        hotkeys(keys=["u"], focus={}, on_press=lambda _: undo),
        rx.el.div(
            rx.cond(
                MoodState.sheet.entry_id != "",
                rx.el.div(log_sheet(LogState.refresh), class_name="log-sheet"),
            ),
            rx.cond(
                LogState.is_loading,
                skeleton(62, 88, 40, 74),
                rx.cond(LogState.days.length() > 0, entries, parts.nothing()),
            ),
            class_name="col",
        ),
        current="mood",
        title=words.TITLE,
        subtitle=LogState.subheading,
        actions=(
            rx.cond(LogState.day != "", button(words.ALL, on_click=LogState.show_all)),
            link_button(words.TO_MOOD, href=routes.MOOD),
        ),
        on_undo=undo,
    )
