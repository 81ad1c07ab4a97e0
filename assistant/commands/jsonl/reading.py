"""Reading a catalogue in batches of bounded size, one ahead of who scores them."""

import queue
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from assistant.commands.jsonl.records import MAX_LINE, Row, read_row

BATCH_ROWS = 256
BATCH_BYTES = 2 * MAX_LINE
_BOM = b"\xef\xbb\xbf"
_POLL_S = 0.2


@dataclass(frozen=True, slots=True)
class Batch:
    """Rows that are scored and written together.

    Attributes:
        rows: in the order of the input.
        end: bytes of the input read so far.
    """

    rows: list[Row]
    end: int


def read_batches(source: BinaryIO) -> Iterator[Batch]:
    """Cut the input into batches; where they begin depends on the input alone."""
    rows: list[Row] = []
    end = size = 0
    for number, (given, length) in enumerate(_lines(source), start=1):
        end += length
        line = given.removeprefix(_BOM) if number == 1 else given
        if not line.strip():
            continue
        rows.append(read_row(line, number))
        size += len(line)
        if len(rows) == BATCH_ROWS or size >= BATCH_BYTES:
            yield Batch(rows, end)
            rows, size = [], 0
    if rows:
        yield Batch(rows, end)


def _lines(source: BinaryIO) -> Iterator[tuple[bytes, int]]:
    """Give each line and its length; of one that is too large only the beginning is kept."""
    while line := source.readline(MAX_LINE + 1):
        length = len(line)
        while length > MAX_LINE and not line.endswith(b"\n"):
            rest = source.readline(MAX_LINE)
            if not rest:
                break
            length += len(rest)
            if rest.endswith(b"\n"):
                break
        yield line, length


class ReadAhead:
    """Batches of an input, read one ahead in a thread so that reading and scoring overlap."""

    def __init__(self, source: BinaryIO) -> None:
        """Begin to read."""
        self._source = source
        self._waiting: queue.Queue[Batch | BaseException | None] = queue.Queue(maxsize=1)
        self._stopped = threading.Event()
        # A reader that waits for a silent pipe must not keep the process alive.
        threading.Thread(target=self._read, name="read ahead", daemon=True).start()

    def __iter__(self) -> Iterator[Batch]:
        """Give the batches in order.

        Raises:
            OSError: the input cannot be read.
        """
        while (item := self._waiting.get()) is not None:
            if isinstance(item, BaseException):
                raise item
            yield item

    def stop(self) -> None:
        """Read no more."""
        self._stopped.set()

    def _read(self) -> None:
        try:
            for batch in read_batches(self._source):
                self._put(batch)
                if self._stopped.is_set():
                    return
            self._put(None)
        except BaseException as error:  # noqa: BLE001 - raised again by who takes it
            self._put(error)

    def _put(self, item: Batch | BaseException | None) -> None:
        while not self._stopped.is_set():
            try:
                self._waiting.put(item, timeout=_POLL_S)
            except queue.Full:
                continue
            return
