"""Owns the card of personal tokens: what programs have, making one, revoking one."""

from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import reflex as rx

from assistant.accounts import service as accounts
from assistant.auth import identities, personal
from assistant.auth.personal_schemas import TokenView, TokenWish
from assistant.core.actor import Actor
from assistant.core.errors import Forbidden, NotFound
from assistant.core.permissions import CHOOSABLE
from assistant.core.unit_of_work import UnitOfWork
from ui.backend import ask, container, read, write
from ui.components.buttons import button
from ui.components.card import card
from ui.components.fields import field
from ui.components.settings import copy_field
from ui.dates import moment_words
from ui.guard import guarded
from ui.pages.me.proving import ProofState, after_proof, proof_question, prove_first
from ui.state import AppState
from ui.text.en import me as me_words
from ui.text.en import tokens as words


@dataclass
class Token:
    """One token in words; its text is nowhere."""

    id: str = ""
    name: str = ""
    allows: str = ""
    facts: str = ""
    revoke: str = ""


class TokensState(AppState):
    """The listener's tokens, and the form that makes one."""

    tokens: list[Token] = []
    is_making: bool = False
    kind: str = "api"
    fresh: str = ""
    wrong: str = ""
    has_password: bool = True
    _waiting: dict[str, Any] = {}

    @rx.event
    @guarded
    async def load_tokens(self) -> None:
        """Fill the card; a text that was shown before is gone."""
        actor = await self._acting()
        self.fresh, self.wrong, self.is_making, self.kind = "", "", False, "api"
        self.has_password = await read(identities.has_password, actor)
        self._waiting = {}
        await self._list(actor)

    @rx.event
    def begin_token(self) -> None:
        """Open the form."""
        self.is_making, self.fresh, self.wrong = True, "", ""

    @rx.event
    def never_mind_token(self) -> None:
        """Close the form, or put the fresh text away."""
        self.is_making, self.fresh, self.wrong = False, "", ""

    @rx.event
    def choose_kind(self, kind: str) -> None:
        """Show the scopes, or that there are none."""
        self.kind = "scrobble" if kind == "scrobble" else "api"

    @rx.event
    @guarded
    async def make_token(self, form: dict[str, Any]) -> Any:
        """Make a token by the password, or a fresh proof, and show its text."""
        actor = await self._acting()
        scopes = [] if self.kind == "scrobble" else [s for s in CHOOSABLE if form.get(s)]
        self.wrong = "" if scopes or self.kind == "scrobble" else words.SCOPE_MISSING
        if self.wrong:
            return None
        wish = TokenWish(
            name=str(form.get("token-name", "")),
            kind="scrobble" if self.kind == "scrobble" else "api",
            scopes=scopes,
            days=int(str(form.get("token-days", "90"))) or None,
            current_password=str(form.get("token-password", "")) or None,
        )
        here = container()
        try:
            made = await ask(personal.create, here.open_uow, here.auth, here.vault, actor, wish)
        except Forbidden as error:
            self._waiting = form
            return prove_first(error, "tokens", "token")
        self.fresh, self.is_making, self._waiting = made.token, False, {}
        await self._list(actor)
        return None

    @rx.event
    def make_after_proof(self) -> Any:
        """Make the token that was asked for before the proof."""
        return TokensState.make_token(dict(self._waiting)) if self._waiting else None

    @rx.event
    @guarded
    async def revoke_token(self, token_id: str) -> None:
        """Let a token open nothing any more."""
        actor = await self._acting()
        with suppress(NotFound, ValueError):  # revoked already: that is what was asked for
            await write(personal.revoke, actor, UUID(token_id))
        self.fresh = ""
        await self._list(actor)
        self.say(words.REVOKED)

    async def _list(self, actor: Actor) -> None:
        """Read the tokens anew."""
        self.tokens = await read(_tokens, actor)


def tokens() -> rx.Component:
    """Return the card."""

    def one(token: rx.Var[Token]) -> rx.Component:
        return rx.el.li(
            rx.el.div(
                rx.el.b(token.name),
                rx.el.span(token.allows),
                rx.el.span(token.facts),
                class_name="tt grow",
            ),
            button(
                words.REVOKE,
                on_click=TokensState.revoke_token(token.id),
                aria_label=token.revoke,
            ),
            class_name="row",
        )

    fresh = rx.el.div(
        copy_field(words.FRESH, TokensState.fresh),
        rx.el.div(button(words.KEPT, on_click=TokensState.never_mind_token), class_name="row"),
        class_name="fields",
    )
    listed = rx.cond(
        TokensState.tokens.length() > 0,
        rx.el.ul(rx.foreach(TokensState.tokens, one), class_name="gens"),
        rx.el.p(words.NONE, class_name="mut"),
    )
    begin = rx.el.div(
        button(words.MAKE, size="l", on_click=TokensState.begin_token), class_name="row"
    )
    return card(
        words.TITLE,
        rx.el.div(
            rx.el.p(words.BODY, class_name="mut"),
            rx.cond(TokensState.fresh != "", fresh),
            listed,
            rx.cond(
                ProofState.asks == "tokens",
                proof_question(),
                rx.cond(TokensState.is_making, _form(), begin),
            ),
            class_name="fields",
        ),
    )


def _form() -> rx.Component:
    scopes = rx.el.fieldset(
        rx.el.legend(words.SCOPES, class_name="strong"),
        *[_scope(scope) for scope in CHOOSABLE if scope != "admin"],
        rx.cond(AppState.is_admin, _scope("admin")),
        class_name="scopes",
    )
    return rx.el.form(
        field(words.NAME, "token-name", hint=words.NAME_HINT, required=True, max_length=80),
        _choice(
            words.KIND, "token-kind", words.KINDS,
            value=TokensState.kind, on_change=TokensState.choose_kind,
        ),
        rx.cond(
            TokensState.kind == "scrobble",
            rx.el.p(words.SCROBBLE_HINT, class_name="cap"),
            scopes,
        ),
        _choice(words.LASTS, "token-days", words.DAYS, default_value="90"),
        rx.cond(
            TokensState.has_password,
            field(
                words.PASSWORD, "token-password", kind="password", required=True,
                auto_complete="current-password", max_length=1000,
            ),
        ),
        rx.cond(
            TokensState.wrong != "",
            rx.el.p(TokensState.wrong, class_name="wrong", role="alert"),
        ),
        rx.el.div(
            button(words.MAKE, kind="p", type="submit"),
            button(words.NOT_NOW, type="button", on_click=TokensState.never_mind_token),
            class_name="row wrap",
        ),
        on_submit=TokensState.make_token,
        reset_on_submit=False,
        class_name="fields",
    )  # fmt: skip


def _scope(scope: str) -> rx.Component:
    return rx.el.label(
        rx.el.input(type="checkbox", name=scope, value="yes"),
        rx.el.span(words.SCOPE_WORDS[scope]),
        class_name="row check",
    )


def _choice(label: str, name: str, options: dict[str, str], **props: Any) -> rx.Component:
    return rx.el.div(
        rx.el.label(label, html_for=name),
        rx.el.select(
            *[rx.el.option(shown, value=value) for value, shown in options.items()],
            id=name, name=name, **props,
        ),
        class_name="field",
    )  # fmt: skip


def _tokens(uow: UnitOfWork, actor: Actor) -> list[Token]:
    zone = accounts.time_zone_of(uow, actor.require_user())
    return [_token(view, zone, uow.now) for view in personal.list_tokens(uow, actor)]


def _token(view: TokenView, zone: str, now: datetime) -> Token:
    def when(at: datetime) -> str:
        return moment_words(at, zone, now)

    scopes = view.scopes or ["scrobble"]
    used = words.NEVER_USED
    if view.last_used_at is not None and view.last_used_place is not None:
        place = me_words.PLACES[view.last_used_place]
        used = words.USED.format(when=when(view.last_used_at), place=place)
    end = words.ENDLESS
    if view.expires_at is not None:
        end = (words.RAN_OUT if view.expired else words.UNTIL).format(when=when(view.expires_at))
    return Token(
        id=str(view.id), name=view.name, revoke=words.REVOKE_NAMED.format(name=view.name),
        allows="; ".join(words.SCOPE_WORDS[scope] for scope in scopes),
        facts=" · ".join((words.MADE.format(when=when(view.created_at)), end, used)),
    )  # fmt: skip


after_proof("token", lambda: TokensState.make_after_proof)
