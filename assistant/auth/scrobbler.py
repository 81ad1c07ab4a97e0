"""Who sends scrobbles: by the text of a scrobble token, or by an MD5 that old protocols make of it.

Such a token opens the scrobbling protocols and nothing else; no other token opens them.
"""

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from assistant.auth import personal
from assistant.auth import personal_repository as repository
from assistant.core.actor import Actor
from assistant.core.credentials import Seen
from assistant.core.crypto import SecretUnreadable, Vault, hash_token
from assistant.core.errors import NotAuthenticated
from assistant.core.unit_of_work import OpenUow, UnitOfWork
from assistant.models.accounts import AppUser, PersonalToken

_TOKENS_TRIED = 200


@dataclass(frozen=True, slots=True)
class Scrobbler:
    """A listener's program.

    Attributes:
        actor: on whose behalf; a token with the scope "scrobble".
        token_id: which token it shows.
        name: what the listener is called, in answers that name a user.
        names: what it may call them in an address: that, their mail address, or their id.
    """

    actor: Actor
    token_id: UUID
    name: str
    names: frozenset[str]

    @property
    def user_id(self) -> UUID:
        """The listener."""
        return self.actor.require_user("scrobble")

    def is_called(self, name: str) -> bool:
        """Whether a name in an address means this listener."""
        return name.casefold() in self.names


def by_text(open_uow: OpenUow, text: str, seen: Seen) -> Scrobbler:
    """Tell who shows a scrobble token.

    Raises:
        NotAuthenticated: it is none that is good; the code says why.
    """
    return _noted(
        open_uow, seen, lambda uow: repository.find_by_hash(uow.db, hash_token(text.strip()))
    )


def by_id(open_uow: OpenUow, token_id: UUID, seen: Seen) -> Scrobbler:
    """Tell who holds a session that was opened with a token; it lasts as long as the token.

    Raises:
        NotAuthenticated: the token is not good any more.
    """
    return _noted(open_uow, seen, lambda uow: repository.find_by_id(uow.db, token_id))


def by_proof(
    open_uow: OpenUow, vault: Vault, name: str, proves: Callable[[str], bool], seen: Seen
) -> tuple[Scrobbler, str]:
    """Tell who made a proof of a token's text that cannot be looked up; and that text.

    Args:
        open_uow: opens units of work.
        vault: opens the sealed texts.
        name: what the listener calls themselves there: mail address, or name as shown.
        proves: whether the proof was made of a text.
        seen: the request.

    Raises:
        NotAuthenticated: of none of theirs.
    """
    names = {name.strip(), name.strip().casefold()}
    with open_uow(read=True) as uow:
        tried = repository.list_scrobbling(uow.db, names, uow.now, _TOKENS_TRIED)
    for token, user in tried:
        text = _opened(vault, token)
        if text is not None and proves(text):
            personal.note_use(open_uow, token, seen)
            return _scrobbler(token, user, seen), text
    raise NotAuthenticated("token_not_valid", "This name and token are not known here.")


def _noted(
    open_uow: OpenUow,
    seen: Seen,
    find: Callable[[UnitOfWork], tuple[PersonalToken, AppUser] | None],
) -> Scrobbler:
    with open_uow(read=True) as uow:
        token, user = personal.good(uow, find(uow))
    if token.kind != "scrobble":
        raise NotAuthenticated("token_not_valid", "This takes a scrobble token, and no other.")
    personal.note_use(open_uow, token, seen)
    return _scrobbler(token, user, seen)


def _scrobbler(token: PersonalToken, user: AppUser, seen: Seen) -> Scrobbler:
    actor = Actor(
        user_id=user.id, via="token", address=seen.address, scopes=frozenset({"scrobble"})
    )
    names = (user.display_name.casefold(), user.email_key, str(user.id))
    return Scrobbler(actor, token.id, user.display_name, frozenset(names))


def _opened(vault: Vault, token: PersonalToken) -> str | None:
    try:
        return vault.open(token.secret_enc) if token.secret_enc else None
    except SecretUnreadable:
        return None
