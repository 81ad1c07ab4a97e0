"""Which listens of two tracks are one play, should the tracks turn out to be one."""

from collections import defaultdict
from uuid import UUID

from assistant.core.unit_of_work import UnitOfWork
from assistant.listens import recording_repository as repository
from assistant.listens import rules
from assistant.listens.placing import Heard


def same_plays(uow: UnitOfWork, gone_id: UUID, kept_id: UUID) -> dict[int, int]:
    """The listens of one track that mean the same play as one of another, of the same listener.

    Returns:
        Of each such listen of `gone_id` the one of `kept_id`; no listen stands for two.
    """
    rows, length_ms = repository.listens_of(uow.db, (gone_id, kept_id))
    sources = repository.sources_of(uow.db, [row.number for _, row in rows])
    heard: dict[UUID, dict[UUID, list[Heard]]] = defaultdict(lambda: defaultdict(list))
    for user_id, row in rows:
        heard[user_id][row.track_id].append(_heard(row, sources[row.number], length_ms))
    found: dict[int, int] = {}
    for tracks in heard.values():
        free = sorted(tracks[kept_id], key=lambda one: one.start)
        for one in sorted(tracks[gone_id], key=lambda one: one.start):
            same = next((other for other in free if _is_same(one, other)), None)
            if same is not None:
                found[one.number] = same.number
                free.remove(same)
    return found


def _is_same(one: Heard, other: Heard) -> bool:
    return one.sources.isdisjoint(other.sources) and rules.same_play(one.span, other.span)


def _heard(row: repository.Row, sources: set[str], length_ms: int | None) -> Heard:
    polled = next(iter(sources)) if sources and sources <= rules.POLLED else ""
    span = rules.span(polled, row.listened_at, None, row.ms_played, length_ms)
    return Heard(row.track_id, span, row.ms_played, sources, row.number)
