"""Rows that are plays: into the history, and what was heard into the library."""

from collections.abc import Sequence
from uuid import UUID

from assistant.catalogue.schemas import TrackNames
from assistant.core.unit_of_work import UnitOfWork
from assistant.imports.notes import Note
from assistant.imports.reading.items import Row
from assistant.imports.reading.rows import Play
from assistant.imports.schemas import Counts, Target
from assistant.library import service as library
from assistant.listens import service as listens
from assistant.listens.schemas import PlayReport

ORIGIN = "play"
_REMEMBERED = 100_000  # songs whose track is known without asking again
Named = tuple[str, str, str | None, int | None, str | None, str | None, str | None]


class Taker:
    """Takes the plays of one file.

    Args:
        target: whose history they enter; without one they are refused.
    """

    def __init__(self, target: Target) -> None:
        self._target = target
        self._names: dict[Named, TrackNames] = {}
        self._tracks: dict[int, UUID] = {}  # by the id of an object in _names
        self._in_library: set[UUID] = set()

    def take(self, uow: UnitOfWork, rows: Sequence[tuple[int, Row]], counts: Counts) -> list[Note]:
        """Take some; what became of those that no report in the history tells of."""
        if not rows:
            return []
        user_id = self._target.user_id
        if user_id is None:
            for _ in rows:
                counts.count(counts.refused, "no_listener")
            return [Note(n, n, "refused", "no_listener") for n, _ in rows]
        reports = [self._report(n, row) for n, row in rows]
        done = listens.record(uow, user_id, reports)
        self._tracks |= {id(r.track): r.track_id for r in reports if r.track_id is not None}
        fresh = set(done.track_ids) - self._in_library
        library.add(uow, user_id, fresh, ORIGIN, self._target.import_id)
        self._in_library |= fresh
        counts.added += done.added
        counts.merged += done.merged
        for reason, number in done.reasons.items():
            counts.count(counts.skipped, reason, number)
        counts.count(counts.skipped, "already_here", done.repeated)
        return [Note(n, n, "skipped", "already_here") for n in done.repeated_rows]

    def _named(self, play: Play) -> TrackNames:
        """One object for all plays of a song, as the file names it."""
        key = (play.title, play.artist, play.album, play.duration_ms, play.spotify_id,
               play.isrc, play.mbid)  # fmt: skip
        found = self._names.get(key)
        if found is None:
            if len(self._names) >= _REMEMBERED:
                self._names, self._tracks = {}, {}
            found = self._names[key] = TrackNames(
                play.title, [play.artist], play.album, play.duration_ms, isrc=play.isrc,
                spotify_id=play.spotify_id, mbid=play.mbid, origin=ORIGIN,
            )  # fmt: skip
        return found

    def _report(self, number: int, row: Row) -> PlayReport:
        play = row.item
        assert isinstance(play, Play)  # noqa: S101 - as chosen by the caller
        names = self._named(play)
        return PlayReport(
            play.source, row.key, names, play.start, play.end, play.ms_played,
            self._tracks.get(id(names)), self._target.import_id, number, play.context,
        )  # fmt: skip
