"""LRC, the text format of time-stamped lyrics: what such a file says, and writing it back.

A line is `[mm:ss.xx]text`. Headers such as `[ar:Somebody]` may stand anywhere. Input comes from
strangers, so reading is linear in its length, never fails on what it does not understand (that
stays text), and refuses only what would blow up: see `LrcError`.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import groupby
from types import MappingProxyType

MAX_CHARS = 1_000_000
"""Longest file that is read; sung words of an hour are a tenth of it."""
MAX_STAMPS_PER_LINE = 200
"""A refrain written once carries one stamp per repeat; more than this is no song."""

# Only these are headers: "[Chorus: all]" is a line somebody sings, not a tag.
TAGS = ("ti", "ar", "al", "au", "by", "re", "ve", "length", "lr", "la", "tool", "id", "offset")

_STAMP = re.compile(r"\s*\[([0-9]{1,3}):([0-5]?[0-9])(?:[.:]([0-9]{1,3}))?\]")
_WORD_STAMP = re.compile(r"<[0-9]{1,3}:[0-5]?[0-9](?:[.:][0-9]{1,3})?>")
_TAG = re.compile(rf"\s*\[({'|'.join(TAGS)}):([^\]]*)\]\s*", re.IGNORECASE)
_OFFSET = re.compile(r"[+-]?[0-9]{1,7}")
_BREAK = re.compile(r"\r\n|\r|\n")
_UNWANTED = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")
_BEFORE_ALL = -1


class LrcError(ValueError):
    """The text is too large, or would become so when its repeats are written out."""


@dataclass(frozen=True, slots=True)
class LrcLine:
    """One sung line: start in ms from the beginning of the song (0 or more), and its words."""

    time_ms: int
    text: str


@dataclass(frozen=True, slots=True)
class LrcDocument:
    """What an LRC file says.

    Attributes:
        lines: stamped lines in the order they are sung, offset already applied, repeats written
            out; empty texts are pauses.
        tags: headers by lower-case name, without `offset`.
        instrumental: the file says that nobody sings (`[au: instrumental]`).
        plain_text: all words without stamps, unstamped lines included, joined by newlines; no
            blank lines at either end.
    """

    lines: tuple[LrcLine, ...] = ()
    tags: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    instrumental: bool = False
    plain_text: str = ""


def parse_lrc(text: str) -> LrcDocument:
    """Read LRC, enhanced LRC, or plain words (then there are no `lines`).

    Accepts a byte order mark, any line break, one to three decimals or none, a colon before the
    fraction, several stamps on a line, and word stamps (dropped). Control characters and lone
    surrogates are dropped: no database would take them.

    Args:
        text: the file, at most `MAX_CHARS` characters.

    Raises:
        LrcError: too long, or longer than four times `MAX_CHARS` with its repeats written out.
    """
    if len(text) > MAX_CHARS:
        raise LrcError(f"lyrics are longer than {MAX_CHARS} characters")
    tags: dict[str, str] = {}
    entries: list[tuple[int, bool, str]] = []
    for raw in _BREAK.split(text.removeprefix("\ufeff")):
        line = _UNWANTED.sub("", raw)
        header = _TAG.fullmatch(line)
        if header:
            tags.setdefault(header[1].lower(), header[2].strip())
        else:
            entries.extend(_entries(line, entries[-1][0] if entries else _BEFORE_ALL))
    if sum(len(words) + 1 for _, _, words in entries) > 4 * MAX_CHARS:
        raise LrcError("the repeated lines add up to more than a song can hold")
    offset_ms = _offset_ms(tags.pop("offset", ""))
    # The sort is stable: lines of one moment, and words that follow a line, keep their order.
    entries.sort(key=lambda entry: entry[0])
    return LrcDocument(
        lines=tuple(
            LrcLine(max(0, time_ms - offset_ms), words)
            for time_ms, stamped, words in entries
            if stamped
        ),
        tags=MappingProxyType(tags),
        instrumental=tags.get("au", "").casefold() == "instrumental",
        plain_text=_joined(words for _, _, words in entries),
    )


def write_lrc(document: LrcDocument) -> str:
    """Write the stamped lines and headers of a document; `parse_lrc` reads the same back.

    Hundredths of a second as players expect, thousandths only where they matter.
    """
    head = [
        f"[{name}:{value}]"
        for name, value in sorted(document.tags.items(), key=lambda tag: _rank(tag[0]))
    ]
    return "\n".join(head + [f"[{stamp(line.time_ms)}]{line.text}" for line in document.lines])


def stamp(time_ms: int) -> str:
    """Write a time as `mm:ss.xx`, or `mm:ss.xxx` when hundredths would round it."""
    seconds, ms = divmod(time_ms, 1000)
    minutes, seconds = divmod(seconds, 60)
    fraction = f"{ms:03d}" if ms % 10 else f"{ms // 10:02d}"
    return f"{minutes:02d}:{seconds:02d}.{fraction}"


def _entries(line: str, previous_ms: int) -> Iterator[tuple[int, bool, str]]:
    """One (time, stamped, words) per stamp; unstamped words belong to the line before them."""
    times: list[int] = []
    at = 0
    while found := _STAMP.match(line, at):
        times.append(_time_ms(*found.groups()))
        at = found.end()
    if len(times) > MAX_STAMPS_PER_LINE:
        raise LrcError(f"a line carries more than {MAX_STAMPS_PER_LINE} time stamps")
    words = " ".join(_WORD_STAMP.sub("", line[at:]).split())
    if not times:
        yield previous_ms, False, words
    for time_ms in times:
        yield time_ms, True, words


def _time_ms(minutes: str, seconds: str, fraction: str | None) -> int:
    ms = int((fraction or "0").ljust(3, "0"))
    return (int(minutes) * 60 + int(seconds)) * 1000 + ms


def _offset_ms(written: str) -> int:
    return int(written) if _OFFSET.fullmatch(written) else 0


def _joined(words: Iterator[str]) -> str:
    """Join lines, with runs of blank ones (pauses, verse breaks) made one."""
    kept: list[str] = []
    for blank, run in groupby(words, key=lambda line: not line):
        kept.extend([""] if blank else run)
    return "\n".join(kept).strip("\n")


def _rank(tag: str) -> tuple[int, str]:
    return (TAGS.index(tag) if tag in TAGS else len(TAGS), tag)
