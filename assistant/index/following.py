"""The index follows SQL: changes are noted, applied, and a whole generation answers searches."""

from datetime import datetime, timedelta
from uuid import UUID

import structlog

from analysis.types import ModelStamps
from assistant.core.unit_of_work import OpenUow, UnitOfWork
from assistant.index import building, checking, history, points_repository, repository, switching
from assistant.index.history import Wanted
from assistant.jobs import service as jobs
from assistant.jobs.membership import models
from assistant.jobs.schemas import JobSpec
from assistant.models.index import IndexGeneration
from assistant.song_moods import service as song_moods
from vectorstore.base import VectorStore
from vectorstore.types import Generation

REBUILD, CHECK = "index.rebuild", "index.check"
LIVING = ("active", "building", "paused", "verified", "retired")
"""Whose missed changes are kept, so that switching to them takes a replay and no rebuild."""
_DECIDED = ("paused", "cancelled", "failed", "verified")
"""A build for a model that ended so is an admin's to go on with; it is not begun again unasked."""
_LEFT = ("retired", "dropped")
"""A newer generation in one of these was tried and gone back from, or looked at and thrown away."""
_FULL_CHECK_EVERY = timedelta(days=1)
_FIRST_REST, _LONGEST_REST = timedelta(minutes=1), timedelta(hours=6)
log = structlog.get_logger(__name__)


def note_change(uow: UnitOfWork, track_id: UUID, owner_key: str) -> None:
    """Note, in the transaction that changes a song, that its point must follow."""
    repository.add_change(uow.db, track_id, owner_key, "upsert")


def note_removal(uow: UnitOfWork, track_id: UUID, owner_key: str) -> None:
    """Note, in the transaction that removes a song, that its point must go."""
    repository.add_change(uow.db, track_id, owner_key, "delete")


def apply_changes(open_uow: OpenUow, store: VectorStore, *, settled: bool = True) -> int:
    """Bring the active generation up to what SQL says; how many changes that took.

    Only the process that owns the store may call this. Points are written before the number is:
    after a crash the same changes are applied once more, which changes nothing.

    Args:
        open_uow: opens units of work.
        store: the store.
        settled: make it survive a power cut at once. It takes a third of a second in which no
            search is answered, so the worker lets `settle` do it now and then.
    """
    applied, up_to = 0, building.finished_seq(open_uow)
    while True:
        with open_uow(read=True) as uow:
            generation = repository.active(uow.db)
            if generation is None:
                return applied
        took = building.replay(open_uow, store, generation, building.BATCH, up_to)
        if took is None:
            break
        count = store.count(generation.name)
        with open_uow() as uow:
            row = repository.find(uow.db, generation.id)
            if row is not None:
                row.applied_seq = max(row.applied_seq, took.last_seq)
                row.count = count
        applied += took.changes
    if applied and settled:
        settle(open_uow, store)
    return applied


def settle(open_uow: OpenUow, store: VectorStore) -> None:
    """Make what was applied survive a power cut, and forget the changes that everybody has."""
    with open_uow(read=True) as uow:
        generation = repository.active(uow.db)
    if generation is None:
        return
    building.settle(open_uow, store, generation.id)
    with open_uow() as uow:
        living = repository.in_states(uow.db, *LIVING)
        repository.prune_changes(uow.db, min((g.settled_seq for g in living), default=0))


def start_over(open_uow: OpenUow) -> None:
    """At the start of the store's owner: what a power cut may have taken is applied once more."""
    with open_uow() as uow:
        for row in repository.in_states(uow.db, *LIVING):
            row.applied_seq = min(row.applied_seq, row.settled_seq)


def ensure_active(open_uow: OpenUow, store: VectorStore, stamps: ModelStamps) -> None:
    """See that a whole generation answers searches: make the first, repair a damaged one.

    What SQL knows is the truth. A store that was deleted, damaged, is another's or another
    model's is built anew from SQL by a job, without scoring any song again. One of an older model
    goes on answering until the new model has read every song.
    """
    with open_uow(read=True) as uow:
        generation = repository.active(uow.db)
        songs = points_repository.count_points(uow.db, stamps.mood) if generation is None else 0
        waits = jobs.find_active(uow, REBUILD, "") is not None or not is_rested(uow, REBUILD)
    stored = {g.name: g for g in store.generations()}
    _give_up_lost(open_uow, stored)
    if generation is None:
        if not waits and songs == 0:
            switching.make_empty(open_uow, store, stamps)
        elif not waits:
            _repair(open_uow, stamps, None, "missing")
        return
    reason = _reason(generation, stored.get(generation.name))
    if reason == "":
        switching.follow(open_uow, store)
    if waits:
        return
    if reason:
        log.warning("the song index is built anew", generation=generation.name, reason=reason)
        _repair(open_uow, stamps, generation, reason)
    elif _may_follow_the_model(open_uow, generation, stamps):
        _repair(open_uow, stamps, generation, "model")


def look_after(open_uow: OpenUow, store: VectorStore) -> None:
    """Have the generation in use compared with SQL when counts differ, and once a day anyway."""
    with open_uow(read=True) as uow:
        row = repository.active(uow.db)
        if row is None or (row.health.get("until", 0) > row.applied_seq):
            return
        if not is_rested(uow, CHECK):
            return
        if row.health.get("repair") == "build" and not is_rested(uow, REBUILD):
            return
        last = row.health.get("at")
        due = last is None or uow.now - datetime.fromisoformat(last) > _FULL_CHECK_EVERY
    if due or checking.counts_differ(open_uow, store):
        with open_uow() as uow:
            jobs.start(uow, None, JobSpec(CHECK, "index"))


def is_rested(uow: UnitOfWork, kind: str) -> bool:
    """Whether what nobody asked for may be begun: after each failure it waits twice as long."""
    failed, last = jobs.failures(uow, kind)
    if last is None:
        return True
    return bool(uow.now - last >= min(_LONGEST_REST, _FIRST_REST * 2 ** (failed - 1)))


def model_line(stamps: ModelStamps) -> str:
    """What a process is set to, as workers tell each other."""
    return f"{stamps.mood} {stamps.embedding}"


def start_repair(uow: UnitOfWork, stamps: ModelStamps, number: int, reason: str) -> UUID:
    """Begin a build that nobody asked for, because the index in use is not right."""
    underway = jobs.find_active(uow, REBUILD, "")
    if underway is not None:
        return underway.id
    history.note(uow, number, "repair", Wanted(), reason=reason)
    return jobs.start(uow, None, rebuild_spec(switch=True, stamps=stamps))


def rebuild_spec(*, switch: bool, via: str = "job", stamps: ModelStamps | None = None) -> JobSpec:
    """The job that builds, and that goes on with a build that was interrupted.

    Args:
        switch: whether it ends by answering searches.
        via: the way it was asked for.
        stamps: the model it is for; a worker that is set to another refuses it.
    """
    model = {} if stamps is None else {"model": model_line(stamps)}
    return JobSpec(REBUILD, "index", {"switch": switch, "via": via, **model}, unit="songs")


def outdated(uow: UnitOfWork, row: IndexGeneration, stamps: ModelStamps) -> bool:
    """Whether a generation was made with other things than one begun now would be."""
    return building.stamp_of(row) != building.wanted_stamp(uow, stamps)


def _reason(row: IndexGeneration, kept: Generation | None) -> str:
    if kept is None:
        return "missing"
    if kept.damage is not None:
        return "damaged"
    if kept.model_stamp != str(building.stamp_of(row)):
        return "foreign"
    return ""


def _give_up_lost(open_uow: OpenUow, stored: dict[str, Generation]) -> None:
    """Nobody can go back to a generation whose vectors are gone."""
    with open_uow(read=True) as uow:
        kept = repository.in_states(uow.db, "retired", "verified")
        lost = [g.id for g in kept if g.name not in stored]
    for generation_id in lost:
        with open_uow() as uow:
            row = repository.find(uow.db, generation_id)
            if row is not None and row.state in ("retired", "verified"):
                row.state = "failed"
                history.note(uow, row.number, "failed", Wanted(), reason="missing")


def _may_follow_the_model(open_uow: OpenUow, row: IndexGeneration, stamps: ModelStamps) -> bool:
    """Whether another model counts by now, has read every song, and no admin decided otherwise."""
    with open_uow(read=True) as uow:
        if not outdated(uow, row, stamps):
            return False
        if len(models(uow) | {model_line(stamps)}) > 1:  # each would undo what the other builds
            return False
        wanted = building.wanted_stamp(uow, stamps)
        decided = repository.in_states(uow.db, *_DECIDED)
        left = [g for g in repository.in_states(uow.db, *_LEFT) if g.number > row.number]
        if any(building.stamp_of(g) == wanted for g in (*decided, *left)):
            return False
        return song_moods.left_to_renew(uow, stamps.mood) == 0


def _repair(
    open_uow: OpenUow, stamps: ModelStamps, generation: IndexGeneration | None, reason: str
) -> None:
    with open_uow() as uow:
        row = repository.find(uow.db, generation.id) if generation is not None else None
        if row is not None and reason == "missing":
            row.state = "failed"
        start_repair(uow, stamps, row.number if row is not None else 0, reason)
