"""Owns the frame of every signed-in page: ways, heading, content, strip, toaster."""

import reflex as rx
from reflex.event import EventType

from ui import routes
from ui.components.icons import icon
from ui.components.native_link import native_link
from ui.components.theme_keeper import theme_keeper
from ui.components.toaster import toaster
from ui.layouts.identity import sample_dialog
from ui.layouts.nav import sidebar, tab_bar
from ui.layouts.strip import strip
from ui.state import AppState
from ui.text.en import common as words


def shell(
    *children: rx.Component,
    current: str,
    title: rx.Var[str] | str,
    subtitle: rx.Var[str] | str = "",
    actions: tuple[rx.Component, ...] = (),
    on_undo: EventType[()] | None = None,
    with_strip: bool = True,
) -> rx.Component:
    """Return a page inside the frame.

    Args:
        *children: The page's content.
        current: Key of the page in the navigation (`ui.text.en.common.PAGES`).
        title: The page's heading.
        subtitle: One quieter line below it.
        actions: Controls at the right of the heading.
        on_undo: Handler behind the toaster's Undo.
        with_strip: Whether a current queue shows its strip (not on Stats and Index).
    """
    frame = "app"
    return rx.el.div(
        native_link(words.SKIP, href="#content", class_name="skip"),
        sidebar(current),
        rx.el.main(
            _warming(),
            _leaving(current),
            _heading(title, subtitle, actions),
            *children,
            id="content",
            class_name="main",
            custom_attrs={"tabIndex": -1},
        ),
        strip() if with_strip else rx.fragment(),
        tab_bar(current),
        toaster(on_undo),
        sample_dialog(),
        theme_keeper(theme=AppState.theme),
        class_name=rx.cond(AppState.strip.title != "", f"{frame} has-strip", frame)
        if with_strip
        else frame,
    )


def _heading(
    title: rx.Var[str] | str, subtitle: rx.Var[str] | str, actions: tuple[rx.Component, ...]
) -> rx.Component:
    """Return the page's heading row; a page that draws its own heading has an empty title."""
    if isinstance(title, str) and not title:
        return rx.fragment()
    return rx.el.div(
        rx.el.div(rx.el.h1(title), rx.el.p(subtitle, class_name="sub")),
        rx.el.span(class_name="sp"),
        *actions,
        class_name="top",
    )


def _leaving(current: str) -> rx.Component:
    """Return the note that the account will be deleted, and the way to keep it."""
    if current == "me":  # the page about one's data says it there
        return rx.fragment()
    return rx.cond(
        AppState.account_leaves != "",
        rx.el.p(
            icon("warn"), AppState.account_leaves, " ", rx.el.a(words.KEEP_IT, href=routes.ME_DATA),
            class_name="note",
        ),
    )  # fmt: skip


def _warming() -> rx.Component:
    """Return the note that the model is not ready yet."""
    return rx.el.div(
        rx.cond(
            AppState.is_model_ready,
            rx.fragment(),
            rx.el.p(icon("mood"), words.WARMING, class_name="note"),
        ),
        role="status",
    )
