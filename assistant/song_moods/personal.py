"""A listener's personal shift: learnt from their corrections, applied to their own views alone."""

from collections.abc import Collection
from uuid import UUID

from analysis.personal import Corrected, Point, Shift, learn
from assistant.catalogue import service as catalogue
from assistant.core.actor import listener
from assistant.core.unit_of_work import UnitOfWork
from assistant.models.base import SHARED
from assistant.song_moods import repository

CORRECTIONS_MAX = 500  # the newest count: a taste may change, and a request must stay short


def shift_of(uow: UnitOfWork, user_id: UUID | None, stamp: str) -> Shift:
    """How songs feel to a listener other than a model predicts, from all they corrected."""
    if user_id is None:
        return Shift()
    owners = (SHARED, str(user_id))
    said = repository.residuals(uow.db, user_id, owners, stamp, CORRECTIONS_MAX)
    if not said:
        return Shift()
    tags, artists = _known(uow, user_id, said)
    return learn(
        [
            Corrected(v, a, artists.get(track_id, ""), tags.get(track_id, ()))
            for track_id, (v, a) in said.items()
        ]
    )


def shifts_of(
    uow: UnitOfWork, user_id: UUID | None, shift: Shift, ids: Collection[UUID]
) -> dict[UUID, Point]:
    """The shift of each of some tracks; those the listener corrected are left out.

    Args:
        uow: an open unit of work.
        user_id: the listener the shift is of.
        shift: as `shift_of` learnt it; nothing is read when it is none.
        ids: at most a few hundred tracks.
    """
    if user_id is None or not shift.corrections or not ids:
        return {}
    corrected = repository.corrections_of(uow.db, user_id, ids)
    tags, artists = _known(uow, user_id, ids)
    return {
        track_id: shift.of(artists.get(track_id, ""), tags.get(track_id, ()))
        for track_id in ids
        if track_id not in corrected
    }


def _known(
    uow: UnitOfWork, user_id: UUID, ids: Collection[UUID]
) -> tuple[dict[UUID, list[str]], dict[UUID, str]]:
    """The tags and the first artist of tracks."""
    tags = catalogue.tags_of(uow, ids)
    artists = catalogue.artist_ids_of(uow, listener(user_id), ids)
    return (
        {track_id: [name for name, _ in rows] for track_id, rows in tags.items()},
        {track_id: str(found[0]) for track_id, found in artists.items()},
    )
