"""What kind of file this is: decided by its first rows, never by its name alone."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain, islice
from typing import Any

from assistant.imports.reading import others, spotify
from assistant.imports.reading.rows import Item, Raw

_LOOKED_AT = 200  # rows; the first ones may be broken, or say little


@dataclass(frozen=True, slots=True)
class Format:
    """One kind of history.

    Attributes:
        key: its name in reports.
        fits: whether a row is of this kind.
        read: the play that a row tells.
        unpack: makes rows of pages, where rows come in pages.
    """

    key: str
    fits: Callable[[dict[str, Any]], bool]
    read: Callable[[dict[str, Any]], Item]
    unpack: Callable[[Iterator[Raw]], Iterator[Raw]] | None = None


PLAYS: tuple[Format, ...] = (
    Format("spotify_extended", spotify.is_extended, spotify.extended),
    Format("spotify_account", spotify.is_account, spotify.account),
    Format("youtube", others.is_youtube, others.youtube),
    Format("listenbrainz", others.is_listenbrainz, others.listenbrainz),
    Format("maloja", others.is_maloja, others.maloja),
    Format("pano", others.is_pano, others.pano),
    Format("lastfm", others.is_lastfm, others.lastfm, others.lastfm_rows),
    Format("apple", others.is_apple, others.apple),
    Format("plays", others.is_table, others.table),
)
CATALOGUE = "catalogue"


def detect(raw: Iterator[Raw]) -> tuple[Format | None, Iterator[Raw]]:
    """The kind that the first telling row shows (None: songs, not plays), and all rows."""
    start = list(islice(raw, _LOOKED_AT))
    found = next(
        (kind for row in start if isinstance(row, dict) for kind in PLAYS if _fits(kind, row)),
        None,
    )
    return found, chain(start, raw)


def _fits(kind: Format, row: Mapping[str, Any]) -> bool:
    return kind.fits(dict(row))
