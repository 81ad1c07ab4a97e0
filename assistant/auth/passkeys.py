"""Passkeys: made, listed, renamed and removed; what one shows is `passkey_answers`'."""

from typing import Any
from uuid import UUID

from assistant.accounts import service as accounts
from assistant.audit import service as audit
from assistant.auth import (
    ceremonies,
    notices,
    one_time,
    passkey_answers,
    proving,
    rules,
    standing,
    ways_in,
)
from assistant.auth import passkey_repository as repository
from assistant.auth.context import AuthContext
from assistant.auth.passkey_schemas import PasskeyChange, PasskeyNew, PasskeyView
from assistant.core.actor import Actor
from assistant.core.credentials import Seen
from assistant.core.errors import Conflict, NotFound, RuleViolated
from assistant.core.settings import Settings
from assistant.core.unit_of_work import OpenUow, UnitOfWork
from assistant.models.factors import Passkey

AT_MOST = 20


def possible(settings: Settings) -> bool:
    """Whether browsers make passkeys for the address that Attune goes by."""
    return ceremonies.party(settings) is not None


def list_mine(uow: UnitOfWork, actor: Actor) -> list[PasskeyView]:
    """The actor's passkeys, oldest first."""
    return [_view(row) for row in repository.list_of(uow.db, actor.require_own())]


def begin_making(uow: UnitOfWork, context: AuthContext, actor: Actor) -> dict[str, Any]:
    """What a browser needs to make a passkey for the actor; good once, for five minutes.

    Raises:
        Forbidden: no fresh proof.
        RuleViolated: not under this address, or there are too many already.
    """
    user_id = proving.require(uow, actor)
    rp_id = passkey_answers.party(context.settings)
    known = repository.list_of(uow.db, user_id)
    if len(known) >= AT_MOST:
        raise RuleViolated("passkeys_full", f"{AT_MOST} passkeys are enough. Remove one first.")
    user = accounts.get_user(uow, user_id)
    challenge = one_time.give(uow, "passkey_new", rules.STEP_LIFETIME, user_id)
    return ceremonies.options_to_make(
        rp_id, challenge, user_id.bytes, user.email, user.display_name,
        [row.credential_id for row in known],
    )  # fmt: skip


def finish_making(
    open_uow: OpenUow, context: AuthContext, actor: Actor, seen: Seen, data: PasskeyNew
) -> PasskeyView:
    """Keep a passkey that the actor's browser made.

    Raises:
        RuleViolated: it was not made for a challenge of the actor's, here, by a verified person.
        Conflict: it is kept already.
        NotAuthenticated: the sign-in was ended meanwhile.
    """
    user_id = actor.require_own()
    challenge = ceremonies.challenge_in(data.credential)
    with open_uow() as uow:  # a challenge is spent whatever comes of it
        asked_of = passkey_answers.spend(uow, "passkey_new", challenge)
    if asked_of is None or asked_of.user_id != user_id:
        raise RuleViolated("passkey_too_late", "That took too long. Begin again.")
    made = ceremonies.check_made(
        context.settings, passkey_answers.party(context.settings), data.credential, challenge
    )
    with open_uow() as uow:
        standing.hold(uow, actor)
        row = Passkey(
            user_id=user_id, credential_id=made.credential_id, public_key=made.public_key,
            sign_count=made.sign_count, backed_up=made.backed_up, created_at=uow.now,
            name=data.name or rules.device_name(seen.user_agent),
            transports=_transports(data.credential),
        )  # fmt: skip
        if not repository.add(uow.db, row):
            raise Conflict("passkey_known", "This passkey is kept here already.")
        audit.record(uow, actor, "passkey.added", object=f"passkey {row.id}")
        notices.order(uow, "passkey_added", user_id)
        return _view(row)


def rename(uow: UnitOfWork, actor: Actor, passkey_id: UUID, change: PasskeyChange) -> PasskeyView:
    """Call one of the actor's passkeys something else.

    Raises:
        NotFound: no such passkey, or somebody else's.
    """
    row = repository.find(uow.db, passkey_id, actor.require_own())
    if row is None:
        raise _no_passkey()
    row.name = change.name
    uow.db.flush()
    audit.record(uow, actor, "passkey.renamed", object=f"passkey {passkey_id}")
    return _view(row)


def remove(uow: UnitOfWork, context: AuthContext, actor: Actor, passkey_id: UUID) -> None:
    """Let one of the actor's passkeys open nothing any more.

    Raises:
        Forbidden: no fresh proof.
        NotFound: no such passkey, or somebody else's.
        Conflict: nothing would be left to sign in with.
    """
    user_id = proving.require(uow, actor)
    standing.hold(uow, actor)
    if repository.find(uow.db, passkey_id, user_id) is not None:
        ways_in.require_another(uow, context, user_id, than=passkey_id)
    if not repository.remove(uow.db, passkey_id, user_id):
        raise _no_passkey()
    audit.record(uow, actor, "passkey.removed", object=f"passkey {passkey_id}")
    notices.order(uow, "passkey_removed", user_id)


def remove_all(uow: UnitOfWork, user_id: UUID) -> None:
    """Let none of somebody's passkeys open anything any more."""
    for row in repository.list_of(uow.db, user_id):
        repository.remove(uow.db, row.id, user_id)
        audit.record(
            uow, Actor(), "passkey.removed", subject_id=user_id, object=f"passkey {row.id}"
        )


def _transports(credential: dict[str, Any]) -> str:
    said = credential.get("response", {}).get("transports")
    return " ".join(str(each) for each in said)[:100] if isinstance(said, list) else ""


def _view(row: Passkey) -> PasskeyView:
    return PasskeyView.model_validate(row, from_attributes=True)


def _no_passkey() -> NotFound:
    return NotFound("passkey_not_found", "There is no such passkey.")
