"""Reading what was played on Spotify: once a play, one reader at a time, gaps noted."""

import hashlib
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID

from assistant.connections import items, poll_repository, poll_rules, repository, rules
from assistant.connections.listener_spotify import ListenerSpotify
from assistant.core.columns import clean_text
from assistant.core.crypto import Vault
from assistant.core.errors import Conflict, DomainError
from assistant.core.ids import new_id
from assistant.core.settings import Settings
from assistant.core.unit_of_work import OpenUow, UnitOfWork
from assistant.integrations.spotify.schemas import PlayedItem, Player, RecentlyPlayed, Track
from assistant.library import service as library
from assistant.listens import service as listens
from assistant.listens.events import PlayingSeen
from assistant.listens.schemas import PlayReport, Recorded
from assistant.models.connections import Connection, KnownGap, Poll

PLAYER_SCOPE, RECENT_SCOPE = "user-read-playback-state", "user-read-recently-played"
NAME_MAX = 300
_CALLS = 6  # of one reading, a renewed token and repeats included


@dataclass(frozen=True, slots=True)
class Pulled:
    """What reading the recent plays brought; `gap` when some were lost before."""

    recorded: Recorded
    gap: bool


def pull_recent(
    open_uow: OpenUow, vault: Vault, settings: Settings, user_id: UUID, reader: UUID | None = None
) -> Pulled:
    """Record what was played since the last time, and note when to look again.

    Args:
        open_uow: opens units of work; none is held while Spotify is asked.
        vault: opens the tokens.
        settings: which Spotify.
        user_id: the listener.
        reader: who reads; the same one may begin again after a crash.

    Raises:
        Conflict: "spotify_poll_running": somebody else is reading; or "spotify_not_connected".
        DomainError: as `ListenerSpotify.call`.
    """
    me = reader or new_id()
    after = _begin(open_uow, settings, user_id, me)
    try:
        with ListenerSpotify(open_uow, vault, settings, user_id) as spotify:
            page = spotify.call(lambda client: client.recently_played(after_ms=after))
            player = _player(open_uow, spotify, settings, user_id)
    except DomainError as error:
        _note_failure(open_uow, settings, user_id, me, error)
        raise
    with open_uow() as uow:
        return _keep(uow, settings, user_id, me, page, player)


def _begin(open_uow: OpenUow, settings: Settings, user_id: UUID, me: UUID) -> int | None:
    """Claim the reading; from when on to ask, in Unix ms."""
    with open_uow() as uow:
        row = _connection(uow, settings, user_id)
        if row is None:
            raise Conflict("spotify_not_connected", "Connect Spotify first, under Connections.")
        poll_repository.ensure(uow.db, first_poll(row.id, uow.now))
        lasts = timedelta(seconds=60 + _CALLS * settings.upstream_timeout_s)
        if not poll_repository.claim(uow.db, row.id, me, uow.now, uow.now + lasts):
            raise Conflict(
                "spotify_poll_running", "What you played is being read right now. Try again soon."
            )
        if not row.cursor:
            return None
        return max(0, int(row.cursor) - int(poll_rules.OVERLAP.total_seconds() * 1000))


def first_poll(connection_id: UUID, now: datetime, *, is_on: bool = True) -> Poll:
    """The schedule of a new connection: at once."""
    return Poll(
        connection_id=connection_id, is_on=is_on, next_at=now, interval_s=poll_rules.FIRST_S
    )


def _player(
    open_uow: OpenUow, spotify: ListenerSpotify, settings: Settings, user_id: UUID
) -> Player | None:
    """What plays now; nothing when Spotify does not tell: that keeps no play from being read."""
    with open_uow(read=True) as uow:
        row = repository.find(uow.db, user_id, rules.provider_of(settings))
        may = row is not None and PLAYER_SCOPE in row.scopes.split()
    if not may:
        return None
    try:
        return spotify.call(lambda client: client.player())
    except DomainError:
        return None


def _keep(
    uow: UnitOfWork, settings: Settings, user_id: UUID, me: UUID, page: RecentlyPlayed,
    player: Player | None,
) -> Pulled:  # fmt: skip
    """Record a page, how far it reaches and when to ask again: all or nothing."""
    row = _connection(uow, settings, user_id)
    poll = None if row is None else poll_repository.find(uow.db, row.id)
    if row is None or poll is None or poll.claimed_by != me:
        raise Conflict("spotify_poll_lost", "This reading took too long, so another one began.")
    source = rules.source_of(settings)
    fresh, known = _unknown(uow, user_id, source, page.items)
    recorded = listens.record(uow, user_id, [_report(item, settings) for item in fresh])
    library.add(uow, user_id, recorded.track_ids, "play")
    items.note_tracks(uow, row.id, settings, [item.track for item in page.items])
    gap = _note_position(uow, row, page, known)
    playing = _note_playing(uow, user_id, player)
    since = poll.last_good_at
    over_s = None if since is None else max(1.0, (uow.now - since).total_seconds())
    new = recorded.added + recorded.merged
    interval = poll_rules.next_interval_s(poll.interval_s, new, over_s, playing=playing)
    poll_repository.change(
        uow.db, row.id, interval_s=interval, next_at=uow.now + timedelta(seconds=interval),
        last_at=uow.now, last_good_at=uow.now, last_new=new, failures=0, problem=None,
        claimed_by=None, claimed_until=None,
    )  # fmt: skip
    return Pulled(recorded, gap)


def _unknown(
    uow: UnitOfWork, user_id: UUID, source: str, played: Sequence[PlayedItem]
) -> tuple[list[PlayedItem], int]:
    """The plays that are not recorded yet, and how many are; a shifted time makes no second one."""
    named = [
        item
        for item in played
        if item.track.name.strip() and any(a.name.strip() for a in item.track.artists)
    ]
    if not named:
        return [], 0
    times = [item.played_at for item in named]
    reported = listens.reports_between(
        uow, user_id, source, min(times) - poll_rules.SHIFT, max(times) + poll_rules.SHIFT
    )
    heard: dict[tuple[str, str], list[datetime]] = defaultdict(list)
    for at, title, artist in reported:
        heard[title, artist].append(at)
    fresh, known = [], 0
    for item in sorted(named, key=lambda one: one.played_at):
        places = heard[_names_of(item.track)]
        if poll_rules.is_same_play(item.played_at, places):
            known += 1
        else:
            fresh.append(item)
            places.append(item.played_at)
    return fresh, known


def _names_of(track: Track) -> tuple[str, str]:
    """Title and first artist as a report keeps them."""
    return clean_text(track.name, NAME_MAX), clean_text(track.artists[0].name, NAME_MAX)


def _note_position(uow: UnitOfWork, row: Connection, page: RecentlyPlayed, known: int) -> bool:
    """Remember how far was read, and whether plays were lost before that."""
    if not page.items:
        return False
    times = [item.played_at for item in page.items]
    before = datetime.fromtimestamp(int(row.cursor) / 1000, UTC) if row.cursor else None
    row.cursor = str(max(_ms(max(times)), int(row.cursor or 0)))
    if before is None or not poll_rules.is_gap(times, known, before):
        return False
    repository.add_gap(
        uow.db,
        KnownGap(connection_id=row.id, from_at=before, to_at=min(times), created_at=uow.now),
    )
    return True


def _note_playing(uow: UnitOfWork, user_id: UUID, player: Player | None) -> bool:
    if player is None or not player.is_playing or player.item is None:
        return False
    track = player.item
    artists = ", ".join(artist.name for artist in track.artists if artist.name)
    if track.name.strip() and artists:
        album = track.album.name if track.album and track.album.name else None
        begun = uow.now - timedelta(milliseconds=player.progress_ms or 0)
        uow.publish(PlayingSeen(user_id, track.name, artists, album, track.duration_ms, begun))
    return True


def _note_failure(
    open_uow: OpenUow, settings: Settings, user_id: UUID, me: UUID, error: DomainError
) -> None:
    """Note why Spotify was not read, and when to try again."""
    with open_uow() as uow:
        row = repository.find(uow.db, user_id, rules.provider_of(settings))
        poll = None if row is None else poll_repository.find(uow.db, row.id)
        if row is None or poll is None or poll.claimed_by != me:
            return
        wait_s = poll_rules.retry_in_s(
            poll.failures, float(error.context.get("retry_after_s") or 0)
        ) + poll_rules.spread_s(row.id)
        poll_repository.change(
            uow.db, row.id, failures=poll.failures + 1, problem=error.code[:40], last_at=uow.now,
            next_at=uow.now + timedelta(seconds=wait_s), claimed_by=None, claimed_until=None,
        )  # fmt: skip


def _connection(uow: UnitOfWork, settings: Settings, user_id: UUID) -> Connection | None:
    return repository.find(uow.db, user_id, rules.provider_of(settings), lock=True)


def _report(item: PlayedItem, settings: Settings) -> PlayReport:
    return PlayReport(
        source=rules.source_of(settings), source_key=_key(item),
        track=items.names_of(item.track, settings, "play"), started_at=item.played_at,
    )  # fmt: skip


def _key(item: PlayedItem) -> str:
    return hashlib.sha256(f"{_ms(item.played_at)} {item.track.uri}".encode()).hexdigest()


def _ms(at: datetime) -> int:
    return int(at.timestamp() * 1000)
