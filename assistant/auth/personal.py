"""Personal tokens: made with a proof, shown once, listed, revoked, and told apart when shown."""

import secrets
from datetime import timedelta
from typing import cast
from uuid import UUID

from assistant.audit import service as audit
from assistant.auth import notices, passwords, proving, rules, standing
from assistant.auth import personal_repository as repository
from assistant.auth.context import AuthContext
from assistant.auth.personal_schemas import TokenKind, TokenMade, TokenView, TokenWish
from assistant.core.actor import Actor, Role
from assistant.core.credentials import Seen
from assistant.core.crypto import Vault, hash_token
from assistant.core.errors import Forbidden, NotAuthenticated, NotFound, QuotaExceeded
from assistant.core.permissions import Scope
from assistant.core.unit_of_work import OpenUow, UnitOfWork
from assistant.models.accounts import AppUser, PersonalToken

PREFIX = "attune_"  # so that a leaked one is recognised, by us and by scanners of secrets
TOKENS_MAX = 50
_BYTES = 32
_KEPT_AFTER = timedelta(days=90)


def create(
    open_uow: OpenUow, context: AuthContext, vault: Vault, actor: Actor, wish: TokenWish
) -> TokenMade:
    """Make a token; its text is shown this once, and its owner gets a mail.

    Raises:
        RuleViolated: the current password is wrong.
        RateLimited: too many wrong tries.
        Forbidden: the scope "admin" for somebody who is none; the sample listener; no fresh proof
            from who has no password.
        QuotaExceeded: the account has `TOKENS_MAX` already.
    """
    actor.require_user()
    if "admin" in wish.scopes and actor.role != "admin":
        raise Forbidden("admin_only", "Only an admin can make a token with the scope admin.")
    shown = proving.by_what_there_is(open_uow, context, actor, wish.current_password)
    with open_uow() as uow:
        passwords.hold_to(uow, shown)
        return _made(uow, vault, actor, wish)


def create_for_player(uow: UnitOfWork, vault: Vault, actor: Actor, name: str) -> TokenMade:
    """Make a scrobble token without an end, by a fresh proof instead of the password.

    Raises:
        Forbidden: no fresh proof (`proof_needed`); the sample listener, or a personal token.
        QuotaExceeded: the account has `TOKENS_MAX` already.
    """
    proving.require(uow, actor)
    wish = TokenWish(name=name, kind="scrobble", days=None)
    return _made(uow, vault, actor, wish)


def _made(uow: UnitOfWork, vault: Vault, actor: Actor, wish: TokenWish) -> TokenMade:
    user_id = standing.hold(uow, actor).id
    text = f"{PREFIX}{wish.kind}_{secrets.token_urlsafe(_BYTES)}"
    _make_room(uow, user_id)
    token = PersonalToken(
        user_id=user_id, kind=wish.kind, name=wish.name, token_hash=hash_token(text),
        secret_enc=vault.seal(text) if wish.kind == "scrobble" else None,
        scopes=" ".join(sorted(set(wish.scopes))), created_at=uow.now,
        expires_at=uow.now + timedelta(days=wish.days) if wish.days else None,
    )  # fmt: skip
    repository.add(uow.db, token)
    audit.record(uow, actor, "token.made", object=f"token {token.id}", kind=wish.kind)
    notices.order(uow, "token_made", user_id)
    return TokenMade(**_view(uow, token).model_dump(), token=text)


def list_tokens(uow: UnitOfWork, actor: Actor) -> list[TokenView]:
    """The actor's tokens that were not revoked, newest first; the sample listener has none."""
    return [_view(uow, token) for token in repository.list_kept(uow.db, actor.require_user())]


def revoke(uow: UnitOfWork, actor: Actor, token_id: UUID) -> None:
    """Let a token open nothing any more, from this moment.

    Raises:
        NotFound: no such token, revoked already, or somebody else's.
    """
    user_id = actor.require_user()
    if not repository.revoke(uow.db, uow.now, user_id=user_id, token_id=token_id):
        raise NotFound("token_not_found", "There is no such token.")
    audit.record(uow, actor, "token.revoked", object=f"token {token_id}")


def revoke_all(uow: UnitOfWork, user_id: UUID) -> int:
    """Revoke every token of an account whose password somebody else may know; how many."""
    return repository.revoke(uow.db, uow.now, user_id=user_id)


def is_personal(text: str) -> bool:
    """Whether a bearer token is one of these, by its look."""
    return text.startswith(PREFIX)


def identify(open_uow: OpenUow, text: str, seen: Seen) -> Actor:
    """Tell who shows a token; notes when and from where, at most once in `rules.SEEN_EVERY`.

    Raises:
        NotAuthenticated: unknown, revoked or run out; the code says which.
    """
    with open_uow(read=True) as uow:
        token, user = good(uow, repository.find_by_hash(uow.db, hash_token(text)))
        actor = _actor(token, user, seen.address)
    note_use(open_uow, token, seen)
    return actor


def note_use(open_uow: OpenUow, token: PersonalToken, seen: Seen) -> None:
    """Note when a token was used and from where, unless that was written down just now."""
    with open_uow(read=True) as uow:
        last = token.last_used_at
        stale = last is None or uow.now - last > rules.SEEN_EVERY
    if stale or token.last_used_from != seen.address:
        with open_uow() as uow:
            repository.touch(uow.db, token.id, uow.now, seen.address)


def good(
    uow: UnitOfWork, found: tuple[PersonalToken, AppUser] | None
) -> tuple[PersonalToken, AppUser]:
    """A token that opens something now, and whose it is.

    Raises:
        NotAuthenticated: unknown, revoked or run out; the code says which.
    """
    if found is None:
        raise NotAuthenticated("token_not_valid", "This token is not known here.")
    if found[0].revoked_at is not None:
        raise NotAuthenticated("token_revoked", "This token was revoked. Make another one.")
    if found[0].expires_at is not None and found[0].expires_at <= uow.now:
        raise NotAuthenticated("token_expired", "This token has run out. Make another one.")
    return found


def _actor(token: PersonalToken, user: AppUser, address: str) -> Actor:
    scopes = _scopes(token) if token.kind == "api" else ["scrobble"]
    role = cast("Role", user.role) if "admin" in scopes else "listener"
    return Actor(
        user_id=user.id, role=role, via="token", address=address,
        scopes=frozenset(cast("list[Scope]", scopes)),
    )  # fmt: skip


def _make_room(uow: UnitOfWork, user_id: UUID) -> None:
    repository.lock_owner(uow.db, user_id)
    repository.remove_older(uow.db, user_id, uow.now - _KEPT_AFTER)
    if repository.count_kept(uow.db, user_id) >= TOKENS_MAX:
        raise QuotaExceeded(
            "too_many_tokens", f"You have {TOKENS_MAX} tokens. Revoke one first.", limit=TOKENS_MAX
        )


def _scopes(token: PersonalToken) -> list[Scope]:
    return cast("list[Scope]", token.scopes.split())


def _view(uow: UnitOfWork, token: PersonalToken) -> TokenView:
    used = token.last_used_at is not None
    return TokenView(
        id=token.id, kind=cast("TokenKind", token.kind), name=token.name, scopes=_scopes(token),
        created_at=token.created_at, expires_at=token.expires_at,
        expired=token.expires_at is not None and token.expires_at <= uow.now,
        last_used_at=token.last_used_at, last_used_from=token.last_used_from,
        last_used_place=rules.place_of(token.last_used_from) if used else None,
    )  # fmt: skip
