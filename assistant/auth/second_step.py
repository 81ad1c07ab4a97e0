"""The second step of signing in: asked for after a right password, finished by a code."""

from collections.abc import Callable
from typing import TypeVar

from assistant.accounts import service as accounts
from assistant.auth import codes, one_time, passwords, rules
from assistant.auth import factor_repository as repository
from assistant.auth.context import AuthContext
from assistant.auth.errors import SecondStepNeeded
from assistant.auth.factor_schemas import SecondStep
from assistant.core.actor import Actor
from assistant.core.credentials import Seen
from assistant.core.errors import DomainError, Gone, NotAuthenticated
from assistant.core.unit_of_work import OpenUow, UnitOfWork
from assistant.models.accounts import AppUser

Opened = TypeVar("Opened")


def require(open_uow: OpenUow, proof: passwords.Proof) -> None:
    """Ask for a code where somebody who proved the first factor has an app.

    Raises:
        SecondStepNeeded: they have; carries the challenge that `finish` takes.
    """
    with open_uow(read=True) as uow:
        if not repository.is_on(uow.db, proof.user_id):
            return
    with open_uow() as uow:
        passwords.hold_to(uow, proof)  # a new password voids the challenges that the old one got
        challenge = one_time.give(uow, "second_step", rules.STEP_LIFETIME, proof.user_id)
    raise SecondStepNeeded(challenge, int(rules.STEP_LIFETIME.total_seconds()))


def finish(
    open_uow: OpenUow, context: AuthContext, seen: Seen, data: SecondStep,
    opened: Callable[[UnitOfWork, AppUser], Opened],
) -> Opened:  # fmt: skip
    """Use challenge and code up, and let `opened` begin the sign-in in the same transaction.

    Raises:
        NotAuthenticated: the challenge ran out or is none of ours, or the code is wrong.
        RateLimited: too many tries; those from elsewhere use up none of a usual device.
    """
    user, places = _owner(open_uow, data.challenge)
    place = passwords.count_try(context, seen, user.email_key, places, user.password_set_at)
    rule = rules.CODES_PER_PLACE if place.known else rules.CODES_FROM_NEW_PLACES
    context.limiter.check(rule, "code", *place.key)
    with open_uow() as uow:
        held = accounts.hold(uow, user.id)
        if held is None or held.state != "active":
            raise _run_out()
        if codes.use(uow, context, user.id, data.code, Actor(address=seen.address)) is not None:
            try:
                one_time.use(uow, "second_step", data.challenge)
            except Gone as error:  # used meanwhile, or void: then this code stays good
                raise _run_out() from error
            return opened(uow, held)
    raise NotAuthenticated(
        "code_wrong", "This code is wrong, or was used before. Wait for the next one."
    )


def _owner(open_uow: OpenUow, challenge: str) -> tuple[AppUser, list[tuple[str, str]]]:
    with open_uow(read=True) as uow:
        try:
            token = one_time.look(uow, "second_step", challenge)
        except Gone as error:
            raise _run_out() from error
        if token.user_id is None:
            raise _run_out()
        user = accounts.get_user(uow, token.user_id)
        if user.state != "active":
            raise _run_out()
        return user, passwords.usual_places(uow, user.email_key)


def _run_out() -> DomainError:
    return NotAuthenticated("second_step_over", "That took too long. Sign in again.")
