"""Where the records go: a pipe, or a file that holds whole batches whatever happens."""

import fcntl
import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO, Protocol

from assistant.commands.jsonl.records import MAX_LINE

_MAX_RECORD = 8 * MAX_LINE  # escaped, a character takes up to six bytes
_CHUNK = 1024 * 1024


class OutputError(Exception):
    """The output cannot be used; the message says why and what to do."""


class Output(Protocol):
    """Takes records."""

    def finished(self) -> Iterator[dict[str, Any]]:
        """The records an earlier run wrote."""

    def write(self, records: bytes) -> None:
        """Write a batch; it is with the system when this returns."""


class Pipe:
    """Standard output."""

    def __init__(self, stream: BinaryIO) -> None:
        """Write to a stream."""
        self._stream = stream

    def finished(self) -> Iterator[dict[str, Any]]:
        """None: a pipe begins empty."""
        return iter(())

    def write(self, records: bytes) -> None:
        """See `Output.write`."""
        self._stream.write(records)
        self._stream.flush()


class RecordFile:
    """A file of records. It is only changed by `write`, which adds a batch or nothing."""

    def __init__(self, path: Path, *, resume: bool) -> None:
        """Open it for this process alone.

        Args:
            path: of the file.
            resume: whether something may stand in it already.

        Raises:
            OutputError: something does and must not, it cannot be opened, another process has it,
                or it ends with what is no beginning of a record.
        """
        try:
            descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o666)
            self._file = os.fdopen(descriptor, "r+b", buffering=0)
        except OSError as error:
            raise OutputError(f"{path} cannot be written: {error.strerror}.") from None
        try:
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            self._file.close()
            raise OutputError(f"another run is writing {path}.") from None
        self._path = path
        self._whole = self._end_of_last_line()
        problem = self._problem(resume=resume)
        if problem:
            self._file.close()
            raise OutputError(problem)

    def close(self) -> None:
        """Close it, and let others have it."""
        self._file.close()

    def finished(self) -> Iterator[dict[str, Any]]:
        """Read the records back; the last line, where it was torn, is none.

        Raises:
            OutputError: what stands there is no record.
        """
        with self._path.open("rb") as file:
            number, read = 0, 0
            while read < self._whole:
                line = file.readline(_MAX_RECORD)
                number, read = number + 1, read + len(line)
                try:
                    record = json.loads(line)
                except (ValueError, RecursionError):
                    record = None
                if not isinstance(record, dict):
                    raise OutputError(
                        f"line {number} of {self._path} is no record of this command."
                    )
                yield record

    def write(self, records: bytes) -> None:
        """See `Output.write`; when there is no room the file stays as it was.

        Raises:
            OSError: the system refused.
        """
        self._file.truncate(self._whole)
        self._file.seek(self._whole)
        left = memoryview(records)
        try:
            while left:
                left = left[self._file.write(left) :]
        except OSError:
            self._file.truncate(self._whole)
            raise
        self._whole += len(records)

    def _problem(self, *, resume: bool) -> str | None:
        size = self._file.seek(0, os.SEEK_END)
        if size and not resume:
            return (
                f"{self._path} is there already: add --resume to go on with it, or name another "
                "file."
            )
        self._file.seek(self._whole)
        if self._file.read(1) not in (b"", b"{"):  # a torn record would begin like one
            return f"{self._path} was not written by this command: name another file."
        return None

    def _end_of_last_line(self) -> int:
        end = self._file.seek(0, os.SEEK_END)
        while end > 0:
            start = max(0, end - _CHUNK)
            self._file.seek(start)
            at = self._file.read(end - start).rfind(b"\n")
            if at >= 0:
                return start + at + 1
            end = start
        return 0
