"""What names a row of a history: its content, and its ordinal among equal rows of one file."""

from hashlib import blake2b

from assistant.imports.reading.rows import Play

_REMEMBERED = 500_000  # rows; equal ones lie together, and memory has an end
_YEARS_BEFORE_1970 = 10_000_000_000  # seconds, so that no key has a sign


class Keys:
    """Gives the rows of one file their keys.

    A key begins with the time: rows of one time lie together in the database's index, which makes
    a million of them fast to write.
    """

    def __init__(self) -> None:
        self._seen: dict[str, int] = {}

    def of(self, play: Play) -> str:
        """The key of the next row; at most 80 characters."""
        moment = play.start.timestamp()
        said = (
            f"{moment}\x1f{play.title}\x1f{play.artist}\x1f{play.album}\x1f{play.ms_played}\x1f"
            f"{play.spotify_id}\x1f{play.isrc}\x1f{play.mbid}"
        )
        digest = blake2b(said.encode(), digest_size=12).hexdigest()
        key = f"{int(moment) + _YEARS_BEFORE_1970:011d}{digest}"
        count = self._seen.get(key, 0)
        if len(self._seen) >= _REMEMBERED:
            self._seen.clear()
        self._seen[key] = count + 1
        return key if count == 0 else f"{key}:{count}"
