"""Links that work once: made as rows, given a secret when they leave, used up in one step.

The secret of a mailed link is made by the job that sends it, so that it stands nowhere but in
the mail: neither in a job's arguments nor in the database, which keeps its SHA-256.
"""

import secrets
from datetime import timedelta
from typing import Literal
from uuid import UUID

from assistant.auth import token_repository as repository
from assistant.core.crypto import hash_token
from assistant.core.errors import Gone
from assistant.core.unit_of_work import UnitOfWork
from assistant.models.accounts import OneTimeToken

Purpose = Literal[
    "verify", "reset", "invite", "known", "second_step", "passkey_new", "passkey_use",
    "passkey_proof", "join",
]  # fmt: skip
_KEPT_AFTER = timedelta(days=30)


def make(
    uow: UnitOfWork, purpose: Purpose, lifetime: timedelta, user_id: UUID | None = None
) -> OneTimeToken:
    """Make a link that nobody can open yet; what ran out a month ago goes."""
    repository.remove_older(uow.db, uow.now - _KEPT_AFTER)
    token = OneTimeToken(
        purpose=purpose, user_id=user_id, token_hash=secrets.token_bytes(32),
        expires_at=uow.now + lifetime, created_at=uow.now,
    )  # fmt: skip
    repository.add(uow.db, token)
    return token


def give(
    uow: UnitOfWork, purpose: Purpose, lifetime: timedelta, user_id: UUID | None = None
) -> str:
    """Make a secret of 256 bits that is handed out here and now; what ran out of its kind goes."""
    repository.remove_run_out(uow.db, purpose, uow.now)
    armed = arm(uow, make(uow, purpose, lifetime, user_id).id)
    assert armed is not None  # noqa: S101 - made in this transaction
    return armed[1]


def arm(uow: UnitOfWork, token_id: UUID) -> tuple[OneTimeToken, str] | None:
    """Give a link a fresh secret; one it had before no longer opens it.

    Returns:
        The link and its secret of 256 bits; None when it was used, ran out or is gone.
    """
    token = repository.find(uow.db, token_id)
    if token is None or token.used_at is not None or token.expires_at <= uow.now:
        return None
    secret = secrets.token_urlsafe(32)
    token.token_hash = hash_token(secret)
    uow.db.flush()
    return token, secret


def look(uow: UnitOfWork, purpose: Purpose, secret: str) -> OneTimeToken:
    """The link of a secret, without using it.

    Raises:
        Gone: it was used, has run out, or is none of ours; it is not said which.
    """
    token = repository.find_good(uow.db, purpose, hash_token(secret), uow.now)
    if token is None:
        raise _spent()
    return token


def use(uow: UnitOfWork, purpose: Purpose, secret: str) -> OneTimeToken:
    """Use a link up.

    Raises:
        Gone: as `look`; also when somebody was faster.
    """
    token = look(uow, purpose, secret)
    spend(uow, token.id)
    return token


def spend(uow: UnitOfWork, token_id: UUID | None) -> None:
    """Use up a link that was looked at before.

    Raises:
        Gone: it was used meanwhile, or ran out.
    """
    if token_id is None or not repository.use(uow.db, token_id, uow.now):
        raise _spent()


def void(uow: UnitOfWork, user_id: UUID, purpose: Purpose) -> None:
    """Let no link of an account open anything any more."""
    repository.use_all(uow.db, user_id, purpose, uow.now)


def _spent() -> Gone:
    return Gone(
        "link_not_valid",
        "This link was used already, has run out, or is incomplete. Ask for a new one.",
    )
