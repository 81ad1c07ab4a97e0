"""How a generation comes to be: written from SQL, replayed, verified.

A build can be killed at any line. Its row names the job and the last track written, so the next
run goes on there; points have stable ids, so writing one twice changes nothing.
"""

import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from uuid import UUID

from analysis.types import ModelStamps
from assistant.core.errors import RuleViolated
from assistant.core.unit_of_work import OpenUow, UnitOfWork
from assistant.index import history, points_repository, repository
from assistant.index.history import Wanted
from assistant.index.points import params_sha, to_point
from assistant.index.schemas import WRITING, EventName
from assistant.models.index import IndexGeneration
from vectorstore import generations as checks
from vectorstore.base import VectorStore
from vectorstore.generations import Stamp
from vectorstore.types import LYRIC_DIMS, SongPoint, point_id

Progress = Callable[[int, int, str], None]
BATCH = 256
_BREATH = 64
"""Songs in one write: searches wait for no more than that, about 20 ms."""
_TRIES, _MANY = 50, 100_000


@dataclass(frozen=True, slots=True)
class Replayed:
    """How far a replay came."""

    changes: int
    last_seq: int


def stamp_of(row: IndexGeneration) -> Stamp:
    """What a generation was made with."""
    return Stamp(row.mood_stamp, row.embedding_stamp, row.dims, row.params_sha)


def wanted_stamp(uow: UnitOfWork, stamps: ModelStamps) -> Stamp:
    """What a generation begun now would be made with."""
    dims = points_repository.dims_of(uow.db, stamps.embedding) or LYRIC_DIMS
    return Stamp(stamps.mood, stamps.embedding, dims, params_sha())


def finished_seq(open_uow: OpenUow) -> int:
    """The number up to which no change is still being written."""
    with open_uow(read=True) as uow:
        return repository.finished_seq(uow.db)


def replay(
    open_uow: OpenUow, store: VectorStore, generation: IndexGeneration, limit: int, up_to: int
) -> Replayed | None:
    """Apply the next changes to a generation, up to a finished number; None when there are none."""
    with open_uow(read=True) as uow:
        changes = repository.changes_after(uow.db, generation.applied_seq, limit, up_to)
        keys = sorted({(c.track_id, c.owner_key) for c in changes})
        points = points_of(uow, generation, keys)
    if not changes:
        return None
    store.upsert(generation.name, points)
    written = {point.id for point in points}
    gone = [i for i in (point_id(t, k) for t, k in keys) if i not in written]
    if gone:
        store.delete(generation.name, gone)
    return Replayed(len(changes), changes[-1].seq or 0)


def points_of(
    uow: UnitOfWork, row: IndexGeneration, keys: list[points_repository.Key]
) -> list[SongPoint]:
    """The points that SQL says a generation should have, of those asked for."""
    found = points_repository.sources(uow.db, row.mood_stamp, row.embedding_stamp, keys)
    return [to_point(source, row.dims) for source in found]


def begin(
    open_uow: OpenUow, store: VectorStore, stamps: ModelStamps, wanted: Wanted,
    *, job_id: UUID | None = None, switches: bool = True,
) -> IndexGeneration:  # fmt: skip
    """Begin a build, or find the one that this job, or one before it, had begun.

    What changes from here on is replayed, so the number of the last change is noted first. SQL
    knows of a build before the store does: whatever the store has, a row names.

    Raises:
        RuleViolated: this job's build was removed meanwhile, or failed.
    """
    seq = finished_seq(open_uow)
    stored = {g.name for g in store.generations()}
    with open_uow() as uow:
        row = _begun(uow, wanted_stamp(uow, stamps), wanted, job_id)
        if row is None:
            row = _new_row(uow, stored, wanted_stamp(uow, stamps), seq)
            row.switches, row.started_by = switches, wanted.user_id
            repository.add_generation(uow.db, row)
            history.note(uow, row.number, "begun", wanted, switches=switches)
        row.job_id = job_id
    return _with_a_place(open_uow, store, row)


def _begun(
    uow: UnitOfWork, stamp: Stamp, wanted: Wanted, job_id: UUID | None
) -> IndexGeneration | None:
    """The build to go on with: that of the job, wherever it stands, else one that rests."""
    row = repository.of_job(uow.db, job_id) if job_id is not None else None
    if row is not None and row.state == "failed":
        raise RuleViolated("build_failed", f"Generation {row.number} failed. Build a new one.")
    if row is not None and row.state not in repository.UNFINISHED:
        return row_of(uow, row.id)
    resting = row or repository.find_building(uow.db)
    if resting is None:
        return None
    row = row_of(uow, resting.id, held=True)
    if stamp_of(row) == stamp:
        row.state = "building"
        return row
    row.state = "failed"
    history.note(uow, row.number, "failed", wanted, reason="outdated")
    return None


def _new_row(uow: UnitOfWork, stored: set[str], stamp: Stamp, seq: int) -> IndexGeneration:
    taken = stored | {g.name for g in repository.generations(uow.db)}
    return IndexGeneration(
        number=repository.next_number(uow.db), name=checks.name_for(stamp.mood, taken),
        mood_stamp=stamp.mood, embedding_stamp=stamp.embedding, params_sha=stamp.params,
        dims=stamp.dims, applied_seq=seq, settled_seq=seq, created_at=uow.now,
    )  # fmt: skip


def _with_a_place(open_uow: OpenUow, store: VectorStore, row: IndexGeneration) -> IndexGeneration:
    """See that the store has what the row names; where it lost it, the row's build starts over."""
    kept = next((g for g in store.generations() if g.name == row.name), None)
    if kept is not None and kept.damage is None:
        return row
    if kept is not None:
        store.drop(row.name)
    store.create(row.name, dims=row.dims, model_stamp=str(stamp_of(row)))
    with open_uow() as uow:
        fresh = row_of(uow, row.id, held=True)
        fresh.cursor, fresh.count, fresh.state = "", 0, "building"
        return fresh


def write_all(
    open_uow: OpenUow, store: VectorStore, generation_id: UUID, progress: Progress
) -> None:
    """Write every song of SQL into a build, from where it stands.

    What is written outlives this process; a power cut may take some of it until `settle`, and
    `checking.mend` finds what is missing.
    """
    with open_uow(read=True) as uow:
        row = row_of(uow, generation_id)
        total = points_repository.count_points(uow.db, row.mood_stamp)
    done = store.count(row.name)
    cursor = UUID(row.cursor) if row.cursor else None
    progress(min(done, total), total, WRITING)
    while True:
        started = time.monotonic()
        with open_uow(read=True) as uow:
            track_ids = points_repository.track_page(uow.db, row.mood_stamp, cursor, BATCH)
            keys = points_repository.keys_of(uow.db, row.mood_stamp, track_ids)
            points = points_of(uow, row, keys)
        if not track_ids:
            return
        for first in range(0, len(points), _BREATH):
            store.upsert(row.name, points[first : first + _BREATH])
        cursor = track_ids[-1]
        done += len(points)
        with open_uow() as uow:
            fresh = row_of(uow, generation_id)
            fresh.cursor, fresh.count = str(cursor), done
            fresh.written += len(points)
            fresh.write_s += time.monotonic() - started
        progress(min(done, total), total, WRITING)


def verify(
    open_uow: OpenUow, store: VectorStore, generation_id: UUID, wanted: Wanted | None = None
) -> None:
    """Compare a build with SQL, and note the result.

    Raises:
        RuleViolated: something is missing or different; it is not switched to.
    """
    catch_up(open_uow, store, generation_id)
    said = _said_by_sql(open_uow, generation_id)
    unsettled = {point_id(t, k) for t, k in said.pending}
    here = store.retrieve(said.row.name, unsettled)
    found = checks.verify(
        store, said.row.name, count=said.count - said.pending_in_sql + len(here),
        model_stamp=str(stamp_of(said.row)),
        sample=[p for p in said.sample if p.id not in unsettled],
    )  # fmt: skip
    with open_uow() as uow:
        fresh = row_of(uow, generation_id, held=True)
        fresh.checks = {**asdict(found), "passed": found.passed}
        if fresh.state != "active":
            fresh.state = "verified" if found.passed else "failed"
        fresh.count = found.count_found
        what: EventName = "verified" if found.passed else "failed"
        history.note(uow, fresh.number, what, wanted or Wanted(), songs=found.count_found)
    if not found.passed:
        raise RuleViolated(
            "index_check_failed",
            f"That generation has {found.count_found} of {found.count_expected} songs and "
            f"{found.wrong} wrong ones. The one in use goes on answering; build a new one.",
        )


@dataclass(frozen=True, slots=True)
class _Said:
    """What SQL says of a generation at one moment, songs coming and going meanwhile.

    Attributes:
        row: the generation.
        count: points that it should have.
        pending: points that changed since it was caught up with.
        pending_in_sql: how many of those there should be.
        sample: points to compare.
    """

    row: IndexGeneration
    count: int
    pending: list[points_repository.Key]
    pending_in_sql: int
    sample: list[SongPoint]


def _said_by_sql(open_uow: OpenUow, generation_id: UUID) -> _Said:
    """What SQL says at one moment: read again when a change falls between two of the questions."""
    for _ in range(_TRIES):
        with open_uow(read=True) as uow:
            row, before = row_of(uow, generation_id), repository.last_seq(uow.db)
            changes = repository.changes_after(uow.db, row.applied_seq, _MANY)
            pending = sorted({(c.track_id, c.owner_key) for c in changes})
            tracks = sorted({track_id for track_id, _ in pending})
            keys = set(points_repository.keys_of(uow.db, row.mood_stamp, tracks))
            count = points_repository.count_points(uow.db, row.mood_stamp)
            said = _Said(row, count, pending, len(keys & set(pending)), sample_of(uow, row))
            if repository.last_seq(uow.db) == before:
                break
    return said


def catch_up(open_uow: OpenUow, store: VectorStore, generation_id: UUID) -> None:
    """Replay into a generation what changed since it was begun.

    Ends once it has what was there when it looked last: songs may change faster than it looks.
    """
    up_to = finished_seq(open_uow)
    while True:
        with open_uow(read=True) as uow:
            row = row_of(uow, generation_id)
        took = replay(open_uow, store, row, BATCH, up_to)
        if took is None:
            return
        with open_uow() as uow:
            row_of(uow, generation_id).applied_seq = took.last_seq
        if took.changes < BATCH:
            return


def settle(open_uow: OpenUow, store: VectorStore, generation_id: UUID) -> None:
    """Make what a generation has survive a power cut; searches stand still for it, so seldom."""
    with open_uow(read=True) as uow:
        row = row_of(uow, generation_id)
    if row.settled_seq == row.applied_seq and row.state == "active":
        return
    store.flush(row.name)
    with open_uow() as uow:
        row_of(uow, generation_id).settled_seq = row.applied_seq


def sample_of(uow: UnitOfWork, row: IndexGeneration) -> list[SongPoint]:
    """Points to compare a generation by, spread over all songs."""
    track_ids = points_repository.evenly_spread(
        uow.db, row.mood_stamp, row.embedding_stamp, checks.PROBES
    ) or points_repository.track_page(uow.db, row.mood_stamp, None, checks.PROBES)
    keys = points_repository.keys_of(uow.db, row.mood_stamp, track_ids)[: checks.PROBES]
    return points_of(uow, row, keys)


def row_of(uow: UnitOfWork, generation_id: UUID, *, held: bool = False) -> IndexGeneration:
    """A generation that was not removed; `held`, it stays as it is until this transaction ends.

    Raises:
        RuleViolated: it was.
    """
    find = repository.hold if held else repository.find
    row = find(uow.db, generation_id)
    if row is None or row.state in repository.GONE:
        raise RuleViolated("generation_gone", "This generation was removed meanwhile.")
    return row
