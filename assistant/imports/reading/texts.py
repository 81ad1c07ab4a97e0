"""Texts as rows: JSON arrays of any length, JSON lines and CSV, in any encoding, in little memory.

What cannot be a row is handed on as `Broken`, with the reason, and reading goes on after it.
"""

import codecs
import csv
import io
import json
import re
from collections.abc import Iterator
from typing import Any, BinaryIO, Literal

from assistant.imports.reading.rows import Broken, Raw

Shape = Literal["csv", "json", "jsonl"]
FIELD_MAX = 4_000_000  # characters of one value: an unclosed quote must not eat memory
SNIFFED = 1 << 20
_CHUNK = 1 << 18
_LISTS = re.compile(r'"(?:scrobbles|listens|tracks|songs|items|data|plays|history)"\s*:\s*(?=\[)')
_NEXT = re.compile(r"\}\s*,\s*(?=\{)")
_BETWEEN = re.compile(r"[\s,\x00\ufeff]*")
_ENDS = ("},", "}\n,", "}\r\n,")  # between two objects, as programs write them
_AROUND = " \t\r\n,\x00\ufeff"
_DECODER = json.JSONDecoder()


def sniffed(start: bytes, name: str) -> tuple[str, Shape]:
    """The encoding and the shape of a text.

    Args:
        start: its first `SNIFFED` bytes.
        name: what it was called; it decides where the content does not.
    """
    encoding = _encoding_of(start)
    return encoding, shape_of(start[: 1 << 17].decode(encoding, "replace"), name)


def _encoding_of(start: bytes) -> str:
    """UTF-8 or UTF-16 with their marks; else UTF-8 where the start fits, else Windows' Western."""
    if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    try:
        codecs.getincrementaldecoder("utf-8")().decode(start)
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8-sig"


def opened(file: BinaryIO, encoding: str) -> io.TextIOWrapper:
    """A file as text; bytes that fit no letter become question marks."""
    return io.TextIOWrapper(file, encoding=encoding, errors="replace", newline="")


def shape_of(start: str, name: str) -> Shape:
    """What kind of text this is: by its first sign, then by its first line, then by its name."""
    start = start.lstrip("\ufeff \t\r\n\x00")
    if start.startswith("["):
        return "json" if _is_array(start, name) else "csv"
    if start.startswith("{"):
        return "jsonl" if _is_object(start.splitlines()[0]) and "\n" in start.strip() else "json"
    return "csv"


def _is_array(start: str, name: str) -> bool:
    named = name.lower().endswith((".csv", ".tsv"))
    return not named or start[1:].lstrip().startswith(("{", "]", "null"))


def _is_object(text: str) -> bool:
    return isinstance(parsed(text), dict)


def rows(text: io.TextIOWrapper, shape: Shape) -> Iterator[Raw]:
    """The rows of a text, in order."""
    if shape == "csv":
        return csv_rows(text)
    return json_lines(text) if shape == "jsonl" else json_rows(text)


def csv_rows(text: io.TextIOWrapper) -> Iterator[Raw]:
    """Rows of a table by the names in its first line."""
    csv.field_size_limit(FIELD_MAX)
    first = text.readline(1 << 16)
    delimiter = max(",;\t", key=first.count)
    lines = (line.replace("\x00", "") for line in _after(first, text))
    reader = csv.DictReader(lines, delimiter=delimiter, restkey="")
    while True:
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield Broken("bad_csv", str(error))
            continue
        yield {str(key): value for key, value in row.items() if key}


def _after(first: str, text: io.TextIOWrapper) -> Iterator[str]:
    yield first.lstrip("\ufeff")
    while line := text.readline(FIELD_MAX):
        yield line


def json_lines(text: io.TextIOWrapper) -> Iterator[Raw]:
    """One object a line."""
    while line := text.readline(FIELD_MAX):
        if line.strip("\x00\ufeff \t\r\n"):
            yield _object(parsed(line))


def json_rows(text: io.TextIOWrapper) -> Iterator[Raw]:
    """The objects of an array, or of the first list within an object; or the object itself."""
    stream = _Stream(text)
    stream.skip()
    if stream.peek() == "{":
        found = _LISTS.search(stream.buffer, stream.at)
        if found is None:
            yield _object(stream.whole())
            return
        stream.at = found.end()
    if stream.peek() != "[":
        yield Broken("bad_json")
        return
    stream.at += 1
    yield from _elements(stream)


def _elements(stream: "_Stream") -> Iterator[Raw]:
    while True:
        for value in stream.many():
            yield value if type(value) is dict else _object(value)
        stream.skip()
        if stream.peek() in ("", "]"):
            if stream.peek() == "":
                yield Broken("file_cut_short")
            return
        value = stream.value()
        if isinstance(value, _Lost):
            yield Broken("bad_json")
            if not stream.resync():
                return
        else:
            yield _object(value)


class _Lost:
    """What stands where no value could be read."""


class _Stream:
    """A long JSON text, of which only a part is in memory."""

    def __init__(self, text: io.TextIOWrapper) -> None:
        self._text = text
        self.buffer, self.at, self._is_over = "", 0, False
        self._one_by_one: str | None = None
        self._more()

    def _more(self) -> bool:
        """Read on; False at the end."""
        if self._is_over:
            return False
        part = self._text.read(_CHUNK)
        self._is_over = not part
        self.buffer, self.at = self.buffer[self.at :] + part, 0
        return bool(part)

    def peek(self) -> str:
        """The next sign; '' at the end."""
        return self.buffer[self.at : self.at + 1]

    def skip(self) -> None:
        """Pass what stands between values."""
        while True:
            found = _BETWEEN.match(self.buffer, self.at)
            self.at = found.end() if found else self.at
            if self.at < len(self.buffer) or not self._more():
                return

    def value(self) -> Any:
        """The next value, or `_Lost`."""
        while True:
            try:
                found, end = _DECODER.raw_decode(self.buffer, self.at)
            except (ValueError, RecursionError):
                if len(self.buffer) - self.at > FIELD_MAX or not self._more():
                    return _Lost()
                continue
            if end == len(self.buffer) and self._more():
                continue  # a number may go on
            self.at = end
            return found

    def many(self) -> list[Any]:
        """The next values that are in memory, all at once; none where one of them is broken."""
        if len(self.buffer) - self.at < _CHUNK // 2:
            self._more()
        if self.buffer is self._one_by_one:
            return []
        cut = max(map(self.buffer.rfind, _ENDS)) + 1
        inner = self.buffer[self.at : cut].strip(_AROUND) if cut > self.at else ""
        found = parsed(f"[{inner}]") if inner else None
        if not isinstance(found, list):
            self._one_by_one = self.buffer  # looking again would find the same
            return []
        self.at = cut
        return found

    def whole(self) -> Any:
        """Everything as one value; `_Lost` when it is too long."""
        found = self.value()
        return None if isinstance(found, _Lost) else found

    def resync(self) -> bool:
        """Go to where the next object seems to begin; False when there is none."""
        while True:
            found = _NEXT.search(self.buffer, self.at + 1)
            if found is not None:
                self.at = found.end()
                return True
            self.at = max(self.at, len(self.buffer) - 64)
            if not self._more():
                return False


def parsed(text: str) -> Any:
    """A JSON value; None for what is none, is nested too deep, or has a number too long."""
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None


def _object(value: Any) -> Raw:
    if isinstance(value, dict):
        return value
    return Broken("empty_row") if value is None else Broken("not_a_row", type(value).__name__)
