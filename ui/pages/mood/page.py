"""Owns the Mood page: its parts inside the frame."""

import reflex as rx

from ui.layouts.shell import shell
from ui.text.en import common as words


def page() -> rx.Component:
    """Return the Mood page."""
    return shell(current="mood", title=words.PAGES["mood"])
