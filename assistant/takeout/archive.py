"""The file of an export: a zip with each table as JSON and as CSV, files, and a word about it."""

import csv
import io
import json
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import SpooledTemporaryFile
from types import TracebackType
from typing import Any, Self

from assistant.takeout.cells import cell

_IN_MEMORY = 4 << 20
_ABOUT = """This is everything that Attune kept about you.

json/   each kind of record as JSON
csv/    the same as tables for a spreadsheet (UTF-8); what looks like a formula begins with '
songs   the names of the songs that the other records speak of by track_id
photo, uploads   your picture, and files that still wait to be read

Times are in UTC. Notes are in the clear. Passwords, tokens and other secrets are left out, even in
their stored form: they would be of no use to you and a danger in this file.
"""


class Archive:
    """A zip being written; what it holds appears under its name only when it is whole."""

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        self._path, self._part = path, path.with_suffix(".part")
        self._part.touch(mode=0o600)
        self._zip = zipfile.ZipFile(self._part, "w", zipfile.ZIP_DEFLATED)

    def __enter__(self) -> Self:
        self._zip.writestr("README.txt", _ABOUT)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:  # fmt: skip
        self._zip.close()
        if error is None:
            self._part.replace(self._path)
        else:
            self._part.unlink(missing_ok=True)

    def table(self, name: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
        """Write the rows of a table, in both forms, without holding them all.

        Args:
            name: of the table.
            columns: their names.
            rows: plain values, in the columns' order.
        """
        with SpooledTemporaryFile(_IN_MEMORY, mode="w+", encoding="utf-8", newline="") as sheet:
            table = csv.writer(sheet, lineterminator="\r\n", quoting=csv.QUOTE_ALL)
            table.writerow(columns)
            with self._text(f"json/{name}.json") as out:
                out.write("[")
                for number, row in enumerate(rows):
                    table.writerow([cell(value) for value in row])
                    out.write(",\n" if number else "\n")
                    json.dump(dict(zip(columns, row, strict=True)), out, ensure_ascii=False)
                out.write("\n]\n")
            sheet.seek(0)
            with self._text(f"csv/{name}.csv") as out:
                while part := sheet.read(1 << 16):
                    out.write(part)

    def file(self, name: str, path: Path) -> None:
        """Put a file in, when it is there."""
        if path.is_file():
            self._zip.write(path, name)

    @contextmanager
    def _text(self, name: str) -> Iterator[io.TextIOWrapper]:
        with (
            self._zip.open(name, "w", force_zip64=True) as raw,
            io.TextIOWrapper(raw, encoding="utf-8", newline="") as out,
        ):
            yield out
