"""Owns the ways to the pages: the sidebar (icons alone on a tablet) and the phone's tab bar."""

import reflex as rx

from ui import routes
from ui.components.icons import icon, mark
from ui.layouts.identity import account, sample_badge
from ui.state import AppState
from ui.text.en import common as words

_LISTENING = (
    ("mood", routes.MOOD),
    ("queue", routes.QUEUE),
    ("library", routes.LIBRARY),
    ("stats", routes.STATS),
)
_HISTORY = ("history", routes.HISTORY)
_TABS = (*_LISTENING, ("me", routes.ME))


def _link(key: str, href: str, current: str, class_name: str) -> rx.Component:
    """Return one way, marked when its page is open."""
    on = key == current
    return rx.el.a(
        icon(key, ""),
        rx.el.span(words.PAGES[key], class_name="n-t"),
        href=href,
        class_name=f"{class_name} on" if on else class_name,
        custom_attrs={"aria-current": "page"} if on else {},
    )


def sidebar(current: str) -> rx.Component:
    """Return the sidebar: brand, pages, admin's pages, sample badge, listener."""
    return rx.el.header(
        rx.el.a(
            mark(26, AppState.mood_now),
            rx.el.span(words.BRAND),
            href=routes.MOOD,
            class_name="logo",
            aria_label=words.BRAND,
        ),
        rx.el.nav(
            *[_link(key, href, current, "n") for key, href in (*_LISTENING, _HISTORY)],
            rx.el.div(class_name="sep"),
            _link("connections", routes.CONNECTIONS, current, "n"),
            rx.cond(
                AppState.is_admin,
                rx.fragment(
                    _link("index", routes.INDEX, current, "n"),
                    _link("evaluation", routes.EVALUATION, current, "n"),
                ),
            ),
            rx.cond(
                AppState.is_staff,
                rx.fragment(
                    _link("catalogue", routes.CATALOGUE, current, "n"),
                    _link("people", routes.PEOPLE, current, "n"),
                ),
            ),
            rx.cond(AppState.is_admin, _link("audit", routes.AUDIT, current, "n")),
            class_name="ways",
            aria_label=words.NAV,
        ),
        rx.el.div(sample_badge(), account(), class_name="foot"),
        class_name="side",
    )


def tab_bar(current: str) -> rx.Component:
    """Return the phone's tab bar."""
    return rx.el.nav(
        *[_link(key, href, current, "tab") for key, href in _TABS],
        class_name="tabs",
        aria_label=words.NAV,
    )
