"""Owns the cards of the Index page."""

from typing import Any

import reflex as rx

from ui.charts import components as charts
from ui.components.buttons import button
from ui.components.card import card
from ui.components.icons import icon
from ui.components.panels import note
from ui.components.states import empty_state
from ui.pages.index.models import Event, Generation, Phase
from ui.pages.index.state import IndexState
from ui.state import AppState
from ui.text.en import charts as chart_words
from ui.text.en import index as words


def action() -> rx.Component:
    """Return the controls at the right of the heading: build, or what a build can be told."""
    build = IndexState.build
    rest = rx.match(
        build.state,
        ("paused", button(words.RESUME, kind="p", on_click=IndexState.resume_build)),
        ("stopping", button(words.STOPPING, disabled=True)),
        rx.cond(build.has_begun, button(words.PAUSE, on_click=IndexState.pause_build)),
    )
    return rx.cond(
        AppState.is_admin,
        rx.cond(
            build.generation > 0,
            rx.el.div(
                rest,
                button(
                    words.CANCEL_BUILD,
                    on_click=IndexState.cancel_build,
                    disabled=build.state == "stopping",
                ),
                class_name="row",
            ),
            rx.cond(
                IndexState.active > 0,
                button(words.BUILD, kind="p", on_click=IndexState.ask_plan),
            ),
        ),
    )


def trouble() -> rx.Component:
    """Return what is wrong with the index in use, while something is."""
    now = IndexState.health
    return rx.cond(
        now.trouble != "",
        rx.el.section(
            icon("warn", "i warn"),
            rx.el.div(
                rx.el.b(now.trouble), rx.el.span(now.repair, class_name="mut"), class_name="tt grow"
            ),
            class_name="card row trouble",
            role="status",
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
    )


def health() -> rx.Component:
    """Return the state of the generation in use."""

    def fact(name: str, value: Any) -> rx.Component:
        return rx.fragment(rx.el.dt(name), rx.el.dd(value))

    now = IndexState.health
    is_busy = now.is_lagging | (now.trouble != "")
    return card(
        words.STATE,
        rx.el.p(
            rx.cond(is_busy, icon("mood"), icon("check", "i good")),
            rx.cond(is_busy, words.LAGGING, words.HEALTHY),
            class_name="row say health",
        ),
        rx.el.dl(
            fact(words.SONGS, now.songs),
            fact(words.VECTORS, now.vectors),
            fact(words.BEHIND, now.behind),
            fact(words.MODEL, now.model),
            fact(words.BUILT, now.built),
            fact(words.CHECKED, now.checked),
            class_name="kv two",
        ),
        rx.el.div(button(words.CHECK_NOW, on_click=IndexState.check), class_name="row below"),
        aside=note(words.STATE_NOTE),
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
            rx.el.div(_ways(item), class_name="ways"),
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


def _ways(item: rx.Var[Generation]) -> rx.Component:
    """Return what can be done with a generation that does not answer."""

    def way(name: str, handler: Any, kind: str = "") -> rx.Component:
        return button(name, kind=kind, size="sm", on_click=handler(item.number))

    drop = way(words.DROP, IndexState.ask_drop, "q")
    compare = way(words.COMPARE, IndexState.compare)
    ready = rx.fragment(way(words.SWITCH_TO, IndexState.switch_to), compare, drop)
    kept = rx.fragment(way(words.GO_BACK, IndexState.switch_to), compare, drop)
    return rx.match(item.state, ("ready", ready), ("kept", kept), ("failed", drop), rx.fragment())


def history() -> rx.Component:
    """Return what happened to the generations, by whom and when."""

    def one(event: rx.Var[Event]) -> rx.Component:
        return rx.el.li(
            rx.el.span(event.number, class_name="cap num"),
            rx.el.div(
                rx.el.b(event.what), rx.el.span(event.when, class_name="cap"), class_name="tt grow"
            ),
            class_name="row",
        )

    return card(
        words.HISTORY,
        rx.cond(
            IndexState.events.length() > 0,
            rx.el.ol(rx.foreach(IndexState.events, one), class_name="gens past"),
            rx.el.p(words.HISTORY_NONE, class_name="mut"),
        ),
    )


def nothing_yet() -> rx.Component:
    """Return what stands here before the first build."""
    return card(
        "",
        empty_state(
            words.EMPTY_TITLE,
            words.EMPTY_BODY,
            button(words.BUILD, kind="p", size="l", on_click=IndexState.ask_plan),
        ),
    )


def only_admins() -> rx.Component:
    """Return what listeners see here."""
    return card("", empty_state(words.ONLY_ADMINS, words.ONLY_ADMINS_BODY))
