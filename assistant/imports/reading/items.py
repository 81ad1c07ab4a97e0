"""All rows of what somebody uploaded, one by one: plays and songs, and what is neither."""

import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from assistant.core.errors import RuleViolated
from assistant.imports.reading import archive, detect, texts
from assistant.imports.reading.archive import Entry, TooMuchError
from assistant.imports.reading.keys import Keys
from assistant.imports.reading.rows import Broken, Item, Play, Raw
from assistant.imports.rules import RowRefusedError, excerpt, to_song

_UNREADABLE = (OSError, EOFError, zipfile.BadZipFile, zlib.error, NotImplementedError,
               RuntimeError)  # fmt: skip


class Row(NamedTuple):
    """One row.

    Attributes:
        item: what it tells.
        kind: what kind of file it is of.
        key: of a play: names it within its source, the same whenever it is read.
    """

    item: Item
    kind: str
    key: str = ""


def rows(path: Path, name: str, owner_key: str) -> Iterator[Row]:
    """The rows of a file, or of all files of a zip, in an order that never changes.

    Args:
        path: where it lies.
        name: what it was called; its ending decides the format where the content does not.
        owner_key: whose songs become new ones: '' everybody's.
    """
    with archive.entries(path, name) as found:
        for entry in found:
            yield from _entry(entry, owner_key)


def _entry(entry: Entry, owner_key: str) -> Iterator[Row]:
    if entry.refused:
        yield Row(Broken(entry.refused, entry.name), "file")
        return
    try:
        with entry.open() as file:
            encoding, shape = texts.sniffed(file.read(texts.SNIFFED), entry.name)
        with entry.open() as file, texts.opened(file, encoding) as text:
            yield from _told(texts.rows(text, shape), owner_key)
    except TooMuchError as error:
        yield Row(Broken(str(error), entry.name), "file")
    except _UNREADABLE:
        yield Row(Broken("file_unreadable", entry.name), "file")


def _told(raw: Iterator[Raw], owner_key: str) -> Iterator[Row]:
    kind, raw = detect.detect(raw)
    if kind is None:
        for row in raw:
            yield Row(_song(row, owner_key), detect.CATALOGUE)
        return
    keys = Keys()
    for row in kind.unpack(raw) if kind.unpack else raw:
        item = _play(row, kind)
        yield Row(item, kind.key, keys.of(item) if isinstance(item, Play) else "")


def _play(row: Raw, kind: detect.Format) -> Item:
    if isinstance(row, Broken):
        return row
    try:
        return kind.read(row)
    except RowRefusedError as error:
        return Broken(str(error))


def _song(row: Raw, owner_key: str) -> Item:
    if isinstance(row, Broken):
        return row
    try:
        return to_song(row, owner_key)
    except (RowRefusedError, RuleViolated) as error:
        reason = error.code if isinstance(error, RuleViolated) else str(error)
        return Broken(reason, excerpt(row))
