"""Owns the Library page: its parts inside the frame."""

import reflex as rx

from ui.layouts.shell import shell
from ui.text.en import common as words


def page() -> rx.Component:
    """Return the Library page."""
    return shell(current="library", title=words.PAGES["library"])
