"""Use cases of scrobbling, whatever the protocol: recording, what is playing, likes."""

from collections.abc import Sequence
from uuid import UUID

from assistant.accounts import service as accounts
from assistant.auth import personal
from assistant.auth.scrobbler import Scrobbler
from assistant.catalogue import service as catalogue
from assistant.catalogue.schemas import TrackNames
from assistant.core.actor import Actor, listener
from assistant.core.errors import NotFound
from assistant.core.settings import Settings
from assistant.core.unit_of_work import OpenUow, UnitOfWork
from assistant.library import service as library
from assistant.listens import service as listens
from assistant.listens.events import PlayingSeen
from assistant.listens.schemas import PlayReport, Recorded
from assistant.models.scrobbles import PlayingNow, ScrobbleRequest
from assistant.scrobbles import forwarding, repository, rules
from assistant.scrobbles.schemas import (
    Heard,
    LastRequest,
    NowPlaying,
    Protocol,
    ScrobbleTokenView,
    ScrobblingView,
)

POLLED = "Spotify"
AT_ONCE = 250
"""Listens of one transaction: an import of a thousand must not hold others up."""


def submit(
    open_uow: OpenUow, who: Scrobbler, protocol: Protocol, heard: Sequence[Heard]
) -> Recorded:
    """Record what was heard; the same report again changes nothing.

    Args:
        open_uow: opens a unit for every `AT_ONCE` reports; what is sent again after a failure in
            the middle is found to be here.
        who: whose program it is.
        protocol: how it came; it is the source of the reports.
        heard: with times.
    """
    parts = []
    for start in range(0, len(heard), AT_ONCE):
        with open_uow() as uow:
            parts.append(_record(uow, who, protocol, heard[start : start + AT_ONCE]))
    return Recorded(
        added=sum(p.added for p in parts), merged=sum(p.merged for p in parts),
        skipped=sum(p.skipped for p in parts), repeated=sum(p.repeated for p in parts),
        track_ids=tuple(i for p in parts for i in p.track_ids),
    )  # fmt: skip


def _record(
    uow: UnitOfWork, who: Scrobbler, protocol: Protocol, heard: Sequence[Heard]
) -> Recorded:
    reports = [_report(one, protocol) for one in heard]
    recorded = listens.record(uow, who.user_id, reports)
    forwarding.plan(uow, who.user_id, protocol, [report.source_key for report in reports])
    for one in heard:
        if one.rating is not None:
            rate(uow, who, track_of(uow, one), one.rating)
    return recorded


def set_playing(uow: UnitOfWork, who: Scrobbler, heard: Heard) -> None:
    """Show a song as playing now; it is no listen."""
    until = rules.playing_until(uow.now, heard.duration_ms)
    repository.set_playing(
        uow.db,
        PlayingNow(
            user_id=who.user_id, track_name=heard.title, artist_name=heard.artist,
            album_name=heard.album, duration_ms=_duration(heard), client=heard.client,
            started_at=uow.now, expires_at=until,
        ),
    )  # fmt: skip


def on_playing_seen(uow: UnitOfWork, event: PlayingSeen) -> None:
    """Show what a provider says is playing, unless a program of the listener's tells it already."""
    shown = repository.find_playing(uow.db, event.user_id, uow.now)
    until = rules.playing_until(event.begun_at, event.duration_ms)
    if (shown is not None and shown.client != POLLED) or until <= uow.now:
        return
    repository.set_playing(
        uow.db,
        PlayingNow(
            user_id=event.user_id, track_name=event.title, artist_name=event.artist,
            album_name=event.album, duration_ms=event.duration_ms, client=POLLED,
            started_at=event.begun_at, expires_at=until,
        ),
    )  # fmt: skip


def now_playing(uow: UnitOfWork, actor: Actor) -> NowPlaying | None:
    """What the actor's player says it plays; None when that has ended."""
    return playing_of(uow, actor.require_user("music:read"))


def playing_of(uow: UnitOfWork, user_id: UUID) -> NowPlaying | None:
    """What a listener's player says it plays; None when that has ended."""
    row = repository.find_playing(uow.db, user_id, uow.now)
    if row is None:
        return None
    return NowPlaying(
        title=row.track_name, artist=row.artist_name, album=row.album_name, client=row.client,
        started_at=row.started_at, expires_at=row.expires_at,
    )  # fmt: skip


def track_of(uow: UnitOfWork, heard: Heard) -> UUID:
    """The track that a report means, made where it is new."""
    return catalogue.get_or_create_track(uow, _names(heard))


def recorded_track(
    uow: UnitOfWork, who: Scrobbler, protocol: Protocol, heard: Heard
) -> UUID | None:
    """The track of a report that was recorded; None when it is no listen."""
    key = rules.source_key(heard.ts or 0, heard.artist, heard.title)
    return repository.tracks_of(uow.db, who.user_id, protocol, [key]).get(key)


def named_track(
    uow: UnitOfWork, who: Scrobbler, *, track_id: UUID | None = None, mbid: str | None = None
) -> UUID:
    """A track that a program names by an identifier.

    Raises:
        NotFound: nothing here has it.
    """
    me = listener(who.user_id)
    found = None if mbid is None else catalogue.find_track(uow, me, "mbid", mbid)
    if found is None and track_id is not None:
        found = catalogue.get_track(uow, me, track_id).id
    if found is None:
        raise NotFound("track_not_found", "No recording of this identifier is known here.")
    return found


def rate(uow: UnitOfWork, who: Scrobbler, track_id: UUID, rating: int) -> None:
    """Make love a like (+1) and hate "not for me" (-1); 0 takes either back."""
    me = listener(who.user_id)
    if rating == 0 and not library.ratings(uow, who.user_id, [track_id]).get(track_id):
        return  # nothing was said of it: it does not come into the library by that
    library.rate(uow, me, track_id, rating)


def note_request(
    uow: UnitOfWork, who: Scrobbler, protocol: Protocol, client: str, what: str, outcome: str,
    *, good: bool,
) -> None:  # fmt: skip
    """Keep the last request of a token, for its listener to look at."""
    repository.set_request(
        uow.db,
        ScrobbleRequest(
            token_id=who.token_id, at=uow.now, protocol=protocol, client=client, what=what,
            outcome=outcome, good=good,
        ),
    )  # fmt: skip


def scrobbling(uow: UnitOfWork, settings: Settings, actor: Actor) -> ScrobblingView:
    """What the actor has to tell their programs, and what those sent last."""
    user_id = actor.require_user()
    kept = [t for t in personal.list_tokens(uow, actor) if t.kind == "scrobble"]
    seen = repository.requests_of(uow.db, [token.id for token in kept])
    return ScrobblingView(
        user_name=accounts.get_user(uow, user_id).display_name,
        listenbrainz_url=settings.origin, lastfm_url=f"{settings.origin}/2.0/",
        audioscrobbler_url=f"{settings.origin}/apis/audioscrobbler/",
        now_playing=playing_of(uow, user_id),
        tokens=[
            ScrobbleTokenView(
                token_id=token.id, name=token.name, expires_at=token.expires_at,
                expired=token.expired, last_request=_request(seen.get(token.id)),
            )
            for token in kept
        ],
    )  # fmt: skip


def _request(row: ScrobbleRequest | None) -> LastRequest | None:
    return None if row is None else LastRequest.model_validate(row, from_attributes=True)


def _report(heard: Heard, protocol: Protocol) -> PlayReport:
    assert heard.ts is not None  # noqa: S101 - the protocols' rules see to it
    context = {"client": heard.client, "service": heard.service}
    return PlayReport(
        source=protocol, source_key=rules.source_key(heard.ts, heard.artist, heard.title),
        track=_names(heard), started_at=rules.moment(heard.ts),
        context={name: value for name, value in context.items() if value},
    )  # fmt: skip


def _names(heard: Heard) -> TrackNames:
    return TrackNames(
        title=heard.title, artists=[heard.artist], album=heard.album, duration_ms=_duration(heard),
        mbid=heard.mbid, isrc=heard.isrc, spotify_id=heard.spotify_id, origin="play",
    )  # fmt: skip


def _duration(heard: Heard) -> int | None:
    return heard.duration_ms if (heard.duration_ms or 0) < 2**31 else None
