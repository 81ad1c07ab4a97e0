"""Owns the cards of the Index page."""

from typing import Any

import reflex as rx

from ui.charts import components as charts
from ui.components.buttons import button
from ui.components.card import card
from ui.components.icons import icon
from ui.components.panels import note
from ui.components.states import empty_state
from ui.pages.index.models import Generation, Phase
from ui.pages.index.state import IndexState
from ui.state import AppState
from ui.text.en import charts as chart_words
from ui.text.en import index as words


def action() -> rx.Component:
    """Return the one control at the right of the heading: build, or cancel the build."""
    return rx.cond(
        AppState.is_admin,
        rx.cond(
            IndexState.build.generation > 0,
            button(words.CANCEL_BUILD, on_click=IndexState.cancel_build),
            rx.cond(
                IndexState.active > 0,
                button(words.BUILD, kind="p", on_click=IndexState.rebuild),
            ),
        ),
    )


def building() -> rx.Component:
    """Return the build: its phases and what was just found."""

    def phase(item: rx.Var[Phase], index: rx.Var[int]) -> rx.Component:
        fill = rx.cond(item.percent == 100, "prog done", "prog")
        return rx.el.li(
            rx.el.div(
                rx.el.i(style={"width": f"{item.percent}%"}),
                class_name=fill,
                role="progressbar",
                aria_label=item.name,
                custom_attrs={
                    "aria-valuemin": 0,
                    "aria-valuemax": 100,
                    "aria-valuenow": item.percent,
                },
            ),
            rx.el.p(
                index + 1, ". ", item.name, class_name=rx.cond(item.is_later, "ph later", "ph")
            ),
            rx.el.p(item.note, class_name="cap num"),
        )

    return card(
        IndexState.build_title,
        rx.el.ol(rx.foreach(IndexState.phases, phase), class_name="phases"),
        charts.index_build(
            marks=IndexState.build.marks,
            slots=IndexState.build.slots,
            summary=IndexState.build_spoken,
            words=chart_words.WORDS,
        ),
        rx.el.p(words.KEEPS, class_name="mut"),
        aside=note(IndexState.build.note),
        class_name="w8 own-height",
    )


def health() -> rx.Component:
    """Return the state of the generation in use."""

    def fact(name: str, value: Any) -> rx.Component:
        return rx.fragment(rx.el.dt(name), rx.el.dd(value))

    now = IndexState.health
    return card(
        words.STATE,
        rx.el.p(
            rx.cond(now.is_lagging, icon("mood"), icon("check", "i good")),
            rx.cond(now.is_lagging, words.LAGGING, words.HEALTHY),
            class_name="row say health",
        ),
        rx.el.dl(
            fact(words.SONGS, now.songs),
            fact(words.VECTORS, now.vectors),
            fact(words.BEHIND, now.behind),
            fact(words.MODEL, now.model),
            fact(words.BUILT, now.built),
            class_name="kv two",
        ),
        rx.cond(now.is_outdated, rx.el.p(words.OUTDATED, class_name="mut below")),
        aside=note(words.STATE_NOTE),
        class_name="w8 own-height",
    )


def generations() -> rx.Component:
    """Return all generations, with the ways to switch and to go back."""

    def one(item: rx.Var[Generation]) -> rx.Component:
        return rx.el.li(
            rx.el.span(item.number, class_name=f"gen num {item.state}"),
            rx.el.div(
                rx.el.b(rx.match(item.state, *words.STATES.items(), item.state)),
                rx.el.span(item.made_by),
                rx.cond(item.note != "", rx.el.span(item.note, class_name="cap")),
                class_name="tt grow",
            ),
            rx.match(
                item.state,
                (
                    "ready",
                    button(words.SWITCH_TO, kind="p", on_click=IndexState.switch_to(item.number)),
                ),
                ("kept", button(words.GO_BACK, on_click=IndexState.switch_to(item.number))),
                rx.fragment(),
            ),
            class_name="row",
        )

    return card(
        words.GENERATIONS,
        rx.cond(
            IndexState.generations.length() > 0,
            rx.el.ul(rx.foreach(IndexState.generations, one), class_name="gens"),
            rx.el.p(words.GENERATIONS_NONE, class_name="mut"),
        ),
    )


def when_done() -> rx.Component:
    """Return what happens when a build ends: nothing by itself."""
    return card(words.WHEN_DONE, rx.el.p(words.WHEN_DONE_BODY, class_name="mut"))


def nothing_yet() -> rx.Component:
    """Return what stands here before the first build."""
    return card(
        "",
        empty_state(
            words.EMPTY_TITLE,
            words.EMPTY_BODY,
            button(words.BUILD, kind="p", size="l", on_click=IndexState.rebuild),
        ),
    )


def only_admins() -> rx.Component:
    """Return what listeners see here."""
    return card("", empty_state(words.ONLY_ADMINS, words.ONLY_ADMINS_BODY))
