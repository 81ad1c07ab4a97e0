"""Owns the cards of the Index page."""

from typing import Any

import reflex as rx

from ui.charts import components as charts
from ui.components.buttons import button
from ui.components.card import card
from ui.components.icons import icon
from ui.components.panels import note
from ui.components.states import empty_state
from ui.pages.index.models import Comparison, Generation, Phase
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
                index + 1, ". ", item.name, class_name=rx.cond(item.percent > 0, "ph", "ph later")
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
        class_name="w8",
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
            fact(words.SIZE, now.size),
            fact(words.MODEL, now.model),
            fact(words.BUILT, now.built),
            class_name="kv two",
        ),
        aside=note(words.STATE_NOTE),
        class_name="w8",
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
                    button(
                        words.SWITCH_TO.removesuffix(" {n}"),
                        kind="p",
                        on_click=IndexState.activate(item.number),
                    ),
                ),
                ("kept", button(words.GO_BACK, on_click=IndexState.roll_back(item.number))),
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
        class_name="w4",
    )


def comparison() -> rx.Component:
    """Return old against new."""

    def row(item: rx.Var[Comparison]) -> rx.Component:
        return rx.el.tr(
            rx.el.td(item.measure),
            rx.el.td(item.before, class_name="num mut"),
            rx.el.td(item.after, class_name="num strong"),
            rx.el.td(
                rx.el.div(
                    rx.el.span(
                        rx.el.i(
                            style={
                                "width": f"{abs(item.percent)}%",
                                "left": rx.cond(item.percent < 0, f"{50 + item.percent}%", "50%"),
                            },
                            class_name=item.verdict,
                        ),
                        class_name="delta desk-c",
                    ),
                    rx.el.span(
                        rx.match(item.verdict, *words.VERDICTS.items(), ""), class_name="cap"
                    ),
                    class_name="row",
                )
            ),
        )

    head = rx.el.tr(
        rx.el.th(words.MEASURE, scope="col"),
        rx.el.th(words.BEFORE, scope="col", class_name="num"),
        rx.el.th(words.AFTER, scope="col", class_name="num"),
        rx.el.th(words.CHANGE, scope="col"),
    )
    return rx.cond(
        IndexState.comparison.length() > 0,
        card(
            words.COMPARE,
            rx.el.table(
                rx.el.thead(head),
                rx.el.tbody(rx.foreach(IndexState.comparison, row)),
                class_name="tbl compare",
            ),
            aside=rx.cond(IndexState.build.generation > 0, note(words.COMPARE_NOTE)),
            class_name="w8",
        ),
    )


def when_done() -> rx.Component:
    """Return what happens when a build ends: nothing by itself."""
    return card(words.WHEN_DONE, rx.el.p(words.WHEN_DONE_BODY, class_name="mut"), class_name="w4")


def unread() -> rx.Component:
    """Return that songs could not be read, and the way to try again."""
    return rx.cond(
        IndexState.unread > 0,
        rx.el.section(
            icon("warn", "i warn"),
            rx.el.div(
                rx.el.p(IndexState.unread, " ", words.UNREAD, class_name="strong"),
                rx.el.p(words.UNREAD_BODY, class_name="cap"),
                class_name="grow",
            ),
            button(words.TRY_AGAIN, on_click=IndexState.retry_unread),
            class_name="card row wrap w12",
        ),
    )


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
