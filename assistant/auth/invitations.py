"""Invitations: links by which an account can be made where registration is not open."""

from datetime import timedelta
from uuid import UUID

from assistant.audit import service as audit
from assistant.auth import letters, one_time
from assistant.auth import token_repository as repository
from assistant.auth.schemas import InvitationMade, InvitationView, InvitationWish
from assistant.core.actor import Actor
from assistant.core.errors import NotFound, RuleViolated
from assistant.core.settings import Settings
from assistant.core.unit_of_work import UnitOfWork


def create(
    uow: UnitOfWork, actor: Actor, settings: Settings, wish: InvitationWish
) -> InvitationMade:
    """Make a link for one new account; it is shown this once (moderators and admins).

    Raises:
        RuleViolated: this server takes no new accounts at all.
    """
    actor.require("people.invite")
    if settings.registration == "closed":
        raise RuleViolated(
            "registration_closed",
            "This server takes no new accounts. Set ATTUNE_REGISTRATION=invitation to invite.",
        )
    made = one_time.make(uow, "invite", timedelta(days=wish.days))
    armed = one_time.arm(uow, made.id)
    audit.record(uow, actor, "invitation.made", object=f"invitation {made.id}")
    assert armed is not None  # noqa: S101 - made in this transaction
    return InvitationMade(
        id=made.id, created_at=made.created_at, expires_at=made.expires_at,
        url=letters.link(settings, "invite", armed[1]), token=armed[1],
    )  # fmt: skip


def list_open(uow: UnitOfWork, actor: Actor) -> list[InvitationView]:
    """Invitations that nobody used yet, newest first (moderators and admins)."""
    actor.require("people.invite")
    return [
        InvitationView.model_validate(row, from_attributes=True)
        for row in repository.list_good(uow.db, "invite", uow.now)
    ]


def revoke(uow: UnitOfWork, actor: Actor, invitation_id: UUID) -> None:
    """Take an unused invitation back (moderators and admins).

    Raises:
        NotFound: no such invitation, or it was used.
    """
    actor.require("people.invite")
    if not repository.remove(uow.db, invitation_id, "invite"):
        raise NotFound("invitation_not_found", "There is no such open invitation.")
    audit.record(uow, actor, "invitation.revoked", object=f"invitation {invitation_id}")
