"""What a track learns from others who know more: facts unknown so far, identifiers, a cover."""

from uuid import UUID

from assistant.catalogue import creation, repository
from assistant.catalogue import writing_repository as writing
from assistant.catalogue.repository import Key
from assistant.catalogue.schemas import TrackNames
from assistant.core.unit_of_work import UnitOfWork
from assistant.models.base import SHARED
from assistant.models.catalogue import TrackIdentifier


def learn(uow: UnitOfWork, track_id: UUID, facts: TrackNames) -> None:
    """Fill what is unknown of a shared track; what is known stays, and so do others' identifiers.

    Args:
        uow: a writing unit of work.
        track_id: the track.
        facts: what is known elsewhere; `origin` says where.
    """
    creation.fill(uow, track_id, facts)
    rows = [
        {**Key(SHARED, scheme, value)._asdict(), "track_id": track_id}
        for scheme, value in facts.identifiers.items()
    ]
    writing.add_new(uow.db, TrackIdentifier, rows)


def album_of(uow: UnitOfWork, track_id: UUID) -> tuple[UUID, str | None] | None:
    """The oldest album of a track, and its cover's file name; None without an album."""
    return repository.album_and_cover(uow.db, track_id)


def set_cover(uow: UnitOfWork, album_id: UUID, name: str) -> None:
    """Note the file of an album's cover, unless it has one."""
    writing.set_cover(uow.db, album_id, name)


def cover_of(uow: UnitOfWork, track_id: UUID, owners: list[str]) -> str | None:
    """The file name of a cover of a track of some owners; None when it has none."""
    track = repository.find_survivor(uow.db, track_id, owners)
    found = None if track is None else repository.album_and_cover(uow.db, track.id)
    return None if found is None else found[1]
