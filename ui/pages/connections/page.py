"""Owns the Connections page: its parts inside the frame."""

import reflex as rx

from ui.layouts.shell import shell
from ui.text.en import common as words


def page() -> rx.Component:
    """Return the Connections page."""
    return shell(current="connections", title=words.PAGES["connections"])
