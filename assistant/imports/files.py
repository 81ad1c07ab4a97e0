"""Reading catalogue files (CSV, JSON, JSONL) from strangers: rows one by one, never an exception.

What cannot be a row at all is handed on as `Broken`, with the reason, and reading goes on where
that is possible.
"""

import codecs
import csv
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

Format = Literal["csv", "json", "jsonl"]
FIELD_MAX = 4_000_000  # characters of one CSV field: an unclosed quote must not eat memory
JSON_MAX_BYTES = 256_000_000  # a JSON array has to be read whole; JSONL has no such limit
_SNIFFED = 65_536
_LISTS = ("tracks", "songs", "items", "data")


@dataclass(frozen=True, slots=True)
class Broken:
    """A row that cannot be read, and why."""

    reason: str
    excerpt: str = ""


Raw = dict[str, Any] | Broken


def read_rows(path: Path, name: str) -> Iterator[Raw]:
    """The rows of a file, in order.

    Args:
        path: where it lies.
        name: what it was called; its ending decides the format where the content does not.
    """
    try:
        encoding = _encoding(path)
        kind = format_of(path, name, encoding)
        if kind == "csv":
            yield from _csv(path, encoding)
        elif kind == "jsonl":
            yield from _jsonl(path, encoding)
        else:
            yield from _json(path, encoding)
    except OSError:
        yield Broken("file_unreadable")


def format_of(path: Path, name: str, encoding: str) -> Format:
    """What kind of file this is: by its first sign, then by its first line, then by its name."""
    with path.open(encoding=encoding, errors="replace") as file:
        start = file.read(_SNIFFED).lstrip("\ufeff \t\r\n\x00")
    if start.startswith("["):
        return "json" if _is_json_array(start, name) else "csv"
    if start.startswith("{"):
        return "jsonl" if _is_json(start.splitlines()[0]) and "\n" in start.strip() else "json"
    return "csv"


def _is_json_array(start: str, name: str) -> bool:
    return not name.lower().endswith((".csv", ".tsv")) or start[1:].lstrip().startswith(("{", "]"))


def _is_json(text: str) -> bool:
    return isinstance(_parsed(text), dict)


def _encoding(path: Path) -> str:
    """UTF-8 or UTF-16 with their marks; else UTF-8 where it fits, else Windows' Western one."""
    with path.open("rb") as file:
        start = file.read(4)
        if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            return "utf-16"
        file.seek(0)
        decoder = codecs.getincrementaldecoder("utf-8")()
        try:
            while chunk := file.read(1 << 20):
                decoder.decode(chunk)
        except UnicodeDecodeError:
            return "cp1252"
    return "utf-8-sig"


def _csv(path: Path, encoding: str) -> Iterator[Raw]:
    csv.field_size_limit(FIELD_MAX)
    with path.open(encoding=encoding, errors="replace", newline="") as file:
        first = file.readline(_SNIFFED)
        file.seek(0)
        delimiter = max(",;\t", key=first.count)
        reader = csv.DictReader(
            (line.replace("\x00", "") for line in file), delimiter=delimiter, restkey=""
        )
        while True:
            try:
                row = next(reader)
            except StopIteration:
                return
            except csv.Error as error:
                yield Broken("bad_csv", str(error))
                continue
            yield {str(key): value for key, value in row.items() if key}


def _jsonl(path: Path, encoding: str) -> Iterator[Raw]:
    with path.open(encoding=encoding, errors="replace") as file:
        while line := file.readline(FIELD_MAX):
            if line.strip():
                yield _object(_parsed(line), line)


def _json(path: Path, encoding: str) -> Iterator[Raw]:
    if path.stat().st_size > JSON_MAX_BYTES:
        yield Broken("file_too_large")
        return
    text = path.read_text(encoding=encoding, errors="replace")
    found = _parsed(text)
    if isinstance(found, dict):
        lists = [found[key] for key in _LISTS if isinstance(found.get(key), list)]
        found = lists[0] if lists else [found]
    if not isinstance(found, list):
        yield Broken("bad_json", text[:100])
        return
    for row in found:
        yield _object(row, row)


def _parsed(text: str) -> Any:
    """A JSON value; None for what is none, is nested too deep, or has a number too long."""
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None


def _object(value: Any, shown: Any) -> Raw:
    if isinstance(value, dict):
        return value
    return Broken("not_a_row", shown[:200] if isinstance(shown, str) else type(shown).__name__)
