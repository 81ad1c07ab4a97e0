"""Owns the card of two generations side by side."""

import reflex as rx

from ui.components.buttons import button
from ui.components.card import card
from ui.components.icons import icon
from ui.components.panels import note
from ui.pages.index.models import Found, Measure, Probe
from ui.pages.index.state import IndexState
from ui.text.en import index as words


def comparison() -> rx.Component:
    """Return figures over all searches, each search with its songs, and the way to switch."""
    found = IndexState.comparison
    return rx.cond(
        found.new > 0,
        card(
            found.title,
            rx.el.table(
                rx.el.thead(
                    rx.el.tr(
                        rx.el.th(words.MEASURE, scope="col"),
                        rx.foreach(
                            IndexState.comparison_heads,
                            lambda head: rx.el.th(head, scope="col", class_name="num"),
                        ),
                    )
                ),
                rx.el.tbody(rx.foreach(found.measures, _measure)),
                class_name="tbl figs",
            ),
            rx.el.p(words.FIT_IS, class_name="cap below"),
            rx.el.div(rx.foreach(found.probes, _probe), class_name="probes below"),
            rx.cond(
                found.can_switch,
                rx.el.div(
                    button(
                        IndexState.switch_title,
                        kind="p",
                        on_click=IndexState.switch_to(found.new),
                    ),
                    button(words.DISCARD, kind="q", on_click=IndexState.ask_drop(found.new)),
                    class_name="row wrap below",
                ),
            ),
            aside=note(found.at),
        ),
    )


def _measure(row: rx.Var[Measure]) -> rx.Component:
    return rx.el.tr(
        rx.el.td(row.name),
        rx.el.td(row.old, class_name="num"),
        rx.el.td(rx.el.b(row.new), class_name="num"),
    )


def _probe(probe: rx.Var[Probe]) -> rx.Component:
    """Return one search, folded: both lists beside each other, what they share marked."""

    def side(songs: rx.Var[list[Found]], head: rx.Var[str]) -> rx.Component:
        return rx.el.div(
            rx.el.p(head, class_name="cap"), rx.el.ol(rx.foreach(songs, _song)), class_name="side-l"
        )

    heads = IndexState.comparison_heads
    return rx.el.details(
        rx.el.summary(rx.el.span(probe.title), rx.el.span(probe.note, class_name="cap num")),
        rx.el.div(side(probe.old, heads[0]), side(probe.new, heads[1]), class_name="sides"),
    )


def _song(song: rx.Var[Found]) -> rx.Component:
    mark = rx.el.span(icon("check"), class_name="same", role="img", aria_label=words.SAME_SONG)
    return rx.el.li(
        rx.el.div(
            rx.el.b(song.title), rx.el.span(song.artist, class_name="cap"), class_name="tt grow"
        ),
        rx.cond(song.kept, mark),
        class_name="row",
    )
