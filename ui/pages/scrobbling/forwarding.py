"""Owns the card about services that scrobbles are passed on to."""

from dataclasses import dataclass
from typing import Any

import reflex as rx

from assistant.core.actor import Actor
from assistant.core.unit_of_work import UnitOfWork
from assistant.scrobbles import forwarding
from assistant.scrobbles.forward_rules import PROVIDERS
from assistant.scrobbles.forward_schemas import ForwardTarget, LastfmIn, ListenBrainzIn
from ui.backend import ask, container, read, write
from ui.components.buttons import button
from ui.components.card import card
from ui.components.fields import field
from ui.guard import guarded
from ui.state import AppState
from ui.text.en import common
from ui.text.en import scrobbling as words


@dataclass
class Target:
    """A service in words."""

    key: str = ""
    name: str = ""
    state: str = ""
    facts: str = ""
    uncertain: str = ""
    is_on: bool = False
    connect: str = ""
    disconnect: str = ""


class ForwardState(AppState):
    """Where scrobbles are passed on to; no key ever stays in a variable."""

    targets: list[Target] = []
    asks: str = ""

    @rx.event
    @guarded
    async def load_targets(self) -> None:
        """Fill the card."""
        self.asks = ""
        await self._list(await self._acting())

    @rx.event
    def open_form(self, key: str) -> None:
        """Ask for a service's keys."""
        self.asks = key if key in PROVIDERS else ""

    @rx.event
    def close_form(self) -> None:
        """Ask no more."""
        self.asks = ""

    @rx.event
    @guarded
    async def connect_listenbrainz(self, form: dict[str, Any]) -> None:
        """Try the token, and pass on from now on."""
        actor, here = await self._acting(), container()
        data = ListenBrainzIn(token=str(form.get("lb-token", "")))
        await ask(
            forwarding.connect_listenbrainz, here.open_uow, here.vault, here.settings, actor, data
        )
        await self._connected(actor)

    @rx.event
    @guarded
    async def connect_lastfm(self, form: dict[str, Any]) -> None:
        """Open a session, and pass on from now on."""
        actor, here = await self._acting(), container()
        data = LastfmIn(
            api_key=str(form.get("fm-key", "")), api_secret=str(form.get("fm-secret", "")),
            user_name=str(form.get("fm-user", "")), password=str(form.get("fm-password", "")),
        )  # fmt: skip
        await ask(forwarding.connect_lastfm, here.open_uow, here.vault, here.settings, actor, data)
        await self._connected(actor)

    @rx.event
    @guarded
    async def decide(self, key: str, send: bool) -> None:
        """Send what may have arrived once more, or leave it."""
        actor = await self._acting()
        if key in PROVIDERS:
            await write(forwarding.decide, actor, key, send=send)
        await self._list(actor)

    @rx.event
    @guarded
    async def disconnect(self, key: str) -> None:
        """Pass nothing on any more."""
        actor = await self._acting()
        if key in PROVIDERS:
            await write(forwarding.disconnect, actor, key)
        await self._list(actor)
        self.say(words.DISCONNECTED)

    async def _connected(self, actor: Actor) -> None:
        self.asks = ""
        await self._list(actor)
        self.say(words.CONNECTED)

    async def _list(self, actor: Actor) -> None:
        self.targets = await read(_targets, actor)


def forward() -> rx.Component:
    """Return the card."""
    return card(
        words.FORWARD,
        rx.el.div(
            rx.el.p(words.FORWARD_BODY, class_name="mut"),
            rx.el.ul(rx.foreach(ForwardState.targets, _one), class_name="gens keys"),
            rx.cond(ForwardState.asks == "listenbrainz", _listenbrainz()),
            rx.cond(ForwardState.asks == "lastfm", _lastfm()),
            class_name="fields",
        ),
    )


def _one(target: rx.Var[Target]) -> rx.Component:
    unsure = rx.el.div(
        rx.el.span(target.uncertain, class_name="cap"),
        button(words.SEND_AGAIN, on_click=ForwardState.decide(target.key, True)),
        button(words.LEAVE, on_click=ForwardState.decide(target.key, False)),
        class_name="row wrap",
    )
    act = rx.cond(
        target.is_on,
        button(
            words.DISCONNECT,
            on_click=ForwardState.disconnect(target.key),
            aria_label=target.disconnect,
        ),
        button(
            words.CONNECT, on_click=ForwardState.open_form(target.key), aria_label=target.connect
        ),
    )
    return rx.el.li(
        rx.el.div(
            rx.el.div(
                rx.el.b(target.name),
                rx.el.span(target.state),
                rx.cond(target.facts != "", rx.el.span(target.facts)),
                class_name="tt grow",
            ),
            act,
            class_name="row",
        ),
        rx.cond(target.uncertain != "", unsure),
    )


def _listenbrainz() -> rx.Component:
    return _form(
        ForwardState.connect_listenbrainz,
        field(words.LB_TOKEN, "lb-token", kind="password", hint=words.LB_HINT, required=True,
              max_length=200, auto_complete="off"),
    )  # fmt: skip


def _lastfm() -> rx.Component:
    more = {"required": True, "max_length": 200, "auto_complete": "off"}
    return _form(
        ForwardState.connect_lastfm,
        field(words.FM_KEY, "fm-key", hint=words.FM_HINT, **more),
        field(words.FM_SECRET, "fm-secret", kind="password", **more),
        field(words.FM_USER, "fm-user", **more),
        field(
            words.FM_PASSWORD, "fm-password", kind="password", hint=words.FM_PASSWORD_HINT, **more
        ),
    )


def _form(on_submit: Any, *asked: rx.Component) -> rx.Component:
    return rx.el.form(
        *asked,
        rx.el.div(
            button(words.CONNECT, kind="p", size="l", type="submit"),
            button(common.CANCEL, size="l", on_click=ForwardState.close_form),
            class_name="row wrap",
        ),
        on_submit=on_submit,
        reset_on_submit=False,
        class_name="fields",
    )


def _targets(uow: UnitOfWork, actor: Actor) -> list[Target]:
    return [_in_words(target) for target in forwarding.targets(uow, actor)]


def _in_words(target: ForwardTarget) -> Target:
    name = words.TARGETS[target.provider]
    counted = [
        say.format(n=number)
        for kind, say in words.COUNTS.items()
        if (number := getattr(target, kind))
    ]
    who = [words.AS.format(name=target.account_name)] if target.account_name else []
    return Target(
        key=target.provider, name=name, state=words.STATES[target.state],
        facts=" · ".join(who + counted),
        uncertain=words.UNCERTAIN.format(n=target.uncertain) if target.uncertain else "",
        is_on=target.state == "connected", connect=words.CONNECT_ONE.format(name=name),
        disconnect=words.DISCONNECT_ONE.format(name=name),
    )  # fmt: skip
