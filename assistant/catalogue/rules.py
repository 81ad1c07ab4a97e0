"""How names of music are compared: two spellings of one recording meet, two recordings do not."""

import re
import unicodedata
from collections.abc import Iterable
from datetime import date

from anyascii import anyascii

from assistant.core.columns import clean_text

KEY_LENGTH = 300
SEPARATOR = "\u241f"  # a visible "unit separator": no name holds it
FIRST_YEAR, LAST_YEAR = 1000, 2999

_REMASTER = re.compile(
    r"\s*[(\[][^)\]]*\bremaster(?:ed)?\b[^)\]]*[)\]]"
    r"|\s+[-\u2013\u2014]\s+[^-\u2013\u2014]*\bremaster(?:ed)?\b[^-\u2013\u2014]*$"
)
_GUESTS = re.compile(
    r"\s*[(\[]\s*(?:feat|ft|featuring)\b[^)\]]*[)\]]|\s+(?:feat\.?|ft\.|featuring)\s.*$"
)
_APOSTROPHES = re.compile(r"['\u2018\u2019\u02bc`\u00b4]")
_OTHER = re.compile(r"[\W_]+")


def name_key(name: str) -> str:
    """A name as compared: NFKC, without case, punctuation, guests and remaster notes.

    Words that make another recording (live, remix, acoustic) stay, accents stay. A name of
    nothing else ("???", "(remastered)") keeps its signs, so that no two meet in an empty key.
    """
    plain = unicodedata.normalize("NFKC", clean_text(name)).casefold().strip()
    bare = _APOSTROPHES.sub("", _REMASTER.sub("", _GUESTS.sub("", plain)))
    words = _OTHER.sub(" ", bare).strip()
    return unicodedata.normalize("NFC", words or plain)[:KEY_LENGTH]


def text_identifier(artist: str, title: str) -> str:
    """What names a recording when nothing better does: first artist and title."""
    return f"{name_key(artist)}{SEPARATOR}{name_key(title)}"


def search_key(*names: str) -> str:
    """Names as searched: ASCII letters, without case, words apart by one space."""
    return " ".join(anyascii(clean_text(" ".join(names))).casefold().split())


def distinct(names: Iterable[str], limit: int) -> list[str]:
    """Names without blanks and repeats, in their order."""
    kept: dict[str, str] = {}
    for name in names:
        shown = " ".join(clean_text(name).split())
        if shown:
            kept.setdefault(name_key(shown), shown)
    return list(kept.values())[:limit]


def release(day: date | None, year: int | None) -> tuple[date | None, str | None]:
    """When a recording came out, and how exactly that is known ("day" or "year")."""
    if day is not None:
        return day, "day"
    if year is not None and FIRST_YEAR <= year <= LAST_YEAR:
        return date(year, 1, 1), "year"
    return None, None
