"""Owns the cards about a listener's data: export, deletion, what happened in the account."""

import reflex as rx

from ui.components.buttons import button
from ui.components.card import card
from ui.components.fields import field
from ui.components.native_link import native_link
from ui.pages.me.data_state import DataState, Deed
from ui.pages.me.proving import ProofState, proof_question
from ui.state import AppState
from ui.text.en import my_data as words


def data() -> rx.Component:
    """Return export and deletion of the account."""
    own = rx.el.div(_export(), _leave(), class_name="fields")
    sample = rx.el.p(words.SAMPLE, class_name="mut")
    return card(words.DATA, rx.cond(AppState.is_sample_listener, sample, own))


def activity() -> rx.Component:
    """Return the newest lines of the account's log, and the way to older ones."""

    def one(deed: rx.Var[Deed]) -> rx.Component:
        return rx.el.li(
            rx.el.div(rx.el.b(deed.what), rx.el.span(deed.facts), class_name="tt grow"),
            class_name="row",
        )

    return card(
        words.ACTIVITY,
        rx.cond(
            DataState.deeds.length() > 0,
            rx.el.div(
                rx.el.ul(rx.foreach(DataState.deeds, one), class_name="gens"),
                rx.cond(
                    DataState.older_deeds != "",
                    rx.el.div(button(words.OLDER, on_click=DataState.more_deeds), class_name="row"),
                ),
                class_name="fields",
            ),
            rx.el.p(words.ACTIVITY_EMPTY, class_name="mut"),
        ),
    )


def _export() -> rx.Component:
    state = DataState.export_state
    busy = (state == "waiting") | (state == "running")
    again = rx.cond(state == "ready", words.EXPORT_AGAIN, words.EXPORT)
    return rx.el.div(
        rx.el.p(words.EXPORT_BODY, class_name="mut"),
        rx.cond(DataState.export_words != "", rx.el.p(DataState.export_words, role="status")),
        rx.el.div(
            rx.cond(
                DataState.export_link != "",
                native_link(
                    words.EXPORT_DOWNLOAD, href=DataState.export_link, class_name="btn p l"
                ),
            ),
            rx.cond(busy, rx.fragment(), button(again, size="l", on_click=DataState.begin_export)),
            class_name="row wrap",
        ),
        class_name="fields",
    )


def _leave() -> rx.Component:
    asking = rx.el.form(
        rx.el.p(words.LEAVE_BODY),
        rx.cond(
            DataState.has_password,
            field(
                words.LEAVE_PASSWORD,
                "leave-password",
                kind="password",
                auto_complete="current-password",
            ),
        ),
        rx.el.div(
            button(words.LEAVE_SURE, kind="p", type="submit"),
            button(words.LEAVE_NOT, type="button", on_click=DataState.never_mind),
            class_name="row wrap",
        ),
        on_submit=DataState.leave,
        class_name="fields",
    )
    leaving = rx.el.div(
        rx.el.p(DataState.leaving, role="alert", class_name="wrong"),
        button(words.KEEP, kind="p", size="l", on_click=DataState.keep),
        class_name="fields",
    )
    calm = button(words.LEAVE, size="l", on_click=DataState.ask_leave)
    return rx.cond(
        DataState.leaving != "",
        leaving,
        rx.cond(
            ProofState.asks == "leave",
            proof_question(),
            rx.cond(DataState.is_asking, asking, rx.el.div(calm)),
        ),
    )
