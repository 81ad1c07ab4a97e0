"""The work of a push: each song is matched, noted as being sent, and sent once.

What was being sent when a process died is uncertain: it may be in Spotify's queue or not. It is
never sent again by itself. A playlist is different: writing all of it again makes it the same.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from assistant.catalogue import service as catalogue
from assistant.catalogue.schemas import TrackView
from assistant.connections.listener_spotify import ListenerSpotify
from assistant.core.actor import Actor
from assistant.core.errors import DomainError
from assistant.core.unit_of_work import OpenUow
from assistant.integrations.spotify.client import MAX_URIS
from assistant.integrations.spotify.schemas import PlayerQueue, RecentlyPlayed, Track
from assistant.models.playback import PushItem
from assistant.playback import push_repository as pushes
from assistant.playback.push import neutral_name
from assistant.playback.push_rules import (
    Wanted,
    by_isrc,
    by_names,
    isrc_query,
    text_query,
    verdict,
)
from assistant.playback.repository import REMOVED

WAITS_MAX = 10
UNCERTAIN_MAX = 2
NOT_THERE = "not_on_spotify"
NEW_PLAYLIST = "new"
_SLACK = timedelta(minutes=1)  # their clock and ours


@dataclass
class Pushing:
    """One push under way.

    Attributes:
        spotify: on behalf of the listener.
        sandbox: whether it is the sandbox, which has the sample songs; Spotify has none of them.
        report: told (songs settled, of how many); raises to stop between two songs.
        pause: waits for seconds, or raises to stop.
    """

    open_uow: OpenUow
    spotify: ListenerSpotify
    actor: Actor
    push_id: UUID
    sandbox: bool
    report: Callable[[int, int], None]
    pause: Callable[[float], None]

    def to_queue(self) -> str | None:
        """Send song by song to the player's queue; why it ended early, if it did."""
        with self.open_uow() as uow:
            pushes.change_all(
                uow.db, self.push_id, expected=("sending",), state="uncertain",
                reason="interrupted", at=uow.now,
            )  # fmt: skip
            push = pushes.find(uow.db, self.push_id, self.actor.require_user())
            items = pushes.items_of(uow.db, self.push_id)
        device_id = push.device_id if push else None
        in_a_row = 0
        for item in items:
            if item.state != "waiting":
                continue
            self.report(self._settled(), len(items))
            reason = self._patiently(lambda item=item: self._queue_one(item, device_id))  # type: ignore[misc]  # bound at once
            if reason not in (None, "uncertain"):
                return self._leave(str(reason))
            in_a_row = in_a_row + 1 if reason == "uncertain" else 0
            if in_a_row == UNCERTAIN_MAX:
                return self._leave("spotify_unavailable")
        return None

    def to_playlist(self) -> str | None:
        """Fill a private playlist; why it ended early, if it did."""
        with self.open_uow() as uow:
            pushes.change_all(uow.db, self.push_id, expected=("sending",), state="waiting")
            items = pushes.items_of(uow.db, self.push_id)
        for item in items:
            if item.state == "waiting" and item.uri is None:
                self.report(self._settled(), len(items))
                reason = self._patiently(lambda item=item: self._match(item))  # type: ignore[misc]  # bound at once
                if reason is not None:
                    return self._leave(reason)
        return self._patiently(self._fill_playlist, leave=True)

    def confirm(self) -> None:
        """Look into the player's queue and the last plays; silence changes nothing."""
        try:
            queue = self.spotify.call(lambda client: client.player_queue())
            recent = self.spotify.call(lambda client: client.recently_played())
        except DomainError:
            return
        confirm(self.open_uow, self.push_id, queue, recent)

    # --- one song ---

    def _queue_one(self, item: PushItem, device_id: str | None) -> str | None:
        uri = item.uri or self._match(item)
        if uri is None or not self._note(item, ("waiting",), "sending"):
            return None
        try:
            self.spotify.call(lambda client: client.queue_add(uri, device_id))
        except DomainError as error:
            return self._not_queued(item, error)
        self._note(item, ("sending",), "sent")
        self.spotify.note_premium()
        return None

    def _not_queued(self, item: PushItem, error: DomainError) -> str | None:
        match verdict(error):
            case "uncertain":
                self._note(item, ("sending",), "uncertain", error.code)
                return "uncertain"
            case "failed":
                self._note(item, ("sending",), "failed", error.code)
                return None
            case _:  # it surely did not arrive
                self._note(item, ("sending",), "waiting")
                raise error

    def _match(self, item: PushItem) -> str | None:
        """The URI of a song, noted with it; None when Spotify does not have it."""
        with self.open_uow(read=True) as uow:
            queued = pushes.queue_items(uow.db, [item.queue_item_id])[item.queue_item_id]
            track_id = queued.track_id
            track = catalogue.tracks_by_id(uow, self.actor, [track_id]).get(track_id)
            names = catalogue.identifiers_of(uow, [track_id]).get(track_id, {})
        if queued.outcome == REMOVED:
            self._note(item, ("waiting",), "failed", "removed")
            return None
        if track is None or (track.is_sample and not self.sandbox):
            self._note(item, ("waiting",), "unmatched", NOT_THERE)
            return None
        known = None if self.sandbox else names.get("spotify")
        try:
            found = known or self._search(track, names.get("isrc"))
        except DomainError as error:
            if verdict(error) != "failed" and error.code != "spotify_lied":
                raise
            self._note(item, ("waiting",), "failed", error.code)
            return None
        if found is None:
            self._note(item, ("waiting",), "unmatched", NOT_THERE)
            return None
        item.uri = f"spotify:track:{found}"
        with self.open_uow() as uow:
            pushes.change_item(
                uow.db, self.push_id, item.queue_item_id, expected=("waiting",), uri=item.uri
            )
            if not known and not self.sandbox:
                catalogue.set_identifier(uow, track.id, "spotify", found)
        return item.uri

    def _search(self, track: TrackView, isrc: str | None) -> str | None:
        artist = track.artists[0].name if track.artists else track.artist
        wanted = Wanted(track.title, artist, track.duration_ms, isrc)
        found: Track | None = None
        if isrc:
            answer = self.spotify.call(lambda client: client.search_tracks(isrc_query(isrc)))
            found = by_isrc(answer, isrc)
        if found is None:
            answer = self.spotify.call(lambda client: client.search_tracks(text_query(wanted)))
            found = by_names(answer, wanted)
        return found.id if found else None

    # --- a playlist ---

    def _fill_playlist(self) -> None:
        with self.open_uow() as uow:
            items = [i for i in pushes.items_of(uow.db, self.push_id) if i.state == "waiting"]
            if not items:
                return
            pushes.change_all(
                uow.db, self.push_id, expected=("waiting",), state="sending", at=uow.now
            )
        try:
            playlist_id = self._playlist()
            self._write(playlist_id, [item.uri for item in items if item.uri])
        except DomainError:
            self._note_all("sending", "waiting")
            raise
        self._note_all("sending", "confirmed")

    def _write(self, playlist_id: str, uris: Sequence[str]) -> None:
        """Replace, then append: done from its beginning again, it gives the same playlist."""
        first, rest = uris[:MAX_URIS], uris[MAX_URIS:]
        self.spotify.call(lambda client: client.playlist_replace_items(playlist_id, first))
        for start in range(0, len(rest), MAX_URIS):
            part = rest[start : start + MAX_URIS]
            self.spotify.call(lambda client, p=part: client.playlist_add_items(playlist_id, p))  # type: ignore[misc]  # bound at once

    def _playlist(self) -> str:
        """The playlist of this push: the one it made before it was interrupted, or a new one."""
        user_id = self.actor.require_user()
        with self.open_uow() as uow:
            push = pushes.find(uow.db, self.push_id, user_id)
            if push is None:
                raise DomainError("push_not_found", "This push was removed.")
            name, ref = neutral_name(uow, push), push.playlist_ref
            others = pushes.playlists_of(uow.db, user_id)
            if ref is None:
                pushes.set_playlist(uow.db, self.push_id, NEW_PLAYLIST)
        if ref not in (None, NEW_PLAYLIST):
            return str(ref)
        made = self._left_behind(name, others) if ref == NEW_PLAYLIST else None
        if made is None:
            made = self.spotify.call(lambda client: client.create_playlist(name, public=False)).id
        with self.open_uow() as uow:
            pushes.set_playlist(uow.db, self.push_id, made)
        return made

    def _left_behind(self, name: str, others: set[str]) -> str | None:
        """A playlist of our name that no push knows: made just before an interruption."""
        page = self.spotify.call(lambda client: client.playlists())
        return next((p.id for p in page.items if p and p.name == name and p.id not in others), None)

    # --- what all share ---

    def _patiently(self, step: Callable[[], str | None], *, leave: bool = False) -> str | None:
        """Do a step; sit out short pauses that Spotify asks for; the code of what stops it."""
        for _ in range(WAITS_MAX):
            try:
                said = step()
            except DomainError as error:
                if verdict(error) != "wait":
                    return self._leave(error.code) if leave else error.code
                code = error.code
                self.pause(float(error.context.get("retry_after_s", 1)))
            else:
                return said if said == "uncertain" else None
        return self._leave(code) if leave else code

    def _note(
        self, item: PushItem, expected: Sequence[str], state: str, reason: str | None = None
    ) -> bool:
        with self.open_uow() as uow:
            return pushes.change_item(
                uow.db, self.push_id, item.queue_item_id, expected=expected, state=state,
                reason=reason, at=uow.now,
            )  # fmt: skip

    def _note_all(self, expected: str, state: str) -> None:
        with self.open_uow() as uow:
            pushes.change_all(uow.db, self.push_id, expected=(expected,), state=state, at=uow.now)

    def _leave(self, reason: str) -> str:
        """Stop here: what is left waits, and says why."""
        with self.open_uow() as uow:
            pushes.change_all(uow.db, self.push_id, expected=("waiting",), reason=reason)
        return reason

    def _settled(self) -> int:
        with self.open_uow(read=True) as uow:
            return sum(i.state != "waiting" for i in pushes.items_of(uow.db, self.push_id))


def confirm(open_uow: OpenUow, push_id: UUID, queue: PlayerQueue, recent: RecentlyPlayed) -> None:
    """Note which songs the player has or had.

    An uncertain song stays uncertain: it may have been in the queue before. Seeing it there is
    noted as its reason, so that the listener can decide.
    """
    waiting = Counter(t.uri for t in [queue.currently_playing, *queue.queue] if t is not None)
    with open_uow() as uow:
        items = pushes.items_of(uow.db, push_id)
        plays = {p.track.uri: p.played_at for p in reversed(recent.items)}
        for item in sorted(items, key=lambda i: i.state == "uncertain"):
            uri = item.uri or ""
            played_at = plays.get(uri)
            seen = waiting[uri] > 0
            values: dict[str, Any] = {}
            if item.state in ("sent", "confirmed"):
                if played_at is not None and played_at > item.at - _SLACK:
                    values = {"state": "played", "at": uow.now}
                    pushes.mark_played(uow.db, item.queue_item_id, played_at)
                elif seen:
                    values = {"state": "confirmed"}
            elif item.state == "uncertain" and seen:
                values = {"reason": "seen_in_queue"}
            if seen and item.state in ("sent", "confirmed", "uncertain"):
                waiting[uri] -= 1
            if values:
                pushes.change_item(
                    uow.db, push_id, item.queue_item_id, expected=(item.state,), **values
                )
