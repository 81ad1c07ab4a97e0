"""Passwords: hashed, compared, and tried only so often."""

import secrets
from uuid import UUID

from pwdlib import PasswordHash
from pwdlib.hashers.argon2 import Argon2Hasher

from assistant.accounts import service as accounts
from assistant.audit import service as audit
from assistant.auth import rules
from assistant.auth.context import AuthContext
from assistant.auth.schemas import Credentials
from assistant.core.actor import Actor
from assistant.core.credentials import Seen
from assistant.core.errors import NotAuthenticated, RuleViolated
from assistant.core.rate_limit import network_of
from assistant.core.unit_of_work import OpenUow

_passwords = PasswordHash((Argon2Hasher(),))
_nobody = _passwords.hash(secrets.token_urlsafe())  # takes a stranger as long as a wrong password


def hashed(password: str) -> str:
    """A password as it is stored (Argon2id)."""
    return _passwords.hash(password)


def verify(password: str, stored: str | None) -> bool:
    """Whether a password is the stored one; takes as long where none is stored."""
    return _passwords.verify(password, stored or _nobody) and stored is not None


def check_credentials(
    open_uow: OpenUow, context: AuthContext, seen: Seen, data: Credentials
) -> UUID:
    """Whose address and password these are.

    Raises:
        NotAuthenticated: address or password is wrong; it is not said which.
        RateLimited: too many tries.
    """
    network = network_of(seen.address)
    context.limiter.check(f"{context.settings.sign_ins_per_minute}/minute", "sign_in", network)
    try:
        key = accounts.email_key(data.email)
    except RuleViolated:
        key = ""
    context.limiter.check(rules.SIGN_IN_PER_ACCOUNT, "sign_in", network, key)
    with open_uow(read=True) as uow:
        user = accounts.find_by_email_key(uow, key)
    known = user.password_hash if user is not None and user.password_hash else None
    right = verify(data.password, known)
    if user is None or known is None or not right or user.state != "active":
        with open_uow() as uow:  # for strangers too: it must take as long
            about = user.id if user is not None else None
            audit.record(uow, Actor(address=seen.address), "sign_in.failed", subject_id=about)
        raise NotAuthenticated("wrong_credentials", "The address or the password is wrong.")
    return user.id
