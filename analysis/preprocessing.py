"""From a text as it came to lines worth reading, with offsets, language and a verdict on the text.

Changing anything that changes what the encoder reads needs a new `PREPROCESSING_VERSION`: it is
part of every stamp, and a test holds a digest of the output to it.
"""

import hashlib
import json
import re
from dataclasses import dataclass
from functools import cache

from analysis.cleaning import clean_line
from analysis.composing import compose
from analysis.language import KNOWN_LANGUAGES, detect_language
from analysis.types import Reason

PREPROCESSING_VERSION = 2
MIN_WORDS = 20
WINDOW_WORDS = 45
WINDOW_PIECES = 112
MAX_WINDOWS = 64  # 2,880 different words: longer than any song, and a bound on the work of a text
MAX_CHARS = 120_000

_BREAK = re.compile(
    r"<\s{0,8}br\s{0,8}/?\s{0,8}>|</?(?:p|div|li|tr|h[1-6])(?:\s[^<>]{0,400})?>", re.IGNORECASE
)
_CODE = re.compile(r"<(/?)(script|style)\b", re.IGNORECASE)
_WITHIN_LINE = re.compile(r"[^\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
# A script without spaces has about one word per character or two; a letter each is close enough.
_WORD = re.compile(
    r"[\u0e00-\u0e7f\u1100-\u11ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]"
    r"|[^\W\d_]+(?:['\u2019][^\W\d_]+)*"
)
_INSTRUMENTAL = re.compile(
    r"^\W*(?:(?:au|inst)\W+)?(?:(?:this|the)\s+)?(?:(?:song|track|piece)\s+)?(?:is\s+)?(?:an?\s+)?"
    r"(?:(?:purely|guitar|piano|drum|sax|bass|fully|all|entirely)\s+)?"
    r"(?:(?:inst|(?:in)?strumental[ei]?s?|instrumentaal)|solo|music)"
    r"(?:\s+(?:version|track|song|piece|only|music|mix|break|section|solo|interlude|intro|outro))?"
    r"(?:\W+(?:(?:with\s+)?no|without|sin|sem|sans|ohne|senza)\s+"
    r"(?:any\s+)?(?:lyrics?|vocals?|words|letra|paroles|texte?|testo|voz|voce))?\W*$"
    r"|^\W*(?:インスト(?:ゥルメンタル)?|연주곡|инструментал|инструментальная\s+композиция)\W*$"
    r"|^.{0,20}(?:纯音乐|純音樂)",
    re.IGNORECASE,
)
_NOTE = re.compile(r"[\u2669-\u266f\U0001f3b5\U0001f3b6\U0001f3bc]")


@dataclass(frozen=True, slots=True)
class Line:
    """A sung line and where it stands.

    Attributes:
        number: index in `text.splitlines()`.
        start, end: character offsets of the line in the text.
        unit: index of its words in `Prepared.units`; a repeated line shares its unit.
    """

    number: int
    start: int
    end: int
    unit: int


@dataclass(frozen=True, slots=True)
class Prepared:
    """A text ready for the encoder.

    Attributes:
        reason: why its mood cannot be known; None when it can.
        language: ISO 639 code, None when there are too few words to tell.
        words: words in `units`.
        units: the different lines, cleaned, in order of first appearance.
        lines: every sung line.
    """

    reason: Reason | None
    language: str | None
    words: int
    units: tuple[str, ...]
    lines: tuple[Line, ...]


def text_sha256(text: str) -> str:
    """Return the hex SHA-256 of the text in NFC: what a score is cached by."""
    return hashlib.sha256(compose(text).encode("utf-8", "surrogatepass")).hexdigest()


def preprocessing_sha() -> str:
    """Return eight hex digits that change when the encoder would read something else."""
    parts = [PREPROCESSING_VERSION, MIN_WORDS, WINDOW_WORDS, WINDOW_PIECES, MAX_WINDOWS, MAX_CHARS]
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()[:8]


def count_words(text: str) -> int:
    """Count the words of a text; numbers and emoji are none."""
    return sum(1 for _ in _WORD.finditer(text))


def prepare(text: str) -> Prepared:
    """Clean a text, drop its repeats and say whether its mood can be known.

    Args:
        text: lyrics of any size and content; only the first 120,000 characters are read.

    Returns:
        The different lines and their places. Never raises.
    """
    text = _without_code(text[:MAX_CHARS])
    units, lines = _collect(text)
    words = sum(count_words(unit) for unit in units)
    language: str | None = None
    reason = _without_words(text) if words == 0 else None
    if reason is None:
        language = detect_language("\n".join(units)) if words >= MIN_WORDS else None
        reason = _verdict(units, words, language)
    return Prepared(reason, language, words, tuple(units), tuple(lines))


def _collect(text: str) -> tuple[list[str], list[Line]]:
    cleaned = cache(clean_line)  # what is sung twice is cleaned once
    places: dict[str, int] = {}
    units: list[str] = []
    lines: list[Line] = []
    offset = 0
    for number, raw in enumerate(text.splitlines(keepends=True)):
        for start, end in _segments(raw):
            words = cleaned(raw[start:end])
            if not _WORD.search(words):
                continue
            unit = places.setdefault(_key(words), len(units))
            if unit == len(units):
                units.append(words)
            left, right = _visible(raw, start, end)
            lines.append(Line(number, offset + left, offset + right, unit))
        offset += len(raw)
    return units, lines


def _without_code(text: str) -> str:
    """Blank what stands in the script and style elements of a page, so that places stay."""
    parts: list[str] = []
    done, opened = 0, None
    for tag in _CODE.finditer(text) if "<" in text else ():
        closes, name = tag[1] == "/", tag[2].lower()
        if opened is None and not closes:
            opened = tag
        elif opened is not None and closes and name == opened[2].lower():
            parts += (
                text[done : opened.start()],
                _WITHIN_LINE.sub(" ", text[opened.start() : tag.start()]),
            )
            done, opened = tag.start(), None
    return "".join([*parts, text[done:]])


def _segments(raw: str) -> list[tuple[int, int]]:
    if "<" not in raw:
        return [(0, len(raw))]
    cuts = [0, *(p for m in _BREAK.finditer(raw) for p in m.span()), len(raw)]
    return [(a, b) for a, b in zip(cuts[::2], cuts[1::2], strict=True) if b > a]


_STAMPS = re.compile(r"(?:\s|[\[<]\s*\d{1,3}:\d{1,2}(?:[.:]\d{1,3})?\s*[\]>])*")


def _visible(raw: str, start: int, end: int) -> tuple[int, int]:
    """Narrow a span to what a reader sees: no time stamps before it, no blanks around it."""
    stamps = _STAMPS.match(raw, start, end)
    left = stamps.end() if stamps else start
    right = left + len(raw[left:end].rstrip())
    return left, right


def _key(words: str) -> str:
    return " ".join(match.group() for match in _WORD.finditer(words.casefold()))


def _without_words(text: str) -> Reason:
    named = any(_INSTRUMENTAL.match(line) for line in text.splitlines())
    return "instrumental" if named or _NOTE.search(text) else "empty"


def _verdict(units: list[str], words: int, language: str | None) -> Reason | None:
    if words < MIN_WORDS:
        return "instrumental" if all(_INSTRUMENTAL.match(unit) for unit in units) else "too_short"
    return None if language in KNOWN_LANGUAGES else "language_unknown"
