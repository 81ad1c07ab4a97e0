"""Owns the page of the shared catalogue: its parts inside the frame."""

import reflex as rx

from ui.components.progress import skeleton
from ui.layouts.shell import shell
from ui.pages.catalogue import parts
from ui.pages.catalogue.facts import facts_card
from ui.pages.catalogue.state import CatalogueState
from ui.state import AppState
from ui.text.en import catalogue as words
from ui.text.en import common


def page() -> rx.Component:
    """Return the page of the shared catalogue."""
    content = rx.el.div(
        rx.el.div(parts.suspects(), class_name="col w8"),
        rx.el.div(
            parts.by_hand(),
            parts.done(),
            rx.cond(AppState.is_admin, facts_card()),
            class_name="col w4",
        ),
        class_name="grid",
    )
    return shell(
        rx.cond(
            CatalogueState.is_loading,
            skeleton(62, 88, 40, 74),
            rx.cond(AppState.is_staff, content, parts.only_staff()),
        ),
        current="catalogue",
        title=common.PAGES["catalogue"],
        subtitle=rx.cond(AppState.is_staff, words.SUBHEADING, ""),
        on_undo=CatalogueState.undo_last,
        with_strip=False,
    )
