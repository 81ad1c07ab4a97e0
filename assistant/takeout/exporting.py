"""Writing an export: every row about a listener, the songs these speak of, and their files."""

from collections.abc import Callable, Generator, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import PurePath
from typing import Any
from uuid import UUID

from assistant.catalogue import service as catalogue
from assistant.core.actor import SYSTEM
from assistant.core.crypto import Vault
from assistant.core.unit_of_work import UnitOfWork
from assistant.takeout import repository
from assistant.takeout.archive import Archive
from assistant.takeout.cells import is_shown, name_of, plain
from assistant.takeout.ownership import AUDIT, Owned, owned_tables
from assistant.takeout.rules import Places

_SONG = ("track_id", "title", "artist", "album", "year")
Progress = Callable[[int, int], None]


@dataclass
class Writing:
    """An export under way: whose, into which file, and how far."""

    uow: UnitOfWork
    user_id: UUID
    vault: Vault
    archive: Archive
    progress: Progress
    total: int = 0
    done: int = 0
    tracks: set[UUID] = field(default_factory=set)


def write(
    uow: UnitOfWork, user_id: UUID, vault: Vault, places: Places, archive: Archive,
    progress: Progress,
) -> int:  # fmt: skip
    """Write all about a listener; how many rows that were.

    Args:
        uow: a unit of work that reads: one view of the database for the whole export.
        user_id: whose.
        vault: opens their notes.
        places: where their files lie.
        archive: what is written to.
        progress: called now and then with the rows written and their total; may raise to stop.
    """
    writing = Writing(uow, user_id, vault, archive, progress)
    tables = owned_tables()
    writing.total = sum(repository.count_rows(uow.db, owned, user_id) for owned in tables)
    for owned in tables:
        shown = [column for column in owned.table.c if is_shown(column)]
        names = [name_of(column) for column in shown]
        with closing(_rows(writing, owned)) as rows:
            archive.table(owned.table.name, names, rows)
    archive.table("songs", _SONG, _songs(writing))
    _files(writing, places)
    return writing.done


def _rows(writing: Writing, owned: Owned) -> Generator[list[Any], None, None]:
    shown = [column for column in owned.table.c if is_shown(column)]
    with closing(repository.rows_of(writing.uow.db, owned, writing.user_id)) as found:
        for row in found:
            values = dict(row)
            if owned.table.name == AUDIT and values["actor_id"] not in (None, writing.user_id):
                values |= {"actor_id": None, "address": None}  # where somebody else was is theirs
            if values.get("track_id") is not None:
                writing.tracks.add(values["track_id"])
            writing.done += 1
            if writing.done % repository.AT_ONCE == 0:
                writing.progress(writing.done, writing.total)
            yield [plain(column, values[column.name], writing.vault) for column in shown]


def _songs(writing: Writing) -> Iterator[tuple[Any, ...]]:
    ids = sorted(writing.tracks)
    for start in range(0, len(ids), repository.AT_ONCE):
        part = ids[start : start + repository.AT_ONCE]
        for track_id, track in catalogue.tracks_by_id(writing.uow, SYSTEM, part).items():
            yield str(track_id), track.title, track.artist, track.album, track.year


def _files(writing: Writing, places: Places) -> None:
    photo_id = repository.photo_of(writing.uow.db, writing.user_id)
    if photo_id is not None:
        writing.archive.file("photo.webp", places.photo(photo_id))
    for import_id, name in repository.uploads_of(writing.uow.db, writing.user_id):
        safe = PurePath(name).name or "file"
        writing.archive.file(f"uploads/{import_id}-{safe}", places.upload(import_id))
