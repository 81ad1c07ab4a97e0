"""Owns the Scrobbling page and its cards."""

import reflex as rx

from ui import routes
from ui.components.buttons import button, link_button
from ui.components.card import card
from ui.components.panels import note
from ui.components.progress import skeleton
from ui.components.settings import copy_field
from ui.layouts.shell import shell
from ui.pages.me.proving import ProofState, proof_question
from ui.pages.scrobbling.forwarding import forward
from ui.pages.scrobbling.models import Guide, Program, Setting
from ui.pages.scrobbling.state import CARD, ScrobblingState
from ui.text.en import common
from ui.text.en import scrobbling as words


def page() -> rx.Component:
    """Return the Scrobbling page."""
    filled = rx.el.div(
        rx.el.div(_token(), _guides(), class_name="col w8"),
        rx.el.div(_playing(), _programs(), forward(), class_name="col w4"),
        class_name="grid",
    )
    return shell(
        rx.cond(ScrobblingState.is_loading, skeleton(62, 88, 40, 74), filled),
        current="connections",
        title=common.PAGES["scrobbling"],
        subtitle=words.SUBTITLE,
        actions=(link_button(words.BACK, href=routes.CONNECTIONS),),
    )


def _token() -> rx.Component:
    """Return the address to give to programs, and the one click for a token."""
    fresh = rx.el.div(
        copy_field(words.FRESH, ScrobblingState.fresh),
        rx.el.div(button(words.KEPT, on_click=ScrobblingState.put_away), class_name="row"),
        class_name="fields",
    )
    make = rx.el.div(
        button(words.MAKE, kind="p", size="l", on_click=ScrobblingState.make), class_name="row"
    )
    return card(
        words.TOKEN,
        rx.el.div(
            rx.el.p(words.TOKEN_BODY, class_name="mut"),
            rx.cond(
                ScrobblingState.fresh != "",
                fresh,
                rx.cond(ProofState.asks == CARD, proof_question(), make),
            ),
            copy_field(words.ADDRESS, ScrobblingState.address),
            copy_field(words.LASTFM, ScrobblingState.lastfm_address),
            copy_field(words.USER, ScrobblingState.user_name),
            rx.el.p(words.REVOKE_HINT, class_name="cap"),
            class_name="fields",
        ),
    )


def _guides() -> rx.Component:
    """Return the settings of each program."""

    def setting(one: rx.Var[Setting]) -> rx.Component:
        return rx.fragment(rx.el.dt(one.label), rx.el.dd(one.value))

    def guide(one: rx.Var[Guide]) -> rx.Component:
        return rx.el.li(
            rx.el.h3(one.name, class_name="sub-h"),
            rx.el.p(one.where, class_name="cap"),
            rx.el.dl(rx.foreach(one.settings, setting), class_name="kv below"),
        )

    return card(
        words.GUIDES, rx.el.ul(rx.foreach(ScrobblingState.guides, guide), class_name="gens")
    )


def _playing() -> rx.Component:
    """Return what plays now; it changes by itself."""
    now = ScrobblingState.playing
    song = rx.el.div(
        rx.el.b(now.title), rx.el.span(now.artist), rx.el.span(now.via), class_name="tt"
    )
    return card(
        words.PLAYING,
        rx.el.div(
            rx.cond(now.title != "", song, rx.el.p(words.QUIET, class_name="mut")), role="status"
        ),
        aside=note(words.PLAYING_NOTE),
    )


def _programs() -> rx.Component:
    """Return what came last with each token."""

    def program(one: rx.Var[Program]) -> rx.Component:
        outcome = rx.el.span(one.outcome, class_name=rx.cond(one.is_bad, "wrong", ""))
        return rx.el.li(
            rx.el.div(
                rx.el.b(one.name),
                rx.el.span(one.when),
                rx.cond(one.what != "", rx.el.span(one.what)),
                rx.cond(one.outcome != "", outcome),
                class_name="tt grow",
            ),
            class_name="row",
        )

    return card(
        words.PROGRAMS,
        rx.cond(
            ScrobblingState.programs.length() > 0,
            rx.el.ul(rx.foreach(ScrobblingState.programs, program), class_name="gens keys"),
            rx.el.p(words.NO_PROGRAMS, class_name="mut"),
        ),
    )
