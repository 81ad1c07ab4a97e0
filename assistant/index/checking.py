"""Whether the index in use matches SQL and the model; what differs is put right.

Single songs go through the outbox, so that the one loop that follows SQL stays the only writer of
the generation in use; anything worse is built anew beside it.
"""

import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal
from uuid import UUID

import structlog

from assistant.core.unit_of_work import OpenUow, UnitOfWork
from assistant.index import building, history, points_repository, repository
from assistant.index.history import Wanted
from assistant.models.index import IndexGeneration
from vectorstore import generations as checks
from vectorstore.base import VectorStore
from vectorstore.types import Record, point_id

log = structlog.get_logger(__name__)
FEW = 1000
"""Up to so many songs (or a tenth of all) are put right one by one; more are built anew."""
_TRIES = 5
_MOST_PARTS = 128
"""Days after which every song was compared in full; fewer where there are fewer than 6,400."""
Repair = Literal["", "songs", "build"]


@dataclass(frozen=True, slots=True)
class Drift:
    """How a generation differs from SQL.

    Attributes:
        missing: points that SQL says there should be and the store lacks.
        foreign: ids of points that SQL knows nothing of.
        wrong: of the songs compared in full, those that differ.
        stamp_ok: made with what SQL says it was made with.
    """

    missing: list[points_repository.Key]
    foreign: list[UUID]
    wrong: int
    stamp_ok: bool

    @property
    def clean(self) -> bool:
        """Nothing differs."""
        return not (self.missing or self.foreign or self.wrong) and self.stamp_ok


def counts_differ(open_uow: OpenUow, store: VectorStore) -> bool:
    """The quick look: whether the generation in use has as many points as SQL says.

    False while changes are waiting: then the counts differ rightly.
    """
    with open_uow(read=True) as uow:
        row = repository.active(uow.db)
        if row is None:
            return False
        before = repository.last_seq(uow.db)
        count = points_repository.count_points(uow.db, row.mood_stamp)
    found = store.count(row.name)
    with open_uow(read=True) as uow:
        fresh = repository.find(uow.db, row.id)
        settled = fresh is not None and fresh.applied_seq >= before == repository.last_seq(uow.db)
    return settled and found != count


def look(open_uow: OpenUow, store: VectorStore, row: IndexGeneration) -> Drift:
    """Compare a generation with SQL: every id, the stamp, and today's part of the songs in full.

    The generation in use is written to meanwhile, so what differs is looked at once more.
    """
    keys, found = _differing(open_uow, store, row)
    with open_uow(read=True) as uow:
        today = part_of(keys, uow.now.date().toordinal())
    wrong = sum(
        _wrong(open_uow, store, row.id, today[start : start + building.BATCH])
        for start in range(0, len(today), building.BATCH)
    )
    facts = next((g for g in store.generations() if g.name == row.name), None)
    stamp_ok = facts is not None and facts.model_stamp == str(building.stamp_of(row))
    return replace(found, wrong=wrong, stamp_ok=stamp_ok)


def part_of(keys: Sequence[points_repository.Key], day: int) -> list[points_repository.Key]:
    """The songs that are compared in full on a day: each has its turn once in as many days.

    Which day is a song's follows from its id alone, so songs that come and go move no other.
    """
    parts = 1
    while parts < _MOST_PARTS and len(keys) >= 2 * parts * checks.PROBES:
        parts *= 2
    return [key for key in keys if key[0].int % parts == day % parts]


def _differing(
    open_uow: OpenUow, store: VectorStore, row: IndexGeneration
) -> tuple[list[points_repository.Key], Drift]:
    """Every key, and which are missing or foreign; those that wait for a replay are neither."""
    stored = set(store.ids(row.name))
    with open_uow(read=True) as uow:
        every = points_repository.all_keys(uow.db, row.mood_stamp)
        keys = {point_id(track_id, owner): (track_id, owner) for track_id, owner in every}
        waiting = {
            point_id(c.track_id, c.owner_key)
            for c in repository.changes_after(uow.db, row.applied_seq, 100_000)
        }
    missing = keys.keys() - stored - waiting
    missing -= {record.id for record in store.retrieve(row.name, missing)}
    foreign = [record.id for record in store.retrieve(row.name, stored - keys.keys() - waiting)]
    drift = Drift([keys[i] for i in sorted(missing)], sorted(foreign), wrong=0, stamp_ok=True)
    return list(keys.values()), drift


def _wrong(
    open_uow: OpenUow, store: VectorStore, generation_id: UUID,
    keys: list[points_repository.Key],
) -> int:  # fmt: skip
    """How many of some songs differ from SQL; only a moment in which nothing changed counts."""
    for _ in range(_TRIES):
        with open_uow(read=True) as uow:
            row, before = building.row_of(uow, generation_id), _moment(uow, generation_id)
            points = building.points_of(uow, row, keys)
        kept = {r.id for r in store.retrieve(row.name, [p.id for p in points])}
        wrong = checks.differing(store, row.name, [p for p in points if p.id in kept], row.dims)
        with open_uow(read=True) as uow:
            settled = before == _moment(uow, generation_id) and before[0] <= before[1]
        if not wrong or settled:
            return wrong
        time.sleep(0.2)
    return 0


def _moment(uow: UnitOfWork, generation_id: UUID) -> tuple[int, int]:
    """The newest change, and the last one that a generation has."""
    return repository.last_seq(uow.db), building.row_of(uow, generation_id).applied_seq


def check(open_uow: OpenUow, store: VectorStore, wanted: Wanted) -> Repair:
    """Compare the generation in use with SQL, note what was found, and begin to put it right.

    Returns:
        "" when all is well, "songs" when single songs were handed to the loop that follows SQL,
        "build" when a new generation is needed: the caller starts it.
    """
    with open_uow() as uow:
        row = repository.active(uow.db)
        if row is not None:
            repository.thin_changes(uow.db, row.applied_seq)
    if row is None:
        return "build"
    facts = next((g for g in store.generations() if g.name == row.name), None)
    if facts is None or facts.damage is not None:
        return "build"
    found = look(open_uow, store, row)
    repair = _repair(found, row.count)
    foreign = store.retrieve(row.name, found.foreign) if repair == "songs" else []
    with open_uow() as uow:
        fresh = repository.find(uow.db, row.id)
        if fresh is None or fresh.state != "active":
            return ""
        fresh.health = _told(uow, found, repair)
        if repair == "songs":
            _hand_over(uow, found, foreign)
            fresh.health = {**fresh.health, "until": repository.last_seq(uow.db)}
            history.note(uow, fresh.number, "mended", wanted, missing=len(found.missing),
                         foreign=len(found.foreign))  # fmt: skip
    strays = [record.id for record in foreign if not _names_itself(record)]
    if strays:  # what no song can ever have written
        store.delete(row.name, strays)
    if not found.clean:
        log.warning("the song index does not match the database", generation=row.name,
                    missing=len(found.missing), foreign=len(found.foreign), wrong=found.wrong,
                    repair=repair)  # fmt: skip
    return repair


def mend(open_uow: OpenUow, store: VectorStore, generation_id: UUID) -> None:
    """Bring a generation that nobody searches up to SQL: what it lacks in, what is foreign out."""
    building.catch_up(open_uow, store, generation_id)
    with open_uow(read=True) as uow:
        row = building.row_of(uow, generation_id)
    _, found = _differing(open_uow, store, row)
    for start in range(0, len(found.missing), building.BATCH):
        with open_uow(read=True) as uow:
            part = building.points_of(uow, row, found.missing[start : start + building.BATCH])
        store.upsert(row.name, part)
    if found.foreign:
        store.delete(row.name, found.foreign)


def _repair(found: Drift, count: int) -> Repair:
    if found.clean:
        return ""
    differing = len(found.missing) + len(found.foreign)
    if found.wrong or not found.stamp_ok or differing > max(FEW, count // 10):
        return "build"
    return "songs"


def _told(uow: UnitOfWork, found: Drift, repair: Repair) -> dict[str, Any]:
    return {
        "at": uow.now.isoformat(), "missing": len(found.missing), "foreign": len(found.foreign),
        "wrong": found.wrong, "stamp_ok": found.stamp_ok, "repair": repair,
    }  # fmt: skip


def _hand_over(uow: UnitOfWork, found: Drift, foreign: list[Record]) -> None:
    """Let the loop that follows SQL write what is missing and remove what SQL does not know."""
    for track_id, owner_key in found.missing:
        repository.add_change(uow.db, track_id, owner_key, "upsert")
    for record in foreign:
        if _names_itself(record):
            repository.add_change(uow.db, record.track_id, record.owner_key, "delete")


def _names_itself(record: Record) -> bool:
    return point_id(record.track_id, record.owner_key) == record.id
