"""Use cases of the index: follow SQL, build anew, switch and go back, tell how it stands."""

from typing import cast
from uuid import UUID

import structlog

from analysis.affect import Mood, quadrant
from analysis.types import ModelStamps
from assistant.core.actor import Actor
from assistant.core.errors import Conflict, NotFound
from assistant.core.unit_of_work import OpenUow, UnitOfWork
from assistant.index import building, repository
from assistant.index.schemas import GenerationState, GenerationView, IndexStatus
from assistant.jobs import service as jobs
from assistant.jobs.schemas import JobSpec
from assistant.models.index import IndexGeneration
from vectorstore.base import VectorStore

REBUILD = "index.rebuild"
_BATCH = 256
log = structlog.get_logger(__name__)


def note_change(uow: UnitOfWork, track_id: UUID, owner_key: str) -> None:
    """Note, in the transaction that changes a song, that its point must follow."""
    repository.add_change(uow.db, track_id, owner_key, "upsert")


def note_removal(uow: UnitOfWork, track_id: UUID, owner_key: str) -> None:
    """Note, in the transaction that removes a song, that its point must go."""
    repository.add_change(uow.db, track_id, owner_key, "delete")


def apply_changes(open_uow: OpenUow, store: VectorStore) -> int:
    """Bring the active generation up to what SQL says; how many changes that took.

    Only the process that owns the store may call this. Points are written before the number is:
    after a crash the same changes are applied once more, which changes nothing.
    """
    applied = 0
    while True:
        with open_uow(read=True) as uow:
            generation = repository.active(uow.db)
            if generation is None:
                return applied
            took = building.replay(uow, store, generation, _BATCH)
        if took is None:
            return applied
        store.flush(generation.name)  # a power cut must not lose what the number says is there
        with open_uow() as uow:
            row = repository.find(uow.db, generation.id)
            if row is not None:
                row.applied_seq = max(row.applied_seq, took.last_seq)
                row.count = store.count(row.name)
            living = [
                g.applied_seq for g in repository.generations(uow.db)
                if g.state in ("active", "building", "verified")
            ]  # fmt: skip
            repository.prune_changes(uow.db, min(living))
        applied += took.changes


def ensure_active(open_uow: OpenUow, store: VectorStore, stamps: ModelStamps) -> None:
    """See that a whole generation answers searches: make the first, repair a damaged one.

    What SQL knows is the truth. A store that was deleted, damaged or is another's is built anew
    from SQL by a job, without scoring any song again.
    """
    with open_uow(read=True) as uow:
        generation = repository.active(uow.db)
        songs = repository.count_points(uow.db, stamps.mood) if generation is None else 0
        underway = jobs.find_active(uow, REBUILD, "")
    stored = {g.name: g for g in store.generations()}
    if generation is not None:
        kept = stored.get(generation.name)
        if kept is not None and kept.damage is None:
            if store.active() != generation.name:
                store.activate(generation.name)
            if generation.mood_stamp == stamps.mood or underway is not None:
                return
        elif underway is None:
            log.warning("the song index is missing or damaged and is built anew",
                        generation=generation.name)  # fmt: skip
    if underway is not None:
        return
    if generation is None and songs == 0:
        building.make_empty(open_uow, store, stamps)
        return
    with open_uow() as uow:
        if generation is not None and generation.name not in stored:
            row = repository.find(uow.db, generation.id)
            if row is not None:
                row.state = "failed"
        jobs.start(uow, None, _rebuild_spec())


def rebuild(uow: UnitOfWork, actor: Actor) -> UUID:
    """Begin a new build beside the one that answers (admins); returns the job's id."""
    actor.require_admin()
    return jobs.start(uow, actor.user_id, _rebuild_spec(started_by=actor.user_id))


def status(uow: UnitOfWork, actor: Actor, stamps: ModelStamps) -> IndexStatus:
    """How the index stands (admins)."""
    actor.require_admin()
    generations = repository.generations(uow.db)
    active = next((g for g in generations if g.state == "active"), None)
    return IndexStatus(
        active=_view(active) if active else None,
        songs=repository.count_points(uow.db, stamps.mood),
        points=active.count if active else 0,
        waiting=repository.count_changes_after(uow.db, active.applied_seq) if active else 0,
        current=active is not None and active.mood_stamp == stamps.mood,
        build=jobs.find_active(uow, REBUILD, ""),
        generations=[_view(g) for g in generations],
    )


def written(uow: UnitOfWork, actor: Actor, stamps: ModelStamps, slots: int) -> list[Mood]:
    """The moods of songs that the build under way has written, thinned to at most `slots` (admins).

    When all songs are written there are about `slots` of them, fewer where songs are fewer.
    """
    actor.require_admin()
    building_now = repository.find_building(uow.db)
    if building_now is None or not building_now.cursor:
        return []
    total = repository.count_points(uow.db, stamps.mood)
    step = max(1, -(-total // slots))
    places = repository.places_up_to(uow.db, stamps.mood, UUID(building_now.cursor), step)
    return [quadrant(valence, arousal) for valence, arousal in places][:slots]


def go_back(uow: UnitOfWork, actor: Actor, generation_id: UUID) -> UUID:
    """Switch to another whole generation (admins); a job, since the worker owns the store.

    Raises:
        NotFound: no such generation.
        Conflict: it cannot answer searches.
    """
    actor.require_admin()
    generation = repository.find(uow.db, generation_id)
    if generation is None:
        raise NotFound("generation_not_found", "There is no such generation.")
    if generation.state not in ("retired", "verified"):
        raise Conflict(
            "generation_not_ready", f"Generation {generation.number} is {generation.state}."
        )
    spec = JobSpec("index.activate", "index", {"generation_id": str(generation_id)},
                   dedupe_key=str(generation_id))  # fmt: skip
    return jobs.start(uow, actor.user_id, spec)


def activate(open_uow: OpenUow, store: VectorStore, generation_id: UUID) -> None:
    """Let a whole generation answer searches, after what it missed was replayed."""
    building.activate(open_uow, store, generation_id, _BATCH)


def _rebuild_spec(started_by: UUID | None = None) -> JobSpec:
    args = {"started_by": str(started_by)} if started_by else {}
    return JobSpec(REBUILD, "index", args, unit="songs")


def _view(row: IndexGeneration) -> GenerationView:
    return GenerationView(
        id=row.id, number=row.number, name=row.name, state=cast("GenerationState", row.state),
        mood_stamp=row.mood_stamp, embedding_stamp=row.embedding_stamp, count=row.count,
        checks=row.checks, created_at=row.created_at, activated_at=row.activated_at,
    )  # fmt: skip
