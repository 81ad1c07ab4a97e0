"""Owns the Stats page: its parts inside the frame."""

import reflex as rx

from ui.layouts.shell import shell
from ui.text.en import common as words


def page() -> rx.Component:
    """Return the Stats page."""
    return shell(current="stats", title=words.PAGES["stats"], with_strip=False)
