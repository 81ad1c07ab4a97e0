"""Owns the Index page: its parts inside the frame."""

import reflex as rx

from ui.layouts.shell import shell
from ui.text.en import common as words


def page() -> rx.Component:
    """Return the Index page."""
    return shell(current="index", title=words.PAGES["index"], with_strip=False)
