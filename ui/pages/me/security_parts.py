"""Owns the card about signing in: the app with its codes."""

from typing import Any

import reflex as rx

from ui.components.buttons import button
from ui.components.card import card
from ui.components.codes_box import codes_box
from ui.components.fields import field
from ui.components.settings import copy_field
from ui.pages.me.passkeys import passkeys
from ui.pages.me.proving import ProofState, proof_question
from ui.pages.me.security_state import SecurityState
from ui.state import AppState
from ui.text.en import security as words


def security() -> rx.Component:
    """Return the card; the sample listener has none."""
    step = rx.match(
        SecurityState.step,
        ("scan", _scan()),
        ("codes", _codes()),
        ("off", _off()),
        _calm(),
    )
    asked = ProofState.asks == "security"
    keys = rx.cond(SecurityState.step == "", passkeys())
    return rx.cond(
        ~AppState.is_sample_listener,
        card(words.TITLE, rx.cond(asked, proof_question(), rx.fragment(step, keys))),
    )


def _calm() -> rx.Component:
    """Return what holds now, and what can be changed."""
    off = rx.el.div(
        rx.el.p(words.APP_OFF, class_name="mut"),
        rx.el.div(button(words.APP_BEGIN, size="l", on_click=SecurityState.begin_app)),
        class_name="fields",
    )
    on = rx.el.div(
        rx.el.p(SecurityState.since),
        rx.el.p(SecurityState.left, class_name="mut"),
        rx.el.div(
            button(words.APP_RENEW, size="l", on_click=SecurityState.renew),
            button(words.APP_END, size="l", on_click=SecurityState.ask_off),
            class_name="row wrap",
        ),
        class_name="fields",
    )
    return rx.el.section(
        rx.el.h3(words.APP, class_name="sec"),
        rx.cond(SecurityState.is_on, on, off),
        class_name="fields",
    )


def _scan() -> rx.Component:
    """Return the picture and the secret for the app, and the field for its first code."""
    return _form(
        rx.el.h3(words.SCAN, class_name="sec"),
        rx.el.img(src=SecurityState.qr, alt=words.SCAN_ALT, class_name="qr"),
        copy_field(words.SCAN_SECRET, SecurityState.secret),
        _code("app-code", words.SCAN_CODE, words.SCAN_CODE_HINT),
        sure=words.SCAN_DONE,
        on_submit=SecurityState.finish_app,
    )


def _codes() -> rx.Component:
    """Return the recovery codes, this once."""
    return rx.el.div(
        rx.el.h3(words.CODES, class_name="sec"),
        rx.el.p(words.CODES_BODY),
        codes_box(SecurityState.codes),
        rx.el.div(button(words.CODES_DONE, kind="p", size="l", on_click=SecurityState.close_step)),
        class_name="fields",
    )


def _off() -> rx.Component:
    """Return the question before codes are no longer asked for."""
    return _form(
        rx.el.h3(words.OFF_TITLE, class_name="sec"),
        rx.el.p(words.OFF_BODY),
        rx.cond(SecurityState.has_password, _password("off-password", words.PROOF_PASSWORD)),
        _code("off-code", words.OFF_CODE),
        sure=words.OFF_SURE,
        on_submit=SecurityState.turn_off,
    )


def _form(*children: rx.Component, sure: str, on_submit: Any) -> rx.Component:
    """Return one step: its fields, what was wrong, and two ways on."""
    return rx.el.form(
        *children,
        rx.cond(
            SecurityState.wrong != "",
            rx.el.p(SecurityState.wrong, class_name="wrong", role="alert"),
        ),
        rx.el.div(
            button(sure, kind="p", size="l", type="submit"),
            button(words.NEVER_MIND, size="l", on_click=SecurityState.close_step),
            class_name="row wrap",
        ),
        on_submit=on_submit,
        reset_on_submit=False,
        class_name="fields",
    )


def _password(name: str, label: str) -> rx.Component:
    return field(
        label, name, kind="password", auto_complete="current-password", required=True,
        max_length=1000,
    )  # fmt: skip


def _code(name: str, label: str, hint: str = "") -> rx.Component:
    return field(
        label, name, hint=hint, auto_complete="one-time-code", required=True, max_length=100,
        input_mode="numeric" if hint else "text",
    )  # fmt: skip
