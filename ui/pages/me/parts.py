"""Owns the cards of the profile: who the listener is, and what the phone's tabs leave out."""

import reflex as rx

from assistant.accounts.photos import MAX_BYTES
from assistant.accounts.profile import PHOTO_ADDRESS
from assistant.accounts.profile_schemas import BIO_MAX, PLACE_MAX
from assistant.accounts.schemas import NAME_MAX
from ui import routes
from ui.components.buttons import button, link_button
from ui.components.card import card
from ui.components.counted_field import counted_field
from ui.components.dialog import dialog
from ui.components.icons import icon
from ui.components.photo_field import photo_field
from ui.layouts.identity import sign_out
from ui.pages.me.state import MeState
from ui.state import AppState
from ui.text.en import common
from ui.text.en import me as words


def profile() -> rx.Component:
    """Return photo, name, words, place and the address of the account."""
    form = rx.el.form(
        counted_field(
            words.NAME, "name", longest=NAME_MAX, hint=words.NAME_HINT, value=AppState.user_name,
            error=MeState.name_error, required=True, complete="nickname",
        ),
        counted_field(
            words.BIO, "bio", longest=BIO_MAX, hint=words.BIO_HINT, lines=4, value=MeState.bio,
            error=MeState.bio_error,
        ),
        counted_field(
            words.PLACE, "place", longest=PLACE_MAX, hint=words.PLACE_HINT, value=MeState.place,
            error=MeState.place_error,
        ),
        rx.el.div(button(words.SAVE, kind="p", type="submit"), class_name="row"),
        on_submit=MeState.save_profile,
        reset_on_submit=False,
        class_name="fields",
    )  # fmt: skip
    own = rx.el.div(
        photo_field(
            action=PHOTO_ADDRESS, max_bytes=MAX_BYTES, photo=MeState.photo,
            initial=AppState.initial, error=MeState.photo_error, on_sent=MeState.show_photo,
            on_refused=MeState.refuse_photo, on_remove=MeState.ask_photo_removal,
        ),
        form,
        _address(),
        _photo_dialog(),
        class_name="fields",
    )  # fmt: skip
    sample = rx.el.p(words.PROFILE_SAMPLE, class_name="mut")
    return card(words.PROFILE, rx.cond(AppState.is_sample_listener, sample, own))


def _address() -> rx.Component:
    """Return the e-mail address, and the way to confirm it."""
    confirmed = rx.cond(MeState.email_confirmed, words.EMAIL_CONFIRMED, words.EMAIL_UNCONFIRMED)
    return rx.fragment(
        rx.cond(
            MeState.email != "",
            rx.el.dl(
                rx.el.dt(words.EMAIL),
                rx.el.dd(MeState.email, " ", rx.el.span("· ", confirmed, class_name="whole")),
                class_name="kv",
            ),
        ),
        rx.cond(
            ~MeState.email_confirmed,
            rx.el.div(button(words.EMAIL_SEND, on_click=MeState.send_confirmation)),
        ),
    )


def _photo_dialog() -> rx.Component:
    """Return the question before the photo goes."""
    return dialog(
        rx.el.p(words.PHOTO_REMOVE_BODY, class_name="mut"),
        rx.el.div(
            button(words.PHOTO_REMOVE, kind="p", on_click=MeState.remove_photo),
            button(common.CANCEL, on_click=MeState.keep_photo),
            class_name="row wrap",
        ),
        is_open=MeState.is_removing_photo,
        title=words.PHOTO_REMOVE,
        on_close=MeState.keep_photo,
    )


def more() -> rx.Component:
    """Return the pages that the phone's tabs leave out, and the sample."""
    return card(
        words.MORE,
        rx.el.div(
            link_button(
                icon("connections"),
                common.PAGES["connections"],
                href=routes.CONNECTIONS,
                size="l",
            ),
            rx.cond(
                AppState.is_admin,
                rx.fragment(
                    link_button(icon("index"), common.PAGES["index"], href=routes.INDEX, size="l"),
                    link_button(
                        icon("evaluation"),
                        common.PAGES["evaluation"],
                        href=routes.EVALUATION,
                        size="l",
                    ),
                ),
            ),
            rx.cond(
                AppState.is_staff,
                rx.fragment(
                    link_button(
                        icon("catalogue"),
                        common.PAGES["catalogue"],
                        href=routes.CATALOGUE,
                        size="l",
                    ),
                    link_button(
                        icon("people"), common.PAGES["people"], href=routes.PEOPLE, size="l"
                    ),
                ),
            ),
            rx.cond(
                AppState.is_admin,
                link_button(icon("audit"), common.PAGES["audit"], href=routes.AUDIT, size="l"),
            ),
            sign_out(button(icon("out"), common.SIGN_OUT, size="l", type="submit")),
            class_name="row wrap",
        ),
        rx.cond(
            AppState.has_sample & AppState.is_admin,
            rx.el.div(
                rx.el.p(words.SAMPLE_BODY, class_name="mut"),
                button(common.SAMPLE_REMOVE, size="l", on_click=AppState.ask_sample_removal),
                class_name="fields below",
            ),
        ),
    )
