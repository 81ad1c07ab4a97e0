"""Use cases of the key that secrets and notes are encrypted with: a new one, the old ones gone."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from assistant.audit import service as audit
from assistant.core.actor import Actor
from assistant.core.crypto import SecretUnreadable, Vault
from assistant.core.errors import Conflict
from assistant.core.unit_of_work import OpenUow
from assistant.resealing import repository


@dataclass(slots=True)
class Counts:
    """Sealed values by what opens them.

    Attributes:
        newest: opened by the newest key alone.
        older: opened by another key of the file.
        unreadable: opened by none.
    """

    newest: int = 0
    older: int = 0
    unreadable: int = 0


def rotate(
    open_uow: OpenUow, vault: Vault, actor: Actor, progress: Callable[[int], None] = lambda _: None
) -> int:
    """Seal everything with a fresh key; how many values that were.

    The old keys stay in the file until `drop_old_keys`. Killed at any moment nothing is lost:
    the next run finishes with the key that was begun with. Other processes read the key file
    themselves and seal with the new key from now on.

    Args:
        open_uow: opens units of work; each page of values is one transaction.
        vault: this installation's.
        actor: an admin, or whoever owns the machine.
        progress: told how many were done so far.
    """
    actor.require("server.manage")
    if count(open_uow, vault).older == 0:
        vault.add_key()
    done = 0
    for column in repository.sealed_columns():
        for resealed in _reseal(open_uow, vault, column):
            done += resealed
            progress(done)
    with open_uow() as uow:
        audit.record(uow, actor, "secrets.rotated", values=done)
    return done


def drop_old_keys(open_uow: OpenUow, vault: Vault, actor: Actor) -> int:
    """Forget every key but the newest; how many were forgotten.

    Raises:
        Conflict: something still needs an old key, or opens with none.
    """
    actor.require("server.manage")
    found = count(open_uow, vault)
    if found.older:
        raise Conflict(
            "keys_in_use",
            f"{found.older} secrets or notes still need an old key. Run attune secrets rotate.",
        )
    if found.unreadable:
        raise Conflict(
            "secrets_unreadable",
            f"{found.unreadable} secrets or notes open with no key at hand. Restore the file "
            "secrets/at-rest.key from a backup before a key is dropped.",
        )
    dropped = len(vault.keys()) - 1
    if dropped:
        vault.drop_old_keys()
        with open_uow() as uow:
            audit.record(uow, actor, "secrets.keys_dropped", keys=dropped)
    return dropped


def count(open_uow: OpenUow, vault: Vault) -> Counts:
    """What the keys of the file open."""
    counts = Counts()
    for column in repository.sealed_columns():
        for page in _pages(open_uow, column):
            for _, sealed in page:
                if vault.is_newest(sealed):
                    counts.newest += 1
                elif _opened(vault, sealed) is None:
                    counts.unreadable += 1
                else:
                    counts.older += 1
    return counts


def _reseal(open_uow: OpenUow, vault: Vault, column: repository.Sealed) -> Iterator[int]:
    for page in _pages(open_uow, column):
        old = [(key, sealed) for key, sealed in page if not vault.is_newest(sealed)]
        if not old:
            continue
        done = 0
        with open_uow() as uow:
            for key, sealed in old:
                text = _opened(vault, sealed)
                if text is not None:  # what opens with no key stays as it is
                    done += repository.replace(uow.db, column, key, sealed, vault.seal(text))
        yield done


def _pages(
    open_uow: OpenUow, column: repository.Sealed
) -> Iterator[list[tuple[repository.Key, bytes]]]:
    after = None
    while True:
        with open_uow(read=True) as uow:
            page = repository.page(uow.db, column, after)
        if not page:
            return
        yield page
        after = page[-1][0]


def _opened(vault: Vault, sealed: bytes) -> str | None:
    try:
        return vault.open(sealed)
    except SecretUnreadable:
        return None
