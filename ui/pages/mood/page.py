"""Owns the Mood page: the pad at the left, what follows from it at the right."""

import reflex as rx

from ui.components.hotkeys import hotkeys
from ui.layouts.shell import shell
from ui.pages.mood.parts import intent_card, now_card, pad_section, today_card
from ui.pages.mood.sheet import log_sheet
from ui.pages.mood.state import MoodState


def page() -> rx.Component:
    """Return the Mood page."""
    return shell(
        hotkeys(keys=["1", "2", "3", "4", "5", "u"], focus={}, on_press=MoodState.press_key),
        rx.el.div(
            pad_section(),
            rx.el.div(
                rx.cond(MoodState.sheet.open, log_sheet()),
                now_card(),
                intent_card(),
                today_card(),
                class_name="col",
            ),
            class_name="home",
        ),
        current="mood",
        title=MoodState.greeting,
        subtitle=MoodState.date_line,
        on_undo=MoodState.undo,
    )
