"""Owns the Index page: its parts inside the frame."""

import reflex as rx

from ui.components.panels import failure_card
from ui.components.progress import skeleton
from ui.layouts.shell import shell
from ui.pages.index import asking, parts
from ui.pages.index.comparison import comparison
from ui.pages.index.state import IndexState
from ui.state import AppState
from ui.text.en import common


def page() -> rx.Component:
    """Return the Index page."""
    is_building = IndexState.build.generation > 0
    filled = rx.el.div(
        rx.el.div(
            parts.trouble(),
            rx.cond(is_building, parts.building()),
            comparison(),
            rx.cond(IndexState.active > 0, parts.health()),
            class_name="col w8",
        ),
        rx.el.div(parts.generations(), parts.history(), class_name="col w4"),
        class_name="grid",
    )
    content = rx.cond((IndexState.active == 0) & ~is_building, parts.nothing_yet(), filled)
    return shell(
        asking.plan_dialog(),
        asking.drop_dialog(),
        failure_card(IndexState.failure),
        rx.cond(
            IndexState.is_loading,
            skeleton(62, 88, 40, 74),
            rx.cond(AppState.is_admin, content, parts.only_admins()),
        ),
        current="index",
        title=common.PAGES["index"],
        subtitle=rx.cond(AppState.is_admin, IndexState.subheading, ""),
        actions=(parts.action(),),
        with_strip=False,
    )
