"""Passkeys: made, used, renamed and removed; one is both factors, since it verifies its owner."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from assistant.accounts import service as accounts
from assistant.audit import service as audit
from assistant.auth import ceremonies, notices, one_time, proving, rules, ways_in
from assistant.auth import passkey_repository as repository
from assistant.auth.context import AuthContext
from assistant.auth.passkey_schemas import PasskeyChange, PasskeyNew, PasskeyUse, PasskeyView
from assistant.core.actor import Actor
from assistant.core.credentials import Seen
from assistant.core.errors import Conflict, Gone, NotAuthenticated, NotFound, RuleViolated
from assistant.core.rate_limit import network_of
from assistant.core.settings import Settings
from assistant.core.unit_of_work import OpenUow, UnitOfWork
from assistant.models.accounts import AppUser, OneTimeToken
from assistant.models.factors import Passkey

AT_MOST = 20


@dataclass(frozen=True, slots=True)
class Shown:
    """A passkey's answer that holds: whose, and how far it has counted."""

    passkey_id: UUID
    user_id: UUID
    sign_count: int
    backed_up: bool


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
    rp_id = _party(context.settings)
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
    """
    user_id = actor.require_own()
    challenge = ceremonies.challenge_in(data.credential)
    with open_uow() as uow:  # a challenge is spent whatever comes of it
        asked_of = _spend(uow, "passkey_new", challenge)
    if asked_of is None or asked_of.user_id != user_id:
        raise RuleViolated("passkey_too_late", "That took too long. Begin again.")
    made = ceremonies.check_made(
        context.settings, _party(context.settings), data.credential, challenge
    )
    with open_uow() as uow:
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


def begin_using(open_uow: OpenUow, context: AuthContext, seen: Seen) -> dict[str, Any]:
    """What a browser needs to sign somebody in by a passkey, whoever it is; good once.

    Raises:
        RuleViolated: not under this address.
        RateLimited: asked too often from this network.
    """
    rp_id = _party(context.settings)
    _count(context, seen, "passkey_options")
    with open_uow() as uow:
        challenge = one_time.give(uow, "passkey_use", rules.STEP_LIFETIME)
    return ceremonies.options_to_use(rp_id, challenge)


def check(open_uow: OpenUow, context: AuthContext, seen: Seen, data: PasskeyUse) -> Shown:
    """Whose passkey answered a challenge of ours, which is used up by it.

    Raises:
        NotAuthenticated: none of ours, too late, or the answer does not hold; not said which.
        RateLimited: too many tries from this network.
    """
    _count(context, seen, "passkey")
    try:
        challenge = ceremonies.challenge_in(data.credential)
    except RuleViolated as error:
        raise refused() from error
    with open_uow() as uow:
        asked = _spend(uow, "passkey_use", challenge)
        credential_id = ceremonies.credential_id_in(data.credential)
        row = repository.find_by_credential(uow.db, credential_id)
    if asked is None or row is None:
        raise refused()
    answer = ceremonies.check_answer(
        context.settings, _party(context.settings), data.credential, challenge, row.public_key
    )
    if answer is None:
        with open_uow() as uow:
            by = Actor(address=seen.address)
            audit.record(uow, by, "passkey.failed", subject_id=row.user_id)
        raise refused()
    return Shown(row.id, row.user_id, answer.sign_count, answer.backed_up)


def use(uow: UnitOfWork, seen: Seen, shown: Shown) -> AppUser | None:
    """The account of a passkey that was shown; None when it may have been copied, which is told.

    The unit of work must be committed in either case.

    Raises:
        NotAuthenticated: passkey or account went meanwhile.
    """
    user = accounts.hold(uow, shown.user_id)
    if user is None or user.state != "active":
        raise refused()
    if repository.find(uow.db, shown.passkey_id, user.id) is None:
        raise refused()
    by, what = Actor(user_id=user.id, address=seen.address), f"passkey {shown.passkey_id}"
    if repository.count_up(
        uow.db, shown.passkey_id, shown.sign_count, uow.now, backed_up=shown.backed_up
    ):
        audit.record(uow, by, "passkey.used", object=what)
        return user
    stranger = Actor(address=seen.address)
    audit.record(uow, stranger, "passkey.refused", subject_id=user.id, object=what)
    notices.order(uow, "passkey_refused", user.id)
    return None


def refused() -> NotAuthenticated:
    """The one answer to whatever is wrong with a passkey."""
    return NotAuthenticated("passkey_refused", "This passkey does not sign in here.")


def _party(settings: Settings) -> str:
    rp_id = ceremonies.party(settings)
    if rp_id is None:
        raise RuleViolated(
            "passkeys_need_a_name",
            "Browsers make passkeys for a name only, by https or as localhost: set "
            "ATTUNE_PUBLIC_URL, such as http://localhost:3000.",
        )
    return rp_id


def _spend(uow: UnitOfWork, purpose: one_time.Purpose, challenge: str) -> OneTimeToken | None:
    try:
        return one_time.use(uow, purpose, challenge)
    except Gone:
        return None


def _count(context: AuthContext, seen: Seen, act: str) -> None:
    rule = f"{context.settings.sign_ins_per_minute}/minute"
    context.limiter.check(rule, act, network_of(seen.address))


def _transports(credential: dict[str, Any]) -> str:
    said = credential.get("response", {}).get("transports")
    return " ".join(str(each) for each in said)[:100] if isinstance(said, list) else ""


def _view(row: Passkey) -> PasskeyView:
    return PasskeyView.model_validate(row, from_attributes=True)


def _no_passkey() -> NotFound:
    return NotFound("passkey_not_found", "There is no such passkey.")
