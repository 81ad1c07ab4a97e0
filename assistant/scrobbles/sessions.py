"""Session keys of Last.fm's protocols: each is made of its token, and lasts as long as that."""

import hashlib

from assistant.auth import scrobbler
from assistant.auth.scrobbler import Scrobbler
from assistant.core.credentials import Seen
from assistant.core.crypto import hash_token
from assistant.core.errors import NotAuthenticated
from assistant.core.unit_of_work import OpenUow
from assistant.models.scrobbles import ScrobbleSession
from assistant.scrobbles import repository
from assistant.scrobbles.schemas import Protocol


def open_session(
    open_uow: OpenUow, who: Scrobbler, protocol: Protocol, token: str, client: str
) -> str:
    """A key of 32 signs, as Last.fm's are; the same token has the same key each time.

    Args:
        open_uow: opens a unit.
        who: whose token.
        protocol: the key opens this one alone.
        token: the token's text: whoever holds the key cannot tell it.
        client: the program, by its own words.
    """
    key = hashlib.sha256(f"{protocol} {token}".encode()).hexdigest()[:32]
    row = ScrobbleSession(
        key_hash=_hashed(protocol, key), token_id=who.token_id, client=client[:80]
    )
    with open_uow() as uow:
        row.created_at = uow.now
        repository.add_session(uow.db, row)
    return key


def enter(open_uow: OpenUow, protocol: Protocol, key: str, seen: Seen) -> tuple[Scrobbler, str]:
    """Tell who holds a key, and by which program.

    Raises:
        NotAuthenticated: it is none, or its token is not good any more.
    """
    with open_uow(read=True) as uow:
        found = repository.find_session(uow.db, _hashed(protocol, key))
    if found is None:
        raise NotAuthenticated("session_not_valid", "This session is not known here.")
    return scrobbler.by_id(open_uow, found.token_id, seen), found.client


def _hashed(protocol: Protocol, key: str) -> bytes:
    return hash_token(f"{protocol} {key}")
