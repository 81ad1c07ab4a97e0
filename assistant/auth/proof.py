"""A fresh proof of who somebody is, asked for before what a stolen sign-in must not do."""

from assistant.accounts import service as accounts
from assistant.audit import service as audit
from assistant.auth import passwords, rules
from assistant.auth.context import AuthContext
from assistant.auth.passwords import Proof
from assistant.core.actor import Actor
from assistant.core.errors import Forbidden, RuleViolated
from assistant.core.unit_of_work import OpenUow


def by_password(
    open_uow: OpenUow,
    context: AuthContext,
    actor: Actor,
    password: str,
    field: str = "current_password",
) -> Proof:
    """A proof by the actor's password; a wrong one is written down.

    Act on it by `passwords.hold_to` in the same transaction: it counts only while it is the one.

    Raises:
        RuleViolated: it is wrong, or the account has none.
        RateLimited: too many tries.
        Forbidden: the sample listener, who has none, or a personal token.
    """
    user_id = actor.require_user()
    if actor.is_sample:
        raise Forbidden("sample_stays", "The sample listener stays as it is. Sign up first.")
    context.limiter.check(rules.CHANGES_PER_ACCOUNT, "proof", str(user_id))
    with open_uow(read=True) as uow:
        user = accounts.get_user(uow, user_id)
    if passwords.verify(password, user.password_hash):
        return Proof(user_id, user.password_hash)
    with open_uow() as uow:
        audit.record(uow, actor, "password.refused")
    raise RuleViolated(
        "current_password_wrong", "The current password is wrong.", pointer=f"/{field}"
    )
