"""Owns the questions of the Index page: before a build, and before a generation is removed."""

import reflex as rx

from ui.components.buttons import button
from ui.components.dialog import dialog
from ui.pages.index.models import Fact
from ui.pages.index.state import IndexState
from ui.text.en import index as words


def plan_dialog() -> rx.Component:
    """Return what a build would do, with the two ways to begin it."""

    def fact(item: rx.Var[Fact]) -> rx.Component:
        return rx.fragment(rx.el.dt(item.name), rx.el.dd(item.value))

    return dialog(
        rx.el.dl(rx.foreach(IndexState.plan.facts, fact), class_name="kv"),
        rx.foreach(IndexState.plan.notes, lambda note: rx.el.p(note, class_name="mut")),
        rx.el.div(
            button(words.COMPARE_FIRST, kind="p", on_click=IndexState.rebuild(False)),
            button(words.SWITCH_AFTER, on_click=IndexState.rebuild(True)),
            button(words.NOT_NOW, kind="q", on_click=IndexState.not_now),
            class_name="row wrap",
        ),
        is_open=IndexState.is_planning,
        title=words.PLAN,
        on_close=IndexState.not_now,
    )


def drop_dialog() -> rx.Component:
    """Return the question before a generation is removed."""
    return dialog(
        rx.el.p(words.DROP_BODY, class_name="mut"),
        rx.el.div(
            button(words.DROP, kind="p", on_click=IndexState.drop),
            button(words.KEEP, on_click=IndexState.not_now),
            class_name="row wrap",
        ),
        is_open=IndexState.dropping > 0,
        title=IndexState.drop_title,
        on_close=IndexState.not_now,
    )
