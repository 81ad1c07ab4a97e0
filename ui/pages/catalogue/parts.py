"""Owns the parts of the catalogue's page: pairs side by side, choosing by hand, what was done."""

import reflex as rx

from ui.components.buttons import button, link_button
from ui.components.card import card
from ui.components.fields import field
from ui.components.icons import icon
from ui.components.states import empty_state
from ui.pages.catalogue.models import Choice, Done, Side, Twins
from ui.pages.catalogue.state import CatalogueState
from ui.text.en import catalogue as words


def suspects() -> rx.Component:
    """Return what may be the same, a pair a row."""
    more = rx.cond(
        CatalogueState.more != "",
        rx.el.div(button(words.MORE, on_click=CatalogueState.show_more), class_name="row"),
    )
    return card(
        words.SUSPECTS,
        _kinds(),
        rx.cond(
            CatalogueState.pairs.length() > 0,
            rx.el.ul(rx.foreach(CatalogueState.pairs, _pair_row), class_name="suspects"),
            empty_state(words.NONE, words.NONE_BODY),
        ),
        more,
        aside=rx.el.span(CatalogueState.count, class_name="cap num"),
    )


def by_hand() -> rx.Component:
    """Return the search, what was chosen, and what can be done with it."""
    search = field(
        words.FIND, "catalogue-search", hint=words.FIND_HINT, kind="search", max_length=80,
        auto_complete="off", value=CatalogueState.letters,
        on_change=CatalogueState.find.debounce(250),
    )  # fmt: skip
    return card(
        words.BY_HAND,
        rx.el.div(
            search,
            rx.el.div(
                rx.el.ul(rx.foreach(CatalogueState.found, _offer), class_name="gens"),
                rx.cond(CatalogueState.is_unknown, rx.el.span(words.NOT_FOUND, class_name="cap")),
                role="status",
            ),
            rx.cond(
                CatalogueState.chosen.length() > 1,
                _pair(CatalogueState.both),
                rx.el.ul(rx.foreach(CatalogueState.chosen, _chosen), class_name="gens"),
            ),
            rx.cond(CatalogueState.chosen.length() == 1, _parts()),
            class_name="fields",
        ),
    )


def done() -> rx.Component:
    """Return what was done, newest first, each with its way back."""

    def one(edit: rx.Var[Done]) -> rx.Component:
        return rx.el.li(
            rx.el.div(
                rx.el.b(edit.what), rx.el.span(edit.when, class_name="cap"), class_name="tt grow"
            ),
            rx.cond(
                edit.is_undone,
                rx.el.span(words.UNDONE, class_name="cap"),
                button(
                    icon("undo"), words.UNDO, kind="q", size="sm", aria_label=edit.label,
                    on_click=CatalogueState.undo(edit.id),
                ),
            ),
            class_name="row",
        )  # fmt: skip

    return card(
        words.DONE,
        rx.cond(
            CatalogueState.done.length() > 0,
            rx.el.ul(rx.foreach(CatalogueState.done, one), class_name="gens edits"),
            rx.el.p(words.DONE_NONE, class_name="mut"),
        ),
    )


def only_staff() -> rx.Component:
    """Return what others see here."""
    return card("", empty_state(words.ONLY_STAFF, words.ONLY_STAFF_BODY))


def _kinds() -> rx.Component:
    return rx.el.div(
        *[
            rx.el.button(
                shown,
                type="button",
                on_click=CatalogueState.look_at(kind),
                aria_pressed=rx.cond(CatalogueState.kind == kind, "true", "false"),
                class_name=rx.cond(CatalogueState.kind == kind, "on", ""),
            )
            for kind, shown in words.KINDS.items()
        ],
        class_name="seg",
        role="group",
        aria_label=words.KIND,
    )


def _pair_row(twins: rx.Var[Twins]) -> rx.Component:
    return rx.el.li(_pair(twins))


def _pair(twins: rx.Var[Twins]) -> rx.Component:
    """Return two entries side by side, with what can be said of them."""
    return rx.el.div(
        _side(twins.one, twins.other),
        _side(twins.other, twins.one),
        rx.el.div(
            rx.el.span(twins.likeness, class_name="cap num"),
            button(
                words.APART, aria_label=twins.apart_label,
                on_click=CatalogueState.keep_apart(twins.one.id, twins.other.id),
            ),
            class_name="row verdict",
        ),
        class_name="suspect",
        role="group",
        aria_label=twins.label,
    )  # fmt: skip


def _side(mine: rx.Var[Side], other: rx.Var[Side]) -> rx.Component:
    return rx.el.div(
        _words(mine),
        rx.el.div(
            button(
                words.KEEP, aria_label=mine.keep_label,
                on_click=CatalogueState.merge(other.id, mine.id),
            ),
            rx.cond(
                mine.link != "",
                link_button(words.OPEN, href=mine.link, kind="q", aria_label=mine.open_label),
            ),
            class_name="row wrap",
        ),
        class_name="side-of",
    )  # fmt: skip


def _words(one: rx.Var[Side]) -> rx.Component:
    return rx.el.div(
        rx.el.b(one.name),
        rx.cond(one.by != "", rx.el.span(one.by)),
        rx.cond(one.facts != "", rx.el.span(one.facts, class_name="cap num")),
        class_name="tt grow",
    )


def _offer(one: rx.Var[Side]) -> rx.Component:
    choose = button(
        words.CHOOSE, aria_label=one.choose_label, on_click=CatalogueState.choose(one.id)
    )
    return rx.el.li(_words(one), choose, class_name="row")


def _chosen(one: rx.Var[Side]) -> rx.Component:
    drop = rx.el.button(
        icon("x"), type="button", aria_label=one.drop_label, title=one.drop_label,
        on_click=CatalogueState.drop(one.id), class_name="icb",
    )  # fmt: skip
    return rx.el.li(_words(one), drop, class_name="row")


def _parts() -> rx.Component:
    """Return the form that takes the chosen entry apart."""

    def part(one: rx.Var[Choice], place: rx.Var[int]) -> rx.Component:
        return rx.el.label(
            rx.el.input(type="checkbox", name=f"part-{place}"),
            rx.el.span(rx.el.span(one.group, class_name="cap"), one.shown, class_name="part-of"),
            class_name="row tick",
        )

    form = rx.el.form(
        rx.el.p(rx.match(CatalogueState.kind, *words.SPLIT_BODY.items(), ""), class_name="mut"),
        rx.el.div(rx.foreach(CatalogueState.choices, part), class_name="ticks"),
        rx.el.div(
            rx.el.label(
                rx.match(CatalogueState.kind, *words.PART_NAME.items(), ""), html_for="part-name"
            ),
            rx.el.input(
                id="part-name", name="part-name", required=True, max_length=120,
                auto_complete="off",
            ),
            class_name="field",
        ),
        rx.el.div(button(words.SPLIT, kind="p", type="submit"), class_name="row"),
        on_submit=CatalogueState.split,
        class_name="fields",
    )  # fmt: skip
    return rx.el.div(
        rx.el.h3(CatalogueState.split_title, class_name="strong"),
        rx.cond(
            CatalogueState.choices.length() > 0,
            form,
            rx.el.p(words.NOTHING_TO_SPLIT, class_name="mut"),
        ),
        class_name="fields",
    )
