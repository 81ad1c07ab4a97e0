"""What the catalogue makes of names: identifiers, searched text, release dates."""

from collections.abc import Callable, Iterable
from datetime import date
from math import log

from anyascii import anyascii

from assistant.core.columns import clean_text
from assistant.core.music_names import artist_key, title_key

name_key = title_key  # of titles, albums and genres
SEPARATOR = "\u241f"  # a visible "unit separator": no name holds it
LENGTH_STEP = 1.5
FIRST_YEAR, LAST_YEAR = 1000, 2999


def text_identifier(artist: str, title: str) -> str:
    """What names a recording when nothing better does: first artist and title."""
    return f"{artist_key(artist)}{SEPARATOR}{name_key(title)}"


def text_identifier_of_length(text: str, duration_ms: int) -> str:
    """What names a recording whose names another has that is far shorter or longer."""
    return f"{text}{SEPARATOR}{round(log(duration_ms, LENGTH_STEP))}"


def search_key(*names: str) -> str:
    """Names as searched: ASCII letters, without case, words apart by one space."""
    return " ".join(anyascii(clean_text(" ".join(names))).casefold().split())


def distinct(names: Iterable[str], limit: int, key: Callable[[str], str] = name_key) -> list[str]:
    """Names without blanks and repeats, in their order."""
    kept: dict[str, str] = {}
    for name in names:
        shown = " ".join(clean_text(name).split())
        if shown:
            kept.setdefault(key(shown), shown)
    return list(kept.values())[:limit]


def release(day: date | None, year: int | None) -> tuple[date | None, str | None]:
    """When a recording came out, and how exactly that is known ("day" or "year")."""
    if day is not None:
        return day, "day"
    if year is not None and FIRST_YEAR <= year <= LAST_YEAR:
        return date(year, 1, 1), "year"
    return None, None
