"""Looking missing lyrics up: politely, one song after another, every answer kept at once."""

from collections import Counter
from collections.abc import Callable, Sequence
from importlib.metadata import version
from uuid import UUID

import structlog

from assistant.catalogue import service as catalogue
from assistant.catalogue.schemas import TrackView
from assistant.core.actor import Actor
from assistant.core.errors import DomainError, RateLimited, RuleViolated, UpstreamUnavailable
from assistant.core.errors import UpstreamTimeout as Timeout
from assistant.core.settings import Settings
from assistant.core.unit_of_work import OpenUow
from assistant.integrations.lrclib import Found, LrclibClient, Missing, ProviderState
from assistant.lyrics import asking
from assistant.lyrics import service as lyrics
from assistant.lyrics.schemas import FoundLyrics

FIRST_WAIT_S, LONGEST_WAIT_S, PATIENCE_S = 5.0, 60.0, 180.0
_AWAY = (RateLimited, UpstreamUnavailable, Timeout)
log = structlog.get_logger(__name__)


def client_for(settings: Settings, state: ProviderState) -> LrclibClient:
    """A client of LRCLIB that says who we are; `state` is shared by all of a process."""
    return LrclibClient(
        user_agent=f"Attune {version('attune')} (self-hosted music assistant)",
        base_url=settings.lrclib_url, timeout_s=settings.upstream_timeout_s, state=state,
    )  # fmt: skip


class LyricsLookup:
    """Asks LRCLIB for what is not known; gives up for now when it stays away.

    Args:
        open_uow: opens a short unit before and after each question, never around one.
        client: LRCLIB.
        actor: on whose behalf.
        claim: the job that asks; killed and run again, it goes on with its own questions.
        pause: waits for seconds, or raises to stop.
        may_ask: whether the next question is still allowed, asked before each.

    Attributes:
        stopped_by: the code of what ended it; nothing is asked after that.
        came: how many answers of each kind came: found, missing, instrumental, failed.
    """

    def __init__(
        self, open_uow: OpenUow, client: LrclibClient, actor: Actor, claim: UUID,
        pause: Callable[[float], None], may_ask: Callable[[], bool] = lambda: True,
    ) -> None:  # fmt: skip
        self._open_uow, self._client, self._actor = open_uow, client, actor
        self._claim, self._pause, self._may_ask = claim, pause, may_ask
        self._patience_s = PATIENCE_S
        self.stopped_by: str | None = None
        self.came: Counter[str] = Counter()

    def fetch(self, ids: Sequence[UUID]) -> None:
        """Ask for those of some tracks whose lyrics are not known; afterwards they are, or none is.

        A song whose answer makes no sense is noted as failed, to be asked for another time.
        """
        for track in self._wanted(ids):
            if self.stopped_by is None and self._begin(track.id):
                self._look_up(track)

    def _wanted(self, ids: Sequence[UUID]) -> list[TrackView]:
        with self._open_uow(read=True) as uow:
            missing = lyrics.needs_fetch(uow, ids, uow.now)
            own = lyrics.own_states(uow, self._actor.require_user(), missing)
            missing -= {i for i, state in own.items() if state != "missing"}
            tracks = catalogue.tracks_by_id(uow, self._actor, missing)
        return [tracks[i] for i in ids if i in tracks and not tracks[i].is_sample]

    def _begin(self, track_id: UUID) -> bool:
        """Whether this song is ours to ask about now."""
        if not self._may_ask():
            self.stopped_by = "not_allowed"
            return False
        with self._open_uow(read=True) as uow:
            wait_s = asking.blocked_for_s(uow)
        if wait_s > self._patience_s:
            self.stopped_by = "lrclib_rate_limited"
            return False
        if wait_s:
            self._wait(wait_s)
        with self._open_uow() as uow:
            return asking.take(uow, track_id, self._claim)

    def _look_up(self, track: TrackView) -> None:
        try:
            found = self._ask(track)
        except _AWAY as error:
            self.stopped_by = error.code
            self._leave(track.id)
        except DomainError as error:
            log.warning("lyrics could not be looked up", code=error.code)
            self.came["failed"] += 1
            with self._open_uow() as uow:
                asking.failed(uow, track.id, error.code)
        except BaseException:
            self._leave(track.id)  # told to stop: the next may ask
            raise
        else:
            self._keep(track.id, found)

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
                said_s = error.context.get("retry_after_s")
                with self._open_uow() as uow:
                    limited = isinstance(error, RateLimited)
                    asking.trouble(uow, "slow_down" if limited else "away", said_s)
                asked_s = float(said_s or wait_s)
                if asked_s > self._patience_s:
                    raise
                self._wait(asked_s)
                wait_s = min(LONGEST_WAIT_S, wait_s * 2)

    def _wait(self, seconds: float) -> None:
        self._patience_s -= seconds
        self._pause(seconds)

    def _leave(self, track_id: UUID) -> None:
        with self._open_uow() as uow:
            asking.let_go(uow, track_id)

    def _keep(self, track_id: UUID, found: Found | Missing) -> None:
        with self._open_uow() as uow:
            asking.answered(uow, track_id)
            if isinstance(found, Missing):
                lyrics.save_missing(uow, track_id, asking.LRCLIB)
                kind = "missing"
            elif found.instrumental:
                lyrics.save_missing(
                    uow, track_id, asking.LRCLIB, instrumental=True, provider_ref=found.ref
                )
                kind = "instrumental"
            else:
                text = FoundLyrics(found.plain or "", found.synced, found.ref)
                kind = "found"
                try:
                    lyrics.save_found(uow, track_id, asking.LRCLIB, text, in_batch=True)
                except RuleViolated:  # longer than any song's words
                    lyrics.save_missing(uow, track_id, asking.LRCLIB, provider_ref=found.ref)
                    kind = "missing"
        self.came[kind] += 1
