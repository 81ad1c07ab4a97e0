"""Opening what somebody uploaded: a file, or the files of a zip, within limits."""

import io
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, BinaryIO

from assistant.core.columns import clean_text

ENTRIES_MAX = 5_000
TOTAL_MAX = 8_000_000_000  # bytes of all files of a zip, as they come out
RATIO_MAX = 400  # a listening history shrinks to a twentieth, a bomb to a thousandth
RATIO_FROM = 10_000_000  # bytes; below, a high ratio harms nobody
_MEDIA = (".pdf", ".png", ".jpg", ".jpeg", ".html", ".md", ".mp3", ".m4a", ".xml")


class TooMuchError(Exception):
    """A file gives more than it may; the reason is the message."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One readable file.

    Attributes:
        name: what it was called; only shown and never a path on this machine.
        open: opens it from its start.
        refused: why it is not read, if it is not.
    """

    name: str
    open: Callable[[], BinaryIO]
    refused: str = ""


@contextmanager
def entries(path: Path, name: str) -> Iterator[Iterator[Entry]]:
    """The files in what was uploaded, in a fixed order.

    Args:
        path: where it lies.
        name: what it was called.
    """
    if not zipfile.is_zipfile(path):
        with path.open("rb") as file:
            damaged = file.read(4) == b"PK\x03\x04"
        yield iter([Entry(name, lambda: path.open("rb"), "bad_zip" if damaged else "")])
        return
    try:
        archive = zipfile.ZipFile(path)
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OverflowError):
        yield iter([Entry(name, io.BytesIO, "bad_zip")])
        return
    with archive:
        yield _members(archive)


def _members(archive: zipfile.ZipFile) -> Iterator[Entry]:
    members = [m for m in archive.infolist() if not m.is_dir()]
    budget = _Budget()
    for number, member in enumerate(sorted(members, key=lambda m: m.filename)):
        shown = clean_text(member.filename.replace("\\", "/").rsplit("/", 1)[-1], 120)
        if number >= ENTRIES_MAX:
            yield Entry(shown, io.BytesIO, "too_many_files")
            return
        if shown.lower().endswith(_MEDIA) or "__MACOSX" in member.filename:
            continue
        yield Entry(shown, _opener(archive, member, budget), _why_not(member))


def _why_not(member: zipfile.ZipInfo) -> str:
    if member.flag_bits & 1:
        return "encrypted"
    return "zip_in_zip" if member.filename.lower().endswith((".zip", ".gz", ".7z")) else ""


def _opener(
    archive: zipfile.ZipFile, member: zipfile.ZipInfo, budget: "_Budget"
) -> Callable[[], BinaryIO]:
    def opened() -> BinaryIO:
        counted: io.RawIOBase = _Counted(archive.open(member), member.compress_size, budget)
        return io.BufferedReader(counted, 1 << 18)

    return opened


@dataclass
class _Budget:
    """Bytes that all files of a zip have given so far; what it declares is not believed."""

    given: int = 0


class _Counted(io.RawIOBase):
    """A file of a zip that stops when it gives too much."""

    def __init__(self, inner: IO[bytes], packed: int, budget: _Budget) -> None:
        self._inner, self._packed, self._budget, self._own = inner, max(packed, 1), budget, 0

    def readable(self) -> bool:
        """It is."""
        return True

    def readinto(self, buffer: bytearray) -> int:  # type: ignore[override]  # any buffer
        """Read some; raises `TooMuchError` beyond the limits, `BadZipFile` when damaged."""
        data = self._inner.read(len(buffer))
        buffer[: len(data)] = data
        self._own += len(data)
        self._budget.given += len(data)
        if self._budget.given > TOTAL_MAX:
            raise TooMuchError("too_large")
        if self._own > RATIO_FROM and self._own / self._packed > RATIO_MAX:
            raise TooMuchError("zip_bomb")
        return len(data)

    def close(self) -> None:
        """Close it."""
        self._inner.close()
        super().close()
