"""Owns the parts of the audit log's page: what is looked at, the lines, the ways to others."""

import reflex as rx

from ui.components.buttons import button
from ui.components.card import card
from ui.components.fields import field
from ui.components.icons import icon
from ui.components.native_link import native_link
from ui.components.states import empty_state
from ui.pages.audit.models import Found, Line
from ui.pages.audit.state import AuditState
from ui.text.en import audit as words


def filters() -> rx.Component:
    """Return what can be chosen to look at."""
    kind = rx.el.div(
        rx.el.label(words.KIND, html_for="audit-kind"),
        rx.el.select(
            *[rx.el.option(shown, value=key) for key, shown in words.KINDS.items()],
            id="audit-kind",
            value=AuditState.kind,
            on_change=AuditState.choose_kind,
        ),
        class_name="field",
    )
    return card(
        words.FILTERS,
        rx.el.div(
            kind,
            _person(),
            field(
                words.FROM_DAY, "audit-from", kind="date",
                value=AuditState.first_day, on_change=AuditState.choose_first_day,
            ),
            field(
                words.TO_DAY, "audit-to", kind="date",
                value=AuditState.last_day, on_change=AuditState.choose_last_day,
            ),
            class_name="sieve",
        ),
        rx.cond(
            AuditState.days_wrong != "",
            rx.el.p(AuditState.days_wrong, class_name="wrong below", role="alert"),
        ),
        aside=rx.cond(
            AuditState.is_filtered, button(words.CLEAR, on_click=AuditState.show_everything)
        ),
    )  # fmt: skip


def _person() -> rx.Component:
    """Return the choice of a person: letters, whom they fit, or who is chosen."""

    def offer(one: rx.Var[Found]) -> rx.Component:
        return rx.el.button(
            one.name,
            type="button",
            title=one.facts,
            on_click=AuditState.choose_person(one.id, one.name),
            class_name="opt s",
        )

    chosen = rx.el.div(
        rx.el.p(words.PERSON, class_name="strong"),
        rx.el.button(
            AuditState.person_name,
            icon("x"),
            type="button",
            on_click=AuditState.forget_person,
            title=words.ONLY_NOT,
            class_name="opt on",
        ),
        class_name="field one",
    )
    search = rx.el.div(
        field(
            words.PERSON, "audit-person", hint=words.PERSON_HINT, kind="search", max_length=80,
            auto_complete="off", on_change=AuditState.find_people.debounce(250),
        ),
        rx.el.div(
            rx.foreach(AuditState.found, offer),
            rx.cond(AuditState.is_unknown, rx.el.span(words.NOBODY_FOUND, class_name="cap")),
            class_name="row wrap picks",
            role="status",
        ),
    )  # fmt: skip
    return rx.cond(AuditState.person_id != "", chosen, search)


def lines() -> rx.Component:
    """Return the lines, the ways to older and newer ones, and the file."""
    head = rx.el.tr(
        *[
            rx.el.th(name, scope="col")
            for name in (words.WHEN, words.WHO, words.WHAT, words.WHOM, words.WHERE)
        ]
    )
    turning = rx.el.nav(
        native_link(words.CSV, href=AuditState.csv, class_name="btn", download=True),
        rx.el.span(class_name="grow"),
        button(words.NEWER, on_click=AuditState.show_newer, disabled=~AuditState.has_newer),
        button(words.OLDER, on_click=AuditState.show_older, disabled=~AuditState.has_older),
        class_name="row wrap pager",
        aria_label=words.TURN,
    )
    return card(
        "",
        rx.el.table(
            rx.el.caption(words.LINES, class_name="sr"),
            rx.el.thead(head),
            rx.el.tbody(rx.foreach(AuditState.lines, _line)),
            class_name="tbl deeds",
        ),
        turning,
        class_name="deeds-card",
    )


def _line(line: rx.Var[Line]) -> rx.Component:
    return rx.el.tr(
        rx.el.td(rx.el.time(line.when, date_time=line.at), class_name="when"),
        rx.el.td(_name(line.who, line.who_id), class_name="who-did"),
        rx.el.td(
            rx.el.b(line.what),
            rx.cond(line.facts != "", rx.el.span(line.facts, class_name="cap")),
            class_name="what",
        ),
        rx.el.td(rx.cond(line.whom != "", _name(line.whom, line.whom_id)), class_name="whom"),
        rx.el.td(line.where, class_name="mut from"),
    )


def _name(name: rx.Var[str], user_id: rx.Var[str]) -> rx.Component:
    """Return a name; one of an account is the way to its lines alone."""
    only = rx.el.button(
        name,
        type="button",
        on_click=AuditState.choose_person(user_id, name),
        title=words.ONLY,
        class_name="link",
    )
    return rx.cond(user_id != "", only, rx.el.span(name, class_name="mut"))


def nothing() -> rx.Component:
    """Return what stands here when no line is like that."""
    return card("", empty_state(words.EMPTY, words.EMPTY_BODY))


def only_admins() -> rx.Component:
    """Return what others see here."""
    return card("", empty_state(words.ONLY_ADMINS, words.ONLY_ADMINS_BODY))
