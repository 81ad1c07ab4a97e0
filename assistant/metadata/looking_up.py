"""The asking itself: one song after another, each answer kept before the next question."""

import os
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import structlog

from assistant.accounts.photos import drawn_anew
from assistant.catalogue import learning
from assistant.catalogue import service as catalogue
from assistant.catalogue.schemas import TrackNames, TrackView
from assistant.core.actor import SYSTEM
from assistant.core.errors import RuleViolated, UpstreamError, UpstreamUnavailable
from assistant.core.recordings import Recording
from assistant.integrations.musicbrainz import Facts, MusicBrainzClient
from assistant.jobs.context import JobContext
from assistant.metadata import repository
from assistant.models.metadata import MetadataLookup

log = structlog.get_logger(__name__)
ORIGIN = "musicbrainz"
MISSING_FOR, REFUSED_FOR = timedelta(days=60), timedelta(days=7)
_AT_ONCE = 20


class LookingUp:
    """One run; it ends when nothing waits, when it is switched off, or at trouble over there.

    Args:
        ctx: the job.
        client: MusicBrainz.
        covers: the folder of covers.
    """

    def __init__(self, ctx: JobContext, client: MusicBrainzClient, covers: Path) -> None:
        self._ctx, self._client, self._covers = ctx, client, covers
        self._counts = {"found": 0, "missing": 0, "refused": 0, "covers": 0}

    def run(self) -> dict[str, Any]:
        """Ask until nothing waits; how many songs were found, and how many not.

        Raises:
            DomainError: MusicBrainz is down or asks for rest; what was answered is kept.
        """
        done = 0
        while songs := self._next():
            for song, recording in songs:
                self._ctx.progress(done, done + self._waiting())
                self._ask(song, recording)
                done += 1
                if not self._is_on():
                    return self._counts
        return self._counts

    def _next(self) -> list[tuple[TrackView, Recording]]:
        with self._ctx.open_uow(read=True) as uow:
            if not repository.is_on(uow.db):
                return []
            ids = repository.next_tracks(uow.db, uow.now, _AT_ONCE)
            views = catalogue.tracks_by_id(uow, SYSTEM, ids)
            named = catalogue.identifiers_of(uow, ids)
        return [(views[i], _recording(views[i], named.get(i, {}))) for i in ids if i in views]

    def _waiting(self) -> int:
        with self._ctx.open_uow(read=True) as uow:
            return repository.count_waiting(uow.db, uow.now)

    def _is_on(self) -> bool:
        with self._ctx.open_uow(read=True) as uow:
            return repository.is_on(uow.db)

    def _ask(self, song: TrackView, recording: Recording) -> None:
        """Ask about one song; an answer of no sense is remembered, silence is not."""
        try:
            facts = self._client.look_up(recording)
        except UpstreamUnavailable:
            raise
        except UpstreamError as error:
            if error.code != "musicbrainz_lied":
                raise
            log.warning("an answer about a song makes no sense", track_id=str(song.id))
            self._remember(song.id, "refused")
            return
        if facts is None:
            self._remember(song.id, "missing")
            return
        with self._ctx.open_uow() as uow:
            learning.learn(uow, song.id, _names(song, facts))
            album = learning.album_of(uow, song.id)
        has_cover = False
        if album is not None and facts.release_mbid is not None:
            album_id, cover = album
            has_cover = cover is not None or self._fetch_cover(album_id, facts.release_mbid)
        self._remember(song.id, "found", has_cover=has_cover)

    def _fetch_cover(self, album_id: UUID, release_mbid: str) -> bool:
        """Keep a cover of our own drawing; whatever is no picture we take counts as none."""
        try:
            given = self._client.cover(release_mbid)
            drawn = None if given is None else drawn_anew(given)
        except RuleViolated:
            return False
        except UpstreamError as error:
            if error.code != "musicbrainz_lied":
                raise
            return False
        if drawn is None:
            return False
        name = f"{album_id}.webp"
        _keep(self._covers, name, drawn)
        with self._ctx.open_uow() as uow:
            learning.set_cover(uow, album_id, name)
        return True

    def _remember(self, track_id: UUID, state: str, *, has_cover: bool = False) -> None:
        self._counts[state] += 1
        self._counts["covers"] += has_cover
        with self._ctx.open_uow() as uow:
            again = {"missing": MISSING_FOR, "refused": REFUSED_FOR}.get(state)
            row = MetadataLookup(
                track_id=track_id, state=state, asked_at=uow.now, has_cover=has_cover,
                retry_after=None if again is None else uow.now + again,
            )  # fmt: skip
            repository.remember(uow.db, row)


def _recording(song: TrackView, named: dict[str, str]) -> Recording:
    known: dict[str, str] = {
        scheme: named[scheme] for scheme in ("mbid", "isrc") if scheme in named
    }
    artists = tuple(artist.name for artist in song.artists) or (song.artist,)
    return Recording(song.title, artists, song.duration_ms, known)


def _names(song: TrackView, facts: Facts) -> TrackNames:
    return TrackNames(
        title=song.title, artists=[artist.name for artist in song.artists],
        album=facts.release_title, duration_ms=facts.duration_ms, genres=facts.genres,
        release_date=facts.release_date, release_year=facts.release_year, isrc=facts.isrc,
        mbid=facts.mbid, origin=ORIGIN,
    )  # fmt: skip


def _keep(folder: Path, name: str, data: bytes) -> None:
    """Write a cover; it is there whole or not at all."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    part = folder / f"{name}.part"
    with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
        file.write(data)
    part.replace(folder / name)
