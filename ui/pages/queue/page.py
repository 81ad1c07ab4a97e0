"""Owns the Queue page: its parts inside the frame."""

import reflex as rx

from ui.layouts.shell import shell
from ui.text.en import common as words


def page() -> rx.Component:
    """Return the Queue page."""
    return shell(current="queue", title=words.PAGES["queue"])
