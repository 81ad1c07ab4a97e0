"""Looking missing lyrics up: politely, one song after another, every answer kept at once."""

from collections.abc import Callable, Sequence
from uuid import UUID

import structlog

from assistant.catalogue import service as catalogue
from assistant.catalogue.schemas import TrackView
from assistant.core.actor import Actor
from assistant.core.errors import DomainError, RateLimited, RuleViolated, UpstreamUnavailable
from assistant.core.errors import UpstreamTimeout as Timeout
from assistant.core.unit_of_work import OpenUow
from assistant.integrations.lrclib import Found, LrclibClient, Missing
from assistant.lyrics import service as lyrics
from assistant.lyrics.schemas import FoundLyrics

PROVIDER = "lrclib"
FIRST_WAIT_S, LONGEST_WAIT_S, PATIENCE_S = 5.0, 60.0, 180.0
_AWAY = (RateLimited, UpstreamUnavailable, Timeout)
log = structlog.get_logger(__name__)


class LyricsLookup:
    """Asks LRCLIB for what is not known; gives up for now when it stays away.

    Args:
        open_uow: opens a short unit before and after each question, never around one.
        client: LRCLIB.
        actor: on whose behalf.
        pause: waits for seconds, or raises to stop.
    """

    def __init__(
        self, open_uow: OpenUow, client: LrclibClient, actor: Actor, pause: Callable[[float], None]
    ) -> None:
        self._open_uow, self._client, self._actor, self._pause = open_uow, client, actor, pause
        self._patience_s = PATIENCE_S
        self.stopped_by: str | None = None

    def fetch(self, ids: Sequence[UUID]) -> None:
        """Ask for those of some tracks whose lyrics are not known; afterwards they are, or none is.

        A song whose answer makes no sense is left as it was, to be asked for another time.
        """
        for track in self._wanted(ids):
            if self.stopped_by is not None:
                return
            try:
                found = self._ask(track)
            except _AWAY as error:
                self.stopped_by = error.code
            except DomainError as error:
                log.warning("lyrics could not be looked up", code=error.code)
            else:
                self._keep(track.id, found)

    def _wanted(self, ids: Sequence[UUID]) -> list[TrackView]:
        with self._open_uow(read=True) as uow:
            missing = lyrics.needs_fetch(uow, ids, uow.now)
            missing -= lyrics.texts_for(uow, self._actor.require_user(), missing).keys()
            tracks = catalogue.tracks_by_id(uow, self._actor, missing)
        return [tracks[i] for i in ids if i in tracks and not tracks[i].is_sample]

    def _ask(self, track: TrackView) -> Found | Missing:
        """One question; when LRCLIB is away, wait and ask again while patience lasts."""
        wait_s = FIRST_WAIT_S
        while True:
            try:
                return self._client.find(
                    track.title, track.artists[0].name if track.artists else track.artist,
                    track.album, None if track.duration_ms is None else track.duration_ms / 1000,
                )  # fmt: skip
            except _AWAY as error:
                asked_s = float(error.context.get("retry_after_s") or wait_s)
                if asked_s > self._patience_s:
                    raise
                self._patience_s -= asked_s
                self._pause(asked_s)
                wait_s = min(LONGEST_WAIT_S, wait_s * 2)

    def _keep(self, track_id: UUID, found: Found | Missing) -> None:
        with self._open_uow() as uow:
            if isinstance(found, Missing):
                lyrics.save_missing(uow, track_id, PROVIDER)
            elif found.instrumental:
                lyrics.save_missing(
                    uow, track_id, PROVIDER, instrumental=True, provider_ref=found.ref
                )
            else:
                text = FoundLyrics(found.plain or "", found.synced, found.ref)
                try:
                    lyrics.save_found(uow, track_id, PROVIDER, text, in_batch=True)
                except RuleViolated:  # longer than any song's words
                    lyrics.save_missing(uow, track_id, PROVIDER, provider_ref=found.ref)
