"""Passwords: hashed, compared, and tried only so often."""

import secrets
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from pwdlib import PasswordHash
from pwdlib.hashers.argon2 import Argon2Hasher

from assistant.accounts import service as accounts
from assistant.audit import service as audit
from assistant.auth import devices, repository, rules
from assistant.auth.context import AuthContext
from assistant.auth.schemas import Credentials
from assistant.core.actor import Actor
from assistant.core.credentials import Seen
from assistant.core.errors import NotAuthenticated, RuleViolated
from assistant.core.rate_limit import network_of
from assistant.core.unit_of_work import OpenUow, UnitOfWork
from assistant.models.accounts import AppUser

_passwords = PasswordHash((Argon2Hasher(),))
_nobody = _passwords.hash(secrets.token_urlsafe())  # takes a stranger as long as a wrong password


@dataclass(frozen=True, slots=True)
class Proof:
    """A right password, as far as it was compared: it counts only while it is still the one."""

    user_id: UUID
    password_hash: str | None


@dataclass(frozen=True, slots=True)
class Place:
    """Where tries of an account come from: a key to count them under, and whether it is usual."""

    key: tuple[str, ...]
    known: bool


def hashed(password: str) -> str:
    """A password as it is stored (Argon2id)."""
    return _passwords.hash(password)


def verify(password: str, stored: str | None) -> bool:
    """Whether a password is the stored one; takes as long where none is stored."""
    return _passwords.verify(password, stored or _nobody) and stored is not None


def check_credentials(
    open_uow: OpenUow, context: AuthContext, seen: Seen, data: Credentials
) -> Proof:
    """Whose address and password these are.

    Raises:
        NotAuthenticated: address or password is wrong; it is not said which.
        RateLimited: too many tries.
    """
    key = _key_of(data.email)
    with open_uow(read=True) as uow:
        places = usual_places(uow, key)
        user = accounts.find_by_email_key(uow, key)
    count_try(context, seen, key, places, user.password_set_at if user else None)
    right = verify(data.password, user.password_hash if user else None)
    if user is None or not right or user.state != "active":
        with open_uow() as uow:  # for strangers too: it must take as long
            about = user.id if user is not None else None
            audit.record(uow, Actor(address=seen.address), "sign_in.failed", subject_id=about)
        raise NotAuthenticated("wrong_credentials", "The address or the password is wrong.")
    return Proof(user.id, user.password_hash)


def hold_to(uow: UnitOfWork, proof: Proof) -> AppUser:
    """The account of a proof, in the transaction that acts on it.

    Comparing a password takes long, outside of any transaction; meanwhile it may have been reset.

    Raises:
        NotAuthenticated: the password was changed, or the account closed, since it was compared.
    """
    user = accounts.hold(uow, proof.user_id)
    if user is None or user.password_hash != proof.password_hash or user.state != "active":
        raise NotAuthenticated("wrong_credentials", "The address or the password is wrong.")
    return user


def _key_of(email: str) -> str:
    try:
        return accounts.email_key(email)
    except RuleViolated:
        return ""


def usual_places(uow: UnitOfWork, key: str) -> list[tuple[str, str]]:
    """(device, address) where the account of an address was used lately."""
    since = uow.now - rules.FAMILIAR_FOR
    return repository.list_places(uow.db, key, since, rules.FAMILIAR_MAX)


def count_try(
    context: AuthContext,
    seen: Seen,
    key: str,
    places: list[tuple[str, str]],
    since: datetime | None,
) -> Place:
    """Count a try where it belongs, so that nobody uses up the tries of another.

    A device that was signed in with this password before counts by itself; so does a kind of
    device at an address where the account is used. All other tries share the limits of their
    network and of the account: where it was never used, one may have to wait, or reset the
    password by mail.

    Raises:
        RateLimited: too many tries.
    """
    network, device = network_of(seen.address), rules.device_name(seen.user_agent)
    check = context.limiter.check
    mark = context.devices.read(seen.cookie_value(devices.COOKIE), key, since)
    if mark is not None:
        place = Place(("device", mark, key), known=True)
    elif seen.address and (device, network) in {(d, network_of(a)) for d, a in places}:
        place = Place(("place", network, device, key), known=True)
    else:
        check(f"{context.settings.sign_ins_per_minute}/minute", "sign_in", network)
        check(rules.SIGN_IN_PER_ACCOUNT, "sign_in", network, key)
        check(rules.SIGN_IN_FROM_NEW_PLACES, "sign_in_account", key)
        return Place(("account", key), known=False)
    check(rules.SIGN_IN_PER_ACCOUNT, "sign_in", *place.key)
    return place
