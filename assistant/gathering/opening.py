"""Opening what somebody uploaded as lyrics: files, and zips of them, within limits."""

import zipfile
import zlib
from collections.abc import Iterable, Iterator
from typing import IO

from assistant.core.columns import clean_text
from assistant.gathering.schemas import Given
from assistant.lyrics.decoding import NotTextError, decode

FILES_MAX = 5_000
# Bytes of all files as they come out of a zip; what it declares is not believed.
TOTAL_MAX = 60_000_000
WIDEST = 4  # bytes that a letter may take in a file
_NAME_MAX = 300
_KINDS = (".lrc", ".txt")
# What lies beside lyrics in a folder of music; not worth a line of the report.
_PASSED_BY = ("__macosx/", ".ds_store", "thumbs.db", "desktop.ini")
_BESIDE = (
    ".mp3", ".flac", ".m4a", ".ogg", ".opus", ".wav", ".wma", ".jpg", ".jpeg", ".png", ".cue",
    ".m3u", ".m3u8", ".nfo", ".log", ".pdf",
)  # fmt: skip


class _Room:
    """What may still be read of all that was given."""

    def __init__(self, max_bytes: int) -> None:
        self.files, self.total, self.each = FILES_MAX, TOTAL_MAX, WIDEST * max_bytes

    def read(self, file: IO[bytes]) -> tuple[bytes, str]:
        """A file's bytes, or why it is not read."""
        if self.total <= 0:
            return b"", "too_much"
        data = file.read(min(self.each, self.total) + 1)
        self.total -= len(data)
        if self.total < 0:
            return b"", "too_much"
        return (data, "") if len(data) <= self.each else (b"", "too_large")


def opened(files: Iterable[tuple[str, IO[bytes]]], max_bytes: int) -> Iterator[Given]:
    """The files in what was given, with their text or why they have none.

    Args:
        files: names as given, and their content.
        max_bytes: the longest lyrics taken, in UTF-8.
    """
    room = _Room(max_bytes)
    for name, file in files:
        for given in _opened(shown_name(name), file, room):
            if room.files <= 0:
                yield Given(given.name, refused="too_many_files")
                return
            room.files -= 1
            yield given


def shown_name(name: str) -> str:
    """A name as it is kept and compared: a path of plain parts that leads nowhere."""
    parts = clean_text(name.replace("\\", "/")).split("/")
    kept = [part.strip() for part in parts if part.strip() not in ("", ".", "..")]
    return "/".join(kept[-3:])[-_NAME_MAX:] or "file"


def _opened(name: str, file: IO[bytes], room: _Room) -> Iterator[Given]:
    start = file.read(4)
    file.seek(0)
    if name.lower().endswith(".zip") or start == b"PK\x03\x04":
        yield from _members(name, file, room)
    elif not name.lower().endswith(_KINDS):
        yield Given(name, refused="not_lyrics")
    else:
        yield _text(name, file, room)


def _members(name: str, file: IO[bytes], room: _Room) -> Iterator[Given]:
    try:
        archive = zipfile.ZipFile(file)
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OverflowError):
        yield Given(name, refused="bad_zip")
        return
    with archive:
        for member in sorted(archive.infolist(), key=lambda m: m.filename):
            if not member.is_dir() and not _beside(member.filename.lower()):
                yield _member(archive, member, room)


def _beside(path: str) -> bool:
    return path.endswith(_BESIDE) or any(mark in path for mark in _PASSED_BY)


def _member(archive: zipfile.ZipFile, member: zipfile.ZipInfo, room: _Room) -> Given:
    name = shown_name(member.filename)
    if name.lower().endswith((".zip", ".gz", ".7z", ".rar")):
        return Given(name, refused="zip_in_zip")
    if not name.lower().endswith(_KINDS):
        return Given(name, refused="not_lyrics")
    if member.flag_bits & 1:
        return Given(name, refused="encrypted")
    try:
        with archive.open(member) as file:
            return _text(name, file, room)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, ValueError, OSError, EOFError):
        return Given(name, refused="bad_zip")


def _text(name: str, file: IO[bytes], room: _Room) -> Given:
    data, refused = room.read(file)
    if refused:
        return Given(name, refused=refused)
    try:
        return Given(name, decode(data))
    except NotTextError:
        return Given(name, refused="not_text")
