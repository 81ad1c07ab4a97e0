"""The work of bringing things in: page by page, each with its place in SQL, so that it goes on."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import timedelta
from typing import TypeVar
from uuid import UUID

from assistant.connections import item_repository as repository
from assistant.connections import items, poll_rules, rules
from assistant.connections.listener_spotify import ListenerSpotify
from assistant.core.errors import Conflict, DomainError, RateLimited
from assistant.core.settings import Settings
from assistant.core.unit_of_work import OpenUow, UnitOfWork
from assistant.integrations.spotify import SpotifyClient
from assistant.integrations.spotify.client import MAX_ASKED, TimeRange
from assistant.integrations.spotify.schemas import Playlist, Track
from assistant.library import service as library
from assistant.models.connections import ConnectionItem, TopItem, Transfer
from assistant.playlists import service as playlists
from assistant.playlists.schemas import Outside

T = TypeVar("T")
PAGE, SEEDS = 50, 1_000
PLAYLISTS_MAX, SONGS_MAX = 5_000, 10_000
OURS = "Attune queue"
"""How a playlist that we made is called (playback names it so): it is no taste of anybody's."""
SHORT_S, WAITS_MAX = 60, 10
HOLDS_MAX = 24
"""Pauses in a row, without anything brought in between, after which it is given up."""
AWAY = frozenset(
    {"spotify_rate_limited", "spotify_quota_exceeded", "spotify_unavailable", "spotify_timeout",
     "spotify_lied"}
)  # fmt: skip
KINDS = ("track", "album", "artist")
RANGES: tuple[TimeRange, ...] = ("short_term", "medium_term", "long_term")


@dataclass
class Bringing:
    """One run for one listener.

    Attributes:
        report: told (done, of how many, in words); raises to stop between two steps.
        pause: waits for seconds, or raises to stop.
    """

    open_uow: OpenUow
    spotify: ListenerSpotify
    settings: Settings
    user_id: UUID
    connection_id: UUID
    what: str
    report: Callable[[int, int, str], None]
    pause: Callable[[float], None]

    def run(self) -> dict[str, int]:
        """Do it, or what is left of it; what became of what.

        Raises:
            DomainError: Spotify stays away, and when it may be asked again is noted; or it refuses.
        """
        work = {"playlists": self._playlists, "library": self._library, "top": self._top}
        try:
            work[self.what]()
        except DomainError as error:
            self._stopped(error)
            raise
        with self.open_uow() as uow:
            self._change(uow, state="done", ended_at=uow.now, problem=None, resume_at=None)
            return dict(self._row(uow).counts)

    def cancelled(self) -> None:
        """Note that the listener stopped it; what is in stays."""
        with self.open_uow() as uow:
            self._change(uow, state="cancelled", ended_at=uow.now)

    # --- playlists ---

    def _playlists(self) -> None:
        me = self._ask(lambda client: client.me()).id
        found = list(self._all_playlists())
        for done, one in enumerate(found):
            self.report(done, len(found), f"{done} of {len(found)} playlists")
            self._playlist(one, me)
        with self.open_uow() as uow:
            run_id = self._row(uow).run_id
            source = rules.source_of(self.settings)
            states = playlists.finish_outside(uow, self.user_id, source, run_id)
            self._count(uow, **{name: n for name, n in states.items() if n})
        self.report(len(found), len(found), f"{len(found)} of {len(found)} playlists")

    def _all_playlists(self) -> Iterable[Playlist]:
        offset = 0
        seen: set[str] = set()
        while offset < PLAYLISTS_MAX:
            page = self._ask(lambda client, at=offset: client.playlists(PAGE, at))  # type: ignore[misc]  # bound at once
            for one in page.items:
                if one is not None and one.id not in seen:
                    seen.add(one.id)
                    yield one
            offset += PAGE
            if not page.items or page.next is None:
                return

    def _playlist(self, one: Playlist, me: str) -> None:
        source = rules.source_of(self.settings)
        outside = Outside(
            source, one.id, one.name.strip() or "…", one.description or "",
            one.items.total if one.items else None,
        )  # fmt: skip
        mine = one.owner is None or one.owner.id == me or one.collaborative
        with self.open_uow() as uow:
            run_id = self._row(uow).run_id
            here = playlists.version_here(uow, self.user_id, source, one.id)
            if one.name.startswith(OURS):
                playlists.note_outside(uow, self.user_id, outside, run_id, "ours")
                return
            if mine and here == one.snapshot_id:
                playlists.note_outside(uow, self.user_id, outside, run_id, "unchanged")
                return
        try:
            tracks = self._songs_of(one.id) if mine else None
        except DomainError as error:
            if error.code not in ("spotify_forbidden", "spotify_not_found"):
                raise
            tracks = None
        with self.open_uow() as uow:
            if tracks is None:
                playlists.note_outside(uow, self.user_id, outside, run_id, "not_yours")
                return
            playlists.fill_outside(uow, self.user_id, outside, run_id, one.snapshot_id, tracks)
            new = library.add(
                uow, self.user_id, [track_id for _, track_id in tracks],
                rules.shelf_of(self.settings),
            )  # fmt: skip
            self._add(uow, songs=len(tracks), songs_new=new)

    def _songs_of(self, playlist_id: str) -> list[tuple[int, UUID]]:
        """The songs of a playlist with their places; episodes and nameless ones are left out."""
        found: list[tuple[int, UUID]] = []
        for offset in range(0, SONGS_MAX, PAGE):
            page = self._ask(lambda client, at=offset: client.playlist_items(playlist_id, PAGE, at))  # type: ignore[misc]  # bound at once
            places = [
                (offset + n, entry.item)
                for n, entry in enumerate(page.items)
                if entry is not None and entry.item is not None and items.is_named(entry.item)
            ]
            ids = self._noted([track for _, track in places])
            found += [(place, i) for (place, _), i in zip(places, ids, strict=True)]
            if not page.items or offset + len(page.items) >= page.total:
                break
        return found

    def _noted(self, tracks: list[Track]) -> list[UUID]:
        origin = "play" if rules.in_sandbox(self.settings) else "import"
        with self.open_uow() as uow:
            return items.note_tracks(uow, self.connection_id, self.settings, tracks, origin)

    # --- what is saved ---

    def _library(self) -> None:
        with self.open_uow(read=True) as uow:
            begun = bool(self._row(uow).cursor)
            may_top = "user-top-read" in repository.scopes_of(uow.db, self.connection_id)
        if not begun and may_top:
            self._top()
        if not rules.in_sandbox(self.settings):
            self._seed()
        with self.open_uow(read=True) as uow:
            total = repository.count(uow.db, self.connection_id)
            done = int(self._row(uow).counts.get("asked", 0))
        while True:
            self.report(min(done, total), total, f"{min(done, total)} of {total} asked about")
            with self.open_uow(read=True) as uow:
                kind, _, value = self._row(uow).cursor.partition(" ")
                batch = repository.page(uow.db, self.connection_id, (kind, value), MAX_ASKED)
            if not batch:
                break
            uris = [f"spotify:{item.kind}:{item.value}" for item in batch]
            answers = self._ask(lambda client, u=uris: client.library_contains(u))  # type: ignore[misc]  # bound at once
            self._note_saved(batch, answers)
            done += len(batch)
        with self.open_uow() as uow:
            saved = repository.saved(uow.db, self.connection_id)
            self._count(uow, **{f"saved_{kind}": saved.get(kind, 0) for kind in KINDS})

    def _seed(self) -> None:
        """What the library knows by Spotify's ids from elsewhere is asked about as well."""
        with self.open_uow(read=True) as uow:
            rows = repository.known_elsewhere(uow.db, self.connection_id, self.user_id)
        for start in range(0, len(rows), SEEDS):
            with self.open_uow() as uow:
                repository.add(uow.db, rows[start : start + SEEDS])

    def _note_saved(self, batch: list[ConnectionItem], answers: list[bool]) -> None:
        with self.open_uow() as uow:
            row = self._row(uow)
            if row.cursor >= f"{batch[-1].kind} {batch[-1].value}" and row.cursor:
                return
            for is_saved in (True, False):
                for kind in KINDS:
                    values = [
                        item.value
                        for item, answer in zip(batch, answers, strict=True)
                        if answer is is_saved and item.kind == kind
                    ]
                    repository.set_saved(
                        uow.db, self.connection_id, kind, values, is_saved=is_saved,
                        run_id=row.run_id,
                    )  # fmt: skip
            pairs = list(zip(batch, answers, strict=True))
            new = [item for item, answer in pairs if answer and not item.saved]
            gone = [item for item, answer in pairs if not answer and item.saved]
            added = library.add(
                uow, self.user_id, [item.track_id for item in new if item.track_id],
                rules.shelf_of(self.settings),
            )  # fmt: skip
            self._add(
                uow, asked=len(batch), saved_new=len(new), saved_gone=len(gone), songs_new=added
            )
            self._change(uow, cursor=f"{batch[-1].kind} {batch[-1].value}")

    # --- what was heard most ---

    def _top(self) -> None:
        for done, time_range in enumerate(RANGES):
            self.report(2 * done, 6, f"{2 * done} of 6 lists of what you hear most")
            tracks = self._ask(lambda client, r=time_range: client.top_tracks(r))  # type: ignore[misc]  # bound at once
            artists = self._ask(lambda client, r=time_range: client.top_artists(r))  # type: ignore[misc]  # bound at once
            named = [track for track in tracks if items.is_named(track)]
            ids = self._noted(named)
            with self.open_uow() as uow:
                songs = [
                    TopItem(
                        connection_id=self.connection_id, kind="track", time_range=time_range,
                        rank=rank, name=track.name, artist_name=track.artists[0].name, track_id=i,
                    )
                    for rank, (track, i) in enumerate(zip(named, ids, strict=True), 1)
                ]  # fmt: skip
                people = [
                    TopItem(
                        connection_id=self.connection_id, kind="artist", time_range=time_range,
                        rank=rank, name=artist.name,
                    )
                    for rank, artist in enumerate((a for a in artists if a.name.strip()), 1)
                ]  # fmt: skip
                for kind, rows in (("track", songs), ("artist", people)):
                    repository.replace_top(uow.db, self.connection_id, kind, time_range, rows)
                self._count(uow, **{f"top_{time_range}": len(songs) + len(people)})

    # --- what all share ---

    def _ask(self, ask: Callable[[SpotifyClient], T]) -> T:
        """Ask; sit out short pauses that Spotify wants."""
        for _ in range(WAITS_MAX):
            try:
                return self.spotify.call(ask)
            except RateLimited as error:
                wait_s = float(error.context.get("retry_after_s", 1))
                if wait_s > SHORT_S:
                    raise
                self.pause(wait_s)
        return self.spotify.call(ask)

    def _stopped(self, error: DomainError) -> None:
        """Note why it stopped, and when to go on where Spotify is only away."""
        with self.open_uow() as uow:
            row = repository.find_transfer(uow.db, self.connection_id, self.what)
            if row is None:
                return
            holds = int(row.counts.get("holds", 0)) + 1
            if error.code in AWAY and holds <= HOLDS_MAX:
                wait_s = poll_rules.retry_in_s(
                    holds, float(error.context.get("retry_after_s") or 0)
                ) + poll_rules.spread_s(self.connection_id)
                self._change(
                    uow, state="held", problem=error.code[:40],
                    resume_at=uow.now + timedelta(seconds=wait_s),
                    counts={**row.counts, "holds": holds},
                )  # fmt: skip
            else:
                self._change(uow, state="failed", problem=error.code[:40], ended_at=uow.now)

    def _row(self, uow: UnitOfWork) -> Transfer:
        row = repository.find_transfer(uow.db, self.connection_id, self.what)
        if row is None:
            raise Conflict("spotify_not_connected", "Spotify was disconnected meanwhile.")
        return row

    def _change(self, uow: UnitOfWork, **values: object) -> None:
        repository.change_transfer(uow.db, self.connection_id, self.what, **values)

    def _count(self, uow: UnitOfWork, **counts: int) -> None:
        """Set some counts; whatever is counted ends a row of pauses."""
        kept = {name: n for name, n in self._row(uow).counts.items() if name != "holds"}
        self._change(uow, counts={**kept, **counts})

    def _add(self, uow: UnitOfWork, **counts: int) -> None:
        before = self._row(uow).counts
        self._count(uow, **{name: int(before.get(name, 0)) + n for name, n in counts.items()})
