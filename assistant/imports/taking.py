"""Taking rows into the catalogue, in short transactions, with an account of each."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from uuid import UUID

from assistant.catalogue import service as catalogue
from assistant.catalogue.schemas import Made
from assistant.core.errors import RuleViolated
from assistant.core.unit_of_work import OpenUow, UnitOfWork
from assistant.imports.files import Broken, Raw, read_rows
from assistant.imports.rules import RowRefusedError, Song, excerpt, to_song
from assistant.imports.schemas import Counts
from assistant.library import service as library
from assistant.lyrics import service as lyrics
from assistant.lyrics.schemas import FoundLyrics
from assistant.models.base import SHARED

PROVIDER = "import"
BATCH = 50  # rows of one transaction: SQLite has one writer, and everybody waits for it
REJECTS_MAX = 1_000  # refused rows that are noted; all are counted


@dataclass(frozen=True, slots=True)
class Target:
    """Whose a file's songs become.

    Attributes:
        user_id: whose library they enter; None for nobody's.
        owner_key: whose catalogue new songs and all lyrics belong to: '' everybody's.
        max_bytes: the longest lyrics taken.
    """

    user_id: UUID | None
    owner_key: str = SHARED
    max_bytes: int = lyrics.MAX_BYTES


@dataclass
class Reject:
    """A refused row."""

    row_no: int
    reason: str
    excerpt: str


@dataclass
class Progress:
    """How far a file is read, as kept after every batch."""

    cursor: int = 0
    counts: Counts = field(default_factory=Counts)
    rejects: list[Reject] = field(default_factory=list)


Keep = Callable[[UnitOfWork, Progress], None]


def take_file(
    open_uow: OpenUow, path: Path, name: str, target: Target, progress: Progress,
    keep: Keep, after: Callable[[int], None],
) -> Counts:  # fmt: skip
    """Take a file from where `progress` stands to its end.

    Args:
        open_uow: opens units of work, one a batch.
        path: where the file lies.
        name: what it was called.
        target: whose its songs become.
        progress: changed as rows are taken; `rejects` holds those of the batch.
        keep: called inside each batch's transaction, so that a killed run goes on after it.
        after: called after each batch with the number of rows read; may raise to stop.
    """
    rows = islice(read_rows(path, name), progress.cursor, None)
    seen: set[UUID] = set()
    while batch := list(islice(rows, BATCH)):
        progress.rejects = []
        with open_uow() as uow:
            _take(uow, batch, target, progress, seen)
            progress.cursor += len(batch)
            keep(uow, progress)
        after(progress.cursor)
    return progress.counts


def _take(
    uow: UnitOfWork, batch: list[Raw], target: Target, progress: Progress, seen: set[UUID]
) -> None:
    songs = list(_songs(batch, target, progress))
    made = catalogue.get_or_create_tracks(uow, [song.names for song in songs])
    ids = {one.track_id for one in made}
    held = library.held_ids(uow, target.user_id, ids) if target.user_id else ids
    counts = progress.counts
    for song, one in zip(songs, made, strict=True):
        gained = _keep_lyrics(uow, song, one, target)
        if one.track_id in seen and not gained:
            counts.count(counts.skipped, "repeated")
        elif one.created:
            counts.added += 1
        elif gained or one.changed or one.track_id not in held:
            counts.merged += 1
        else:
            counts.count(counts.skipped, "already_here")
        seen.add(one.track_id)
    if target.user_id is not None:
        library.add(uow, target.user_id, ids, PROVIDER)


def _songs(batch: list[Raw], target: Target, progress: Progress) -> Iterator[Song]:
    """The rows that can be taken; all others are counted and noted."""
    counts = progress.counts
    for number, row in enumerate(batch, start=progress.cursor + 1):
        counts.read += 1
        try:
            song = _song(row, target)
        except (RowRefusedError, RuleViolated) as error:
            reason = error.code if isinstance(error, RuleViolated) else str(error)
            counts.count(counts.refused, reason)
            shown = row.excerpt if isinstance(row, Broken) else excerpt(row)
            progress.rejects.append(Reject(number, reason, shown))
            continue
        for column in song.mended:
            counts.count(counts.mended, column)
        yield song


def _song(row: Raw, target: Target) -> Song:
    if isinstance(row, Broken):
        raise RowRefusedError(row.reason)
    song = to_song(row, target.owner_key)
    for text in (song.lyrics, song.synced):
        lyrics.read(text, target.max_bytes)
    return song


def _keep_lyrics(uow: UnitOfWork, song: Song, made: Made, target: Target) -> bool:
    if not song.lyrics.strip() and not song.synced.strip():
        return False
    found = FoundLyrics(song.lyrics, song.synced or None, language=song.names.language)
    return lyrics.save_found(
        uow, made.track_id, PROVIDER, found, for_owner=target.owner_key, in_batch=True,
        max_bytes=target.max_bytes,
    )  # fmt: skip
