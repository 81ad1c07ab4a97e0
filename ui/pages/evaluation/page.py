"""Owns the Evaluation page: its parts inside the frame."""

import reflex as rx

from ui.components.progress import skeleton
from ui.layouts.shell import shell
from ui.pages.evaluation import parts
from ui.pages.evaluation.state import EvaluationState
from ui.state import AppState
from ui.text.en import common
from ui.text.en import evaluation as words


def page() -> rx.Component:
    """Return the Evaluation page."""
    content = rx.el.div(
        rx.el.div(
            rx.cond(EvaluationState.sets.length() > 0, parts.sets(), parts.nothing_yet()),
            class_name="col w8",
        ),
        rx.el.div(parts.model(), parts.limits(), parts.own_songs(), class_name="col w4"),
        class_name="grid",
    )
    return shell(
        rx.cond(
            EvaluationState.is_loading,
            skeleton(62, 88, 40, 74),
            rx.cond(AppState.is_admin, content, parts.only_admins()),
        ),
        current="evaluation",
        title=common.PAGES["evaluation"],
        subtitle=rx.cond(AppState.is_admin, words.SUBHEADING, ""),
        with_strip=False,
    )
