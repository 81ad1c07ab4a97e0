"""How a generation comes to be: written from SQL, replayed, verified, switched to.

A build can be killed at any line. Its row keeps the last track written, so the next run goes on
there; points have stable ids, so writing one twice changes nothing.
"""

from collections.abc import Callable
from dataclasses import asdict, dataclass
from uuid import UUID

from analysis.types import ModelStamps
from assistant.core.errors import RuleViolated
from assistant.core.unit_of_work import OpenUow, UnitOfWork
from assistant.index import repository
from assistant.index.points import to_point
from assistant.index.schemas import WRITING
from assistant.models.index import IndexGeneration
from vectorstore import generations as checks
from vectorstore.base import VectorStore
from vectorstore.types import LYRIC_DIMS, SongPoint, point_id

Progress = Callable[[int, int, str], None]


@dataclass(frozen=True, slots=True)
class Replayed:
    """How far a replay came."""

    changes: int
    last_seq: int


def replay(
    uow: UnitOfWork, store: VectorStore, generation: IndexGeneration, limit: int
) -> Replayed | None:
    """Apply the next changes to a generation; None when there are none."""
    changes = repository.changes_after(uow.db, generation.applied_seq, limit)
    if not changes:
        return None
    keys = sorted({(c.track_id, c.owner_key) for c in changes})
    found = repository.sources(uow.db, generation.mood_stamp, generation.embedding_stamp, keys)
    points = [to_point(source) for source in found]
    store.upsert(generation.name, points)
    written = {point.id for point in points}
    gone = [i for i in (point_id(t, k) for t, k in keys) if i not in written]
    if gone:
        store.delete(generation.name, gone)
    return Replayed(len(changes), changes[-1].seq or 0)


def make_empty(open_uow: OpenUow, store: VectorStore, stamps: ModelStamps) -> None:
    """Make the first generation of an installation without songs and let it answer."""
    generation_id = begin(open_uow, store, stamps, None)
    activate(open_uow, store, generation_id, limit=256)


def begin(
    open_uow: OpenUow, store: VectorStore, stamps: ModelStamps, started_by: UUID | None
) -> UUID:
    """Begin a build, or find the one that was interrupted; its id.

    What changes from here on is replayed, so the number of the last change is noted first.
    """
    with open_uow() as uow:
        unfinished = repository.find_building(uow.db)
        if unfinished is not None and unfinished.mood_stamp == stamps.mood:
            if _stored(store, unfinished.name):
                return unfinished.id
            unfinished.state = "failed"
        elif unfinished is not None:
            unfinished.state = "failed"
        taken = {g.name for g in repository.generations(uow.db)}
        taken |= {g.name for g in store.generations()}
        row = IndexGeneration(
            number=repository.next_number(uow.db), name=checks.name_for(stamps.mood, taken),
            mood_stamp=stamps.mood, embedding_stamp=stamps.embedding,
            applied_seq=repository.last_seq(uow.db), started_by=started_by, created_at=uow.now,
        )  # fmt: skip
        repository.add_generation(uow.db, row)
        store.create(row.name, dims=LYRIC_DIMS, model_stamp=stamps.mood)
        return row.id


def write_all(
    open_uow: OpenUow, store: VectorStore, generation_id: UUID, batch: int, progress: Progress
) -> None:
    """Write every song of SQL into a build, from where it stands."""
    with open_uow(read=True) as uow:
        row = _row(uow, generation_id)
        total = repository.count_points(uow.db, row.mood_stamp)
    done = store.count(row.name)
    cursor = UUID(row.cursor) if row.cursor else None
    while True:
        with open_uow(read=True) as uow:
            track_ids = repository.track_page(uow.db, row.mood_stamp, cursor, batch)
            keys = repository.keys_of(uow.db, row.mood_stamp, track_ids)
            points = [
                to_point(s)
                for s in repository.sources(uow.db, row.mood_stamp, row.embedding_stamp, keys)
            ]
        if not track_ids:
            return
        store.upsert(row.name, points)
        store.flush(row.name)
        cursor = track_ids[-1]
        done += len(points)
        with open_uow() as uow:
            fresh = _row(uow, generation_id)
            fresh.cursor, fresh.count = str(cursor), done
        progress(min(done, total), total, WRITING)


def verify(open_uow: OpenUow, store: VectorStore, generation_id: UUID, batch: int) -> None:
    """Compare a build with SQL, and note the result.

    Raises:
        RuleViolated: something is missing or different; it is not switched to.
    """
    catch_up(open_uow, store, generation_id, batch)
    with open_uow(read=True) as uow:
        row = _row(uow, generation_id)
        count = repository.count_points(uow.db, row.mood_stamp)
        sample = _sample(uow, row)
    found = checks.verify(store, row.name, count=count, model_stamp=row.mood_stamp, sample=sample)
    with open_uow() as uow:
        fresh = _row(uow, generation_id)
        fresh.checks = {**asdict(found), "passed": found.passed}
        fresh.state = "verified" if found.passed else "failed"
        fresh.count = found.count_found
    if not found.passed:
        raise RuleViolated(
            "index_check_failed",
            f"That generation has {found.count_found} of {found.count_expected} songs and "
            f"{found.wrong} wrong ones. The one in use goes on answering; build a new one.",
        )


def activate(open_uow: OpenUow, store: VectorStore, generation_id: UUID, limit: int) -> None:
    """Switch searches to a generation; the one before stays, to go back to.

    The store switches in one step; SQL follows. After a crash in between, `ensure_active` lets
    SQL win, so both agree again.
    """
    catch_up(open_uow, store, generation_id, limit)
    store.flush(_name(open_uow, generation_id))
    with open_uow() as uow:
        row = _row(uow, generation_id)
        before = repository.active(uow.db)
        if before is not None and before.id != row.id:
            before.state = "retired"
            uow.db.flush()
        row.state, row.activated_at = "active", uow.now
        row.count = store.count(row.name)
        store.activate(row.name)


def catch_up(open_uow: OpenUow, store: VectorStore, generation_id: UUID, limit: int) -> None:
    """Replay into a generation what changed since it was begun."""
    while True:
        with open_uow(read=True) as uow:
            took = replay(uow, store, _row(uow, generation_id), limit)
        if took is None:
            return
        store.flush(_name(open_uow, generation_id))
        with open_uow() as uow:
            _row(uow, generation_id).applied_seq = took.last_seq


def _sample(uow: UnitOfWork, row: IndexGeneration) -> list[SongPoint]:
    track_ids = repository.track_page(uow.db, row.mood_stamp, None, checks.PROBES)
    keys = repository.keys_of(uow.db, row.mood_stamp, track_ids)[: checks.PROBES]
    found = repository.sources(uow.db, row.mood_stamp, row.embedding_stamp, keys)
    return [to_point(source) for source in found]


def _row(uow: UnitOfWork, generation_id: UUID) -> IndexGeneration:
    row = repository.find(uow.db, generation_id)
    if row is None:
        raise RuleViolated("generation_gone", "This build was removed meanwhile.")
    return row


def _name(open_uow: OpenUow, generation_id: UUID) -> str:
    with open_uow(read=True) as uow:
        return _row(uow, generation_id).name


def _stored(store: VectorStore, name: str) -> bool:
    return any(g.name == name and g.damage is None for g in store.generations())
