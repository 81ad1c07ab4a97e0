"""Fresh proofs: factors are changed only by who showed a password or a factor just now."""

from typing import Any
from uuid import UUID

from assistant.accounts import service as accounts
from assistant.audit import service as audit
from assistant.auth import codes, passkey_answers, passwords, rules, standing, ways_in
from assistant.auth import factor_repository as repository
from assistant.auth.context import AuthContext
from assistant.auth.errors import proof_needed
from assistant.auth.factor_schemas import Proof, ProofWays
from assistant.auth.identity_schemas import ProviderView
from assistant.auth.passkey_schemas import PasskeyUse
from assistant.core.actor import Actor
from assistant.core.credentials import Seen
from assistant.core.errors import NotAuthenticated, RuleViolated
from assistant.core.unit_of_work import OpenUow, UnitOfWork


def by_password(
    open_uow: OpenUow,
    context: AuthContext,
    actor: Actor,
    password: str,
    field: str = "current_password",
) -> passwords.Proof:
    """A proof by the actor's password; a wrong one is written down.

    Act on it by `passwords.hold_to` in the same transaction: it counts only while it is the one.

    Raises:
        RuleViolated: it is wrong, or the account has none.
        RateLimited: too many tries.
        Forbidden: the sample listener, who has none, or a personal token.
    """
    user_id = actor.require_own()
    context.limiter.check(rules.CHANGES_PER_ACCOUNT, "proof", *_key(actor))
    with open_uow(read=True) as uow:
        user = accounts.get_user(uow, user_id)
    if passwords.verify(password, user.password_hash):
        return passwords.Proof(user_id, user.password_hash)
    with open_uow() as uow:
        audit.record(uow, actor, "password.refused")
    raise RuleViolated(
        "current_password_wrong", "The current password is wrong.", pointer=f"/{field}"
    )


def by_what_there_is(
    open_uow: OpenUow, context: AuthContext, actor: Actor, password: str | None
) -> passwords.Proof:
    """A proof by the actor's password; by a fresh proof where the account has none.

    Act on it as on that of `by_password`: it ends when a password is chosen meanwhile.

    Raises:
        Forbidden: no fresh proof, or no password given where there is one. Else as `by_password`.
    """
    user_id = actor.require_own()
    with open_uow(read=True) as uow:
        if accounts.get_user(uow, user_id).password_hash is None:
            return passwords.Proof(require(uow, actor), None)
    if password is None:
        raise proof_needed()
    return by_password(open_uow, context, actor, password)


def prove(open_uow: OpenUow, context: AuthContext, actor: Actor, data: Proof) -> None:
    """Take a password, a code or a passkey's answer as proof, good for `rules.PROOF_LASTS`.

    It counts in this sign-in alone.

    Raises:
        RuleViolated: it is wrong, or does not hold.
        RateLimited: too many tries.
        Forbidden: not in a sign-in of a person's own.
    """
    actor.require_own()
    if actor.auth_session_id is None:
        raise proof_needed()
    shown = passkey = None
    if data.password is not None:
        shown = by_password(open_uow, context, actor, data.password, "password")
    elif data.credential is not None:
        passkey = _check_passkey(open_uow, context, actor, data.credential)
    else:
        use_code(open_uow, context, actor, data.code or "")
    with open_uow() as uow:
        if shown is not None:
            passwords.hold_to(uow, shown)
        seen = Seen(address=actor.address)
        holds = passkey is None or passkey_answers.use(uow, seen, passkey) is not None
        if holds:
            note(uow, actor)
    if not holds:  # it may have been copied: that is written down, and told by mail
        raise _no_proof()


def note(uow: UnitOfWork, actor: Actor) -> None:
    """Write down that the actor proved themselves in this sign-in just now.

    Raises:
        Forbidden: not in a sign-in of a person's own.
    """
    user_id = actor.require_own()
    if actor.auth_session_id is None:
        raise proof_needed()
    standing.hold(uow, actor)
    repository.prove(uow.db, actor.auth_session_id, uow.now)
    audit.record(uow, actor, "proof.given", subject_id=user_id)


def ways(uow: UnitOfWork, context: AuthContext, actor: Actor) -> ProofWays:
    """What the actor can prove by that it is them."""
    user_id = actor.require_own()
    here = ways_in.of(uow, context, user_id)
    return ProofWays(
        fresh=is_fresh(uow, actor), password=here.has_password,
        code=repository.is_on(uow.db, user_id), passkey=bool(here.passkeys),
        providers=[
            ProviderView(key=p.key, name=p.name)
            for p in context.providers.offered()
            if p.key in here.identities.values()
        ],
    )  # fmt: skip


def require(uow: UnitOfWork, actor: Actor) -> UUID:
    """The acting listener's id, when they proved themselves in this sign-in a short while ago.

    Raises:
        Forbidden: they did not (`proof_needed`); or the sample listener.
    """
    user_id = actor.require_own()
    if not is_fresh(uow, actor):
        raise proof_needed()
    return user_id


def is_fresh(uow: UnitOfWork, actor: Actor) -> bool:
    """Whether the actor needs no further proof now; signing in was one."""
    if actor.auth_session_id is None:
        return False
    at = repository.proved_at(uow.db, actor.auth_session_id)
    return at is not None and uow.now - at < rules.PROOF_LASTS


def use_code(open_uow: OpenUow, context: AuthContext, actor: Actor, code: str) -> None:
    """Use up a code of the actor's app, or a recovery code.

    Raises:
        RuleViolated: it is wrong.
        RateLimited: too many tries in this sign-in.
    """
    context.limiter.check(rules.CHANGES_PER_ACCOUNT, "prove", *_key(actor))
    context.limiter.check(rules.CODES_PER_SESSION, "prove_code", *_key(actor))
    with open_uow() as uow:
        kind = codes.use(uow, context, actor.require_user(), code, actor)
    if kind is None:
        raise RuleViolated(
            "code_wrong", "This code is wrong, or was used before. Wait for the next one.",
            pointer="/code",
        )  # fmt: skip


def _check_passkey(
    open_uow: OpenUow, context: AuthContext, actor: Actor, credential: dict[str, Any]
) -> passkey_answers.Shown:
    user_id = actor.require_own()
    context.limiter.check(rules.CHANGES_PER_ACCOUNT, "prove_passkey", *_key(actor))
    seen, data = Seen(address=actor.address), PasskeyUse(credential=credential)
    try:
        return passkey_answers.check(open_uow, context, seen, data, user_id)
    except NotAuthenticated as error:  # they are signed in, and stay so
        raise _no_proof() from error


def _no_proof() -> RuleViolated:
    return RuleViolated(
        "passkey_refused", "This passkey does not show that it is you. Try again.",
        pointer="/credential",
    )  # fmt: skip


def _key(actor: Actor) -> tuple[str, str]:
    """A sign-in's own tries: one that was stolen uses up none of the others."""
    return str(actor.require_user()), str(actor.auth_session_id)
