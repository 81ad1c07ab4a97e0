"""Owns what asks the browser for passkeys: parts that make, use, and sign in with them."""

from typing import Any

import reflex as rx

from ui.text.en import security as words

_FILE = rx.asset("passkey.jsx", shared=True)


class PasskeyMaker(rx.Component):
    """Draws nothing; makes a passkey whenever it gets options, and hands it over as JSON."""

    library = _FILE.importable_path
    tag = "PasskeyMaker"

    options: rx.Var[str]
    on_made: rx.EventHandler[rx.event.passthrough_event_spec(str)]
    on_missed: rx.EventHandler[rx.event.no_args_event_spec]


class PasskeyUser(rx.Component):
    """Draws nothing; asks for a passkey whenever it gets options, and hands over its answer."""

    library = _FILE.importable_path
    tag = "PasskeyUser"

    options: rx.Var[str]
    on_used: rx.EventHandler[rx.event.passthrough_event_spec(str)]
    on_missed: rx.EventHandler[rx.event.no_args_event_spec]


class PasskeyDoor(rx.Component):
    """A button; asks for options, then for a passkey, and posts its answer as a plain form."""

    library = _FILE.importable_path
    tag = "PasskeyDoor"

    options: rx.Var[str]
    action: rx.Var[str]
    label: rx.Var[str]
    on_ask: rx.EventHandler[rx.event.no_args_event_spec]
    on_missed: rx.EventHandler[rx.event.no_args_event_spec]


passkey_maker = PasskeyMaker.create
passkey_user = PasskeyUser.create


def passkey_door(options: rx.Var[str], *, action: str, on_ask: Any, on_missed: Any) -> rx.Component:
    """Return the button that signs in with a passkey."""
    return PasskeyDoor.create(
        options=options, action=action, label=words.PASSKEY_SIGN_IN, on_ask=on_ask,
        on_missed=on_missed,
    )  # fmt: skip
