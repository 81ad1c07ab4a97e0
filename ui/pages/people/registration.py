"""Owns the card of coming in: who may make an account, and invitations."""

from contextlib import suppress
from dataclasses import dataclass
from uuid import UUID

import reflex as rx

from assistant.accounts import service as accounts
from assistant.auth import invitations
from assistant.auth.schemas import InvitationView, InvitationWish
from assistant.core.actor import Actor
from assistant.core.errors import NotFound
from ui.backend import container, read, write
from ui.components.buttons import button
from ui.components.card import card
from ui.dates import moment_words
from ui.guard import guarded
from ui.state import AppState
from ui.text.en import people as words


@dataclass
class Invitation:
    """An open invitation: its id (not its secret), and until when it is good, in words."""

    id: str = ""
    until: str = ""


class PeopleState(AppState):
    """Registration and invitations."""

    registration: str = ""
    can_invite: bool = False
    link: str = ""
    open_invitations: list[Invitation] = []

    @rx.event
    @guarded
    async def load(self) -> None:
        """Fill the card; for a listener it stays empty."""
        actor = await self._acting()
        self.link = ""
        if not actor.may("people.invite"):
            return
        settings = container().settings
        self.registration = words.REGISTRATIONS[settings.registration]
        self.can_invite = settings.registration != "closed"
        await self._list(actor)

    @rx.event
    @guarded
    async def invite(self) -> None:
        """Make a link for one account and show it."""
        actor = await self._acting()
        settings = container().settings
        made = await write(invitations.create, actor, settings, InvitationWish())
        self.link = made.url
        await self._list(actor)

    @rx.event
    @guarded
    async def revoke(self, invitation_id: str) -> None:
        """Take an invitation back."""
        actor = await self._acting()
        with suppress(NotFound, ValueError):  # used or gone already: nothing is left to take back
            await write(invitations.revoke, actor, UUID(invitation_id))
        self.link = ""
        await self._list(actor)
        self.say(words.REVOKED)

    async def _list(self, actor: Actor) -> None:
        """Read the open invitations anew."""
        found = await read(invitations.list_open, actor)
        zone = await read(accounts.time_zone_of, actor.require_user())
        self.open_invitations = [_invitation(view, zone) for view in found]


def people() -> rx.Component:
    """Return the card."""

    def one(invitation: rx.Var[Invitation]) -> rx.Component:
        return rx.el.li(
            rx.el.span(invitation.until, class_name="grow"),
            button(words.REVOKE, on_click=PeopleState.revoke(invitation.id)),
            class_name="row",
        )

    shown = rx.el.div(
        rx.el.label(words.LINK, html_for="invitation-link"),
        rx.el.input(id="invitation-link", value=PeopleState.link, read_only=True),
        class_name="field",
    )
    facts = rx.el.dl(
        rx.el.dt(words.REGISTRATION),
        rx.el.dd(PeopleState.registration),
        class_name="kv",
    )
    waiting = rx.el.div(
        rx.el.p(words.OPEN, class_name="strong"),
        rx.el.ul(rx.foreach(PeopleState.open_invitations, one), class_name="gens"),
    )
    invite = button(words.INVITE, size="l", on_click=PeopleState.invite)
    return card(
        words.TITLE,
        rx.el.div(
            facts,
            rx.cond(PeopleState.link != "", shown),
            rx.cond(PeopleState.open_invitations.length() > 0, waiting),
            rx.cond(PeopleState.can_invite, rx.el.div(invite, class_name="row wrap")),
            class_name="fields",
        ),
    )


def _invitation(view: InvitationView, zone: str) -> Invitation:
    when = moment_words(view.expires_at, zone, view.created_at)
    return Invitation(str(view.id), words.UNTIL.format(when=when))
