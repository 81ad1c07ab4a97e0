"""Owns the page of the audit log: its parts inside the frame."""

import reflex as rx

from ui.components.buttons import button
from ui.components.panels import failure_card
from ui.components.progress import skeleton
from ui.layouts.shell import shell
from ui.pages.audit import parts
from ui.pages.audit.state import AuditState
from ui.state import AppState
from ui.text.en import audit as words
from ui.text.en import common


def page() -> rx.Component:
    """Return the page of the audit log."""
    content = rx.el.div(
        parts.filters(),
        failure_card(AuditState.failure, button(words.AGAIN, on_click=AuditState.load)),
        rx.cond(
            AuditState.lines.length() > 0,
            parts.lines(),
            rx.cond(AuditState.failure.title == "", parts.nothing()),
        ),
        class_name="col",
    )
    return shell(
        rx.cond(
            AuditState.is_loading,
            skeleton(62, 88, 40, 74),
            rx.cond(AppState.is_admin, content, parts.only_admins()),
        ),
        current="audit",
        title=common.PAGES["audit"],
        subtitle=rx.cond(AppState.is_admin, words.SUBHEADING, ""),
        with_strip=False,
    )
