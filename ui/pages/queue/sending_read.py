"""Owns what the card that sends reads: how far each song of the queue came, over all its pushes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from assistant.connections import service as connections
from assistant.core.actor import Actor
from assistant.core.crypto import Vault
from assistant.core.settings import Settings
from assistant.core.unit_of_work import UnitOfWork
from assistant.playback import push as pushes
from assistant.playback import service as playback
from assistant.playback.push_schemas import RESENT, SENT_STATES, ItemState, PushView
from ui.models import Failure
from ui.pages.queue.models import Push
from ui.text.en import queue as words

# What a song's state is called on the page; a song on its way is still waiting for its answer.
MARKS: dict[ItemState, str] = {
    "waiting": "waiting",
    "sending": "waiting",
    "sent": "sent",
    "confirmed": "seen",
    "played": "seen",
    "uncertain": "uncertain",
    "failed": "refused",
    "unmatched": "missing",
}
_ENDED_EARLY = ("waiting", "uncertain", "refused")


@dataclass(frozen=True, slots=True)
class SongSent:
    """How far one song came, and which push can send it once more, if any."""

    mark: str
    resend_from: UUID | None


@dataclass(frozen=True, slots=True)
class Sending:
    """The card's values.

    Attributes:
        was_queued: whether songs of this queue were sent to the player's.
        left: how many songs left to play the player's queue may not have yet.
    """

    is_connected: bool = False
    push: Push = field(default_factory=Push)
    failure: Failure = field(default_factory=Failure)
    songs: Mapping[UUID, SongSent] = field(default_factory=dict)
    was_queued: bool = False
    left: int = 0


def sending_page(uow: UnitOfWork, actor: Actor, vault: Vault, settings: Settings) -> Sending:
    """Read the card without asking Spotify anything."""
    connected = connections.is_connected(uow, vault, settings, actor) is not None
    views = pushes.list_pushes(uow, settings, actor)
    return sending(connected, views, playback.unplayed_ids(uow, actor))


def sending(connected: bool, views: Sequence[PushView], unplayed: Sequence[UUID]) -> Sending:
    """Turn the pushes of a queue, newest first, and its songs to play into the card's values."""
    if not views:
        return Sending(connected)
    newest = views[0]
    alike = [view for view in views if view.target == newest.target]
    songs = _songs(alike)
    running = any(view.job_state in ("waiting", "running") for view in alike)
    push = Push(
        job_id=str(newest.id),
        is_running=running,
        target=newest.target,
        marks=[song.mark for song in songs.values()],
        file_href=words.FILE_HREF.format(push_id=newest.id) if newest.target == "file" else "",
        playlist_href=newest.playlist_url or "",
    )
    failure = Failure() if running else _failure(newest, push.marks)
    queued = [view for view in views if view.target == "spotify_queue"]
    sent = {i.item_id for view in queued for i in view.items if i.state in SENT_STATES}
    left = sum(item_id not in sent for item_id in unplayed)
    return Sending(connected, push, failure, songs, was_queued=bool(queued), left=left)


def said_of(songs: Mapping[UUID, SongSent], target: str) -> dict[str, str]:
    """Return what each song's row says of its sending to `target`."""
    said = {**words.ROW_STATES, "seen": words.ROW_SEEN.get(target, "")}
    return {str(i): said[song.mark] for i, song in songs.items()}


def _songs(views: Sequence[PushView]) -> dict[UUID, SongSent]:
    """How far each song came in the newest push that holds it, in the order of the first push."""
    newest: dict[UUID, SongSent] = {}
    for view in views:
        for item in view.items:
            if item.item_id not in newest and item.reason != RESENT:
                can = view.id if item.can_resend else None
                newest[item.item_id] = SongSent(MARKS[item.state], can)
    ordered = [item.item_id for view in reversed(views) for item in view.items]
    return {i: newest[i] for i in dict.fromkeys(ordered) if i in newest}


def _failure(view: PushView, marks: Sequence[str]) -> Failure:
    if view.reason is None or not any(mark in _ENDED_EARLY for mark in marks):
        return Failure()
    title, advice = words.FAILURES.get(view.reason, words.FAILURE_OTHER)
    there = sum(mark in ("seen", "sent") for mark in marks)
    safe = words.SAFE.format(there=there, total=len(marks))
    return Failure(words.FAILED_AT, title, f"{safe} {advice}", words.CODE.format(code=view.reason))
