"""What a passkey shows when it answers: whose it is. One is both factors: it verifies its owner."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from assistant.accounts import service as accounts
from assistant.audit import service as audit
from assistant.auth import ceremonies, notices, one_time, rules
from assistant.auth import passkey_repository as repository
from assistant.auth.context import AuthContext
from assistant.auth.passkey_schemas import PasskeyUse
from assistant.core.actor import Actor
from assistant.core.credentials import Seen
from assistant.core.errors import Gone, NotAuthenticated, RuleViolated
from assistant.core.rate_limit import network_of
from assistant.core.settings import Settings
from assistant.core.unit_of_work import OpenUow, UnitOfWork
from assistant.models.accounts import AppUser, OneTimeToken


@dataclass(frozen=True, slots=True)
class Shown:
    """A passkey's answer that holds: whose, and how far it has counted."""

    passkey_id: UUID
    user_id: UUID
    sign_count: int
    backed_up: bool


def begin_using(open_uow: OpenUow, context: AuthContext, seen: Seen) -> dict[str, Any]:
    """What a browser needs to sign somebody in by a passkey, whoever it is; good once.

    Raises:
        RuleViolated: not under this address.
        RateLimited: asked too often from this network.
    """
    rp_id = party(context.settings)
    _count(context, seen, "passkey_options")
    with open_uow() as uow:
        challenge = one_time.give(uow, "passkey_use", rules.STEP_LIFETIME)
    return ceremonies.options_to_use(rp_id, challenge)


def begin_proving(uow: UnitOfWork, context: AuthContext, actor: Actor) -> dict[str, Any]:
    """What a browser needs to prove by a passkey of the actor's who they are; good once.

    Raises:
        RuleViolated: not under this address, or the actor has no passkey.
        RateLimited: asked too often.
        Forbidden: the sample listener, or a personal token.
    """
    user_id = actor.require_own()
    rp_id = party(context.settings)
    context.limiter.check("20/minute", "passkey_proof", str(user_id))
    mine = [row.credential_id for row in repository.list_of(uow.db, user_id)]
    if not mine:
        raise RuleViolated("no_passkey", "You have no passkey yet.")
    challenge = one_time.give(uow, "passkey_proof", rules.STEP_LIFETIME, user_id)
    return ceremonies.options_to_use(rp_id, challenge, mine)


def check(
    open_uow: OpenUow, context: AuthContext, seen: Seen, data: PasskeyUse, of: UUID | None = None
) -> Shown:
    """Whose passkey answered a challenge of ours, which is used up by it.

    Args:
        open_uow: opens units of work.
        context: what signing in needs.
        seen: the request.
        data: the answer.
        of: who was asked to prove that it is them; None when anybody was asked to sign in.

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
        asked = spend(uow, "passkey_proof" if of else "passkey_use", challenge)
        credential_id = ceremonies.credential_id_in(data.credential)
        row = repository.find_by_credential(uow.db, credential_id)
    if asked is None or row is None or (of is not None and {asked.user_id, row.user_id} != {of}):
        raise refused()
    answer = ceremonies.check_answer(
        context.settings, party(context.settings), data.credential, challenge, row.public_key
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


def party(settings: Settings) -> str:
    """The name that passkeys are bound to here.

    Raises:
        RuleViolated: there is none.
    """
    rp_id = ceremonies.party(settings)
    if rp_id is None:
        raise RuleViolated(
            "passkeys_need_a_name",
            "Browsers make passkeys for a name only, by https or as localhost: set "
            "ATTUNE_PUBLIC_URL, such as http://localhost:3000.",
        )
    return rp_id


def spend(uow: UnitOfWork, purpose: one_time.Purpose, challenge: str) -> OneTimeToken | None:
    """Use a challenge up; None when it is not good."""
    try:
        return one_time.use(uow, purpose, challenge)
    except Gone:
        return None


def _count(context: AuthContext, seen: Seen, act: str) -> None:
    rule = f"{context.settings.sign_ins_per_minute}/minute"
    context.limiter.check(rule, act, network_of(seen.address))
