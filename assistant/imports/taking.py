"""Taking rows into catalogue and history, in short transactions, with an account of each."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

from assistant.core.unit_of_work import OpenUow, UnitOfWork
from assistant.imports import plays, songs
from assistant.imports.notes import Note, spans
from assistant.imports.reading.items import Row, rows
from assistant.imports.reading.rows import Broken, Passed, Play
from assistant.imports.rules import Song
from assistant.imports.schemas import Counts, Target

SONGS_AT_ONCE = 50  # rows of one transaction: SQLite has one writer, and everybody waits for it
ROWS_AT_ONCE = 5_000


@dataclass
class Progress:
    """How far a file is read, as kept after every batch.

    Attributes:
        cursor: rows read.
        notes: what became of the last batch's rows, where no report of a play says it.
        kinds: what kinds of files it holds.
    """

    cursor: int = 0
    counts: Counts = field(default_factory=Counts)
    notes: list[Note] = field(default_factory=list)
    kinds: list[str] = field(default_factory=list)


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
        target: whose its songs and plays become.
        progress: changed as rows are taken; `notes` holds those of the batch.
        keep: called inside each batch's transaction, so that a killed run goes on after it.
        after: called after each batch with the number of rows read; may raise to stop.
    """
    source = islice(rows(path, name, target.owner_key), progress.cursor, None)
    song_taker, play_taker = songs.Taker(target), plays.Taker(target)
    for batch in _batches(source):
        with open_uow() as uow:
            notes = _passed(batch, progress)
            notes += song_taker.take(uow, _of(batch, progress.cursor, Song), progress.counts)
            notes += play_taker.take(uow, _of(batch, progress.cursor, Play), progress.counts)
            progress.cursor += len(batch)
            progress.counts.read += len(batch)
            progress.notes = spans(notes)
            keep(uow, progress)
        after(progress.cursor)
    return progress.counts


def _batches(source: Iterator[Row]) -> Iterator[list[Row]]:
    """Rows for one transaction each: few songs, or many plays."""
    batch: list[Row] = []
    heavy = 0
    for row in source:
        batch.append(row)
        heavy += isinstance(row.item, Song)
        if heavy >= SONGS_AT_ONCE or len(batch) >= ROWS_AT_ONCE:
            yield batch
            batch, heavy = [], 0
    if batch:
        yield batch


def _of(batch: Sequence[Row], before: int, kind: type) -> list[tuple[int, Row]]:
    """The rows of one kind with their numbers, from 1."""
    return [(n, row) for n, row in enumerate(batch, before + 1) if type(row.item) is kind]


def _passed(batch: Sequence[Row], progress: Progress) -> list[Note]:
    """What is neither a play nor a song: counted and noted."""
    counts, notes = progress.counts, []
    for number, row in enumerate(batch, progress.cursor + 1):
        item = row.item
        if row.kind not in progress.kinds and row.kind != "file":
            progress.kinds.append(row.kind)
        if isinstance(item, Broken):
            counts.count(counts.refused, item.reason)
            notes.append(Note(number, number, "refused", item.reason, item.excerpt))
        elif isinstance(item, Passed):
            counts.count(counts.skipped, item.reason)
            notes.append(Note(number, number, "skipped", item.reason))
    return notes
