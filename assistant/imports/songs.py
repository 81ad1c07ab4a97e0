"""Rows that are songs of a catalogue: into the library, with their lyrics."""

from collections.abc import Sequence
from uuid import UUID

from assistant.catalogue import service as catalogue
from assistant.catalogue.schemas import Made
from assistant.core.errors import RuleViolated
from assistant.core.unit_of_work import UnitOfWork
from assistant.imports.notes import Note
from assistant.imports.reading.items import Row
from assistant.imports.rules import Song
from assistant.imports.schemas import Counts, Target
from assistant.library import service as library
from assistant.lyrics import service as lyrics
from assistant.lyrics.schemas import FoundLyrics

PROVIDER = "import"


class Taker:
    """Takes the songs of one file.

    Args:
        target: whose they become.
    """

    def __init__(self, target: Target) -> None:
        self._target = target
        self._seen: set[UUID] = set()

    def take(self, uow: UnitOfWork, rows: Sequence[tuple[int, Row]], counts: Counts) -> list[Note]:
        """Take some; what became of each."""
        notes, songs = self._readable(rows, counts)
        if not songs:
            return notes
        target = self._target
        made = catalogue.get_or_create_tracks(uow, [song.names for _, song in songs])
        ids = {one.track_id for one in made}
        held = library.held_ids(uow, target.user_id, ids) if target.user_id else ids
        for (number, song), one in zip(songs, made, strict=True):
            notes.append(self._count(uow, number, song, one, held, counts))
            self._seen.add(one.track_id)
        if target.user_id is not None:
            library.add(uow, target.user_id, ids, PROVIDER, target.import_id)
        return notes

    def _readable(
        self, rows: Sequence[tuple[int, Row]], counts: Counts
    ) -> tuple[list[Note], list[tuple[int, Song]]]:
        """Refuse those whose words are none; count values that were left out of the others."""
        notes, songs = [], []
        for number, row in rows:
            song = row.item
            if not isinstance(song, Song):
                continue
            try:
                for text in (song.lyrics, song.synced):
                    lyrics.read(text, self._target.max_bytes)
            except RuleViolated as error:
                counts.count(counts.refused, error.code)
                shown = f"{song.names.artists[0]} - {song.names.title}"
                notes.append(Note(number, number, "refused", error.code, shown))
                continue
            for column in song.mended:
                counts.count(counts.mended, column)
            songs.append((number, song))
        return notes, songs

    def _count(
        self, uow: UnitOfWork, number: int, song: Song, one: Made, held: set[UUID], counts: Counts
    ) -> Note:
        gained = self._keep_lyrics(uow, song, one)
        if one.track_id in self._seen and not gained:
            counts.count(counts.skipped, "repeated")
            return Note(number, number, "skipped", "repeated")
        if one.created:
            counts.added += 1
            return Note(number, number, "added")
        if gained or one.changed or one.track_id not in held:
            counts.merged += 1
            return Note(number, number, "merged")
        counts.count(counts.skipped, "already_here")
        return Note(number, number, "skipped", "already_here")

    def _keep_lyrics(self, uow: UnitOfWork, song: Song, made: Made) -> bool:
        if not song.lyrics.strip() and not song.synced.strip():
            return False
        target = self._target
        ref = None if target.import_id is None else str(target.import_id)
        found = FoundLyrics(song.lyrics, song.synced or None, ref, language=song.names.language)
        return lyrics.save_found(
            uow, made.track_id, PROVIDER, found, for_owner=target.owner_key, in_batch=True,
            max_bytes=target.max_bytes,
        )  # fmt: skip
