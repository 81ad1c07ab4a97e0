"""Which generation answers searches: decided in SQL, and the store follows.

Nothing is switched in the store before SQL has committed. Whoever switches it reads SQL once more
afterwards, so of several that follow at the same time the last one leaves it as SQL says.
"""

from collections.abc import Callable
from uuid import UUID

from analysis.types import ModelStamps
from assistant.core.errors import RuleViolated
from assistant.core.unit_of_work import OpenUow, UnitOfWork
from assistant.index import building, history, repository
from assistant.index.history import Wanted
from assistant.models.index import IndexGeneration
from vectorstore.base import VectorStore

_READY = ("verified", "retired", "active")
SWITCHED = ("active", "retired")
"""States of a generation that answers, or has answered."""


def _nobody_minds(_uow: UnitOfWork) -> None:
    """What a switch asks by default before it is decided."""


def make_empty(open_uow: OpenUow, store: VectorStore, stamps: ModelStamps) -> None:
    """Make the first generation of an installation without songs and let it answer."""
    generation_id = building.begin(open_uow, store, stamps, Wanted()).id
    building.verify(open_uow, store, generation_id)
    activate(open_uow, store, generation_id, Wanted())


def activate(
    open_uow: OpenUow, store: VectorStore, generation_id: UUID, wanted: Wanted,
    ask: Callable[[UnitOfWork], None] = _nobody_minds,
) -> None:  # fmt: skip
    """Switch searches to a generation; the one before stays, to go back to.

    Args:
        open_uow: opens units of work.
        store: the store.
        generation_id: which.
        wanted: who wants it.
        ask: called in the transaction that decides; what it raises stops the switch.

    Raises:
        RuleViolated: it is not whole, or was removed meanwhile.
    """
    building.catch_up(open_uow, store, generation_id)
    building.settle(open_uow, store, generation_id)
    with open_uow(read=True) as uow:
        name = building.row_of(uow, generation_id).name
    count = store.count(name)
    whole = {g.name for g in store.generations() if g.damage is None}
    with open_uow() as uow:
        row = repository.hold(uow.db, generation_id)
        ask(uow)
        if row is None or row.state not in _READY:
            raise _not_ready(row)
        before = repository.active(uow.db)
        if before is not None and before.id != row.id:
            _retire(uow, before, whole=before.name in whole)
        row.state, row.activated_at = "active", uow.now
        row.count, row.health = count, {}
        history.note(uow, row.number, "activated", wanted,
                     before=before.number if before is not None else None)  # fmt: skip
    follow(open_uow, store)
    if before is not None and before.name != name:
        store.release(before.name)  # its memory; who goes back opens it again


def _retire(uow: UnitOfWork, row: IndexGeneration, *, whole: bool) -> None:
    """Keep a generation to go back to; nobody can go back to a damaged one."""
    row.state = "retired" if whole else "failed"
    if not whole:
        history.note(uow, row.number, "failed", Wanted(), reason="damaged")
    uow.db.flush()


def follow(open_uow: OpenUow, store: VectorStore) -> None:
    """Let the store answer with the generation that SQL names, if it names one."""
    name = _named(open_uow)
    while name is not None:
        if store.active() != name:
            store.activate(name)
        meant, name = name, _named(open_uow)
        if name == meant:
            return


def _named(open_uow: OpenUow) -> str | None:
    with open_uow(read=True) as uow:
        row = repository.active(uow.db)
    return row.name if row is not None else None


def _not_ready(row: IndexGeneration | None) -> RuleViolated:
    if row is None or row.state in repository.GONE:
        return RuleViolated("generation_gone", "This generation was removed meanwhile.")
    return RuleViolated(
        "generation_not_ready",
        f"Generation {row.number} is {row.state}; only a checked one can answer.",
    )
