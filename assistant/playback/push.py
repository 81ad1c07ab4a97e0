"""Use cases of pushing: beginning, watching, sending once more, and the queue as a file."""

from collections import Counter
from collections.abc import Sequence
from typing import cast
from uuid import UUID

from assistant.accounts import service as accounts
from assistant.catalogue import service as catalogue
from assistant.connections import service as connections
from assistant.connections.events import Disconnected
from assistant.connections.rules import in_sandbox
from assistant.core.actor import Actor, Scope
from assistant.core.crypto import Vault
from assistant.core.errors import Conflict, NotFound
from assistant.core.ids import new_id
from assistant.core.local_time import zone_of
from assistant.core.settings import Settings
from assistant.core.unit_of_work import UnitOfWork
from assistant.jobs import service as jobs
from assistant.jobs.schemas import JobSpec, JobView
from assistant.models.playback import Push, PushItem, QueueItem
from assistant.playback import push_files as files
from assistant.playback import push_repository as pushes
from assistant.playback import repository, service
from assistant.playback.push_schemas import (
    RESEND_STATES,
    RESENT,
    SENT_STATES,
    FileFormat,
    ItemState,
    PushIn,
    PushItemView,
    PushView,
    QueueSongIn,
    ResendIn,
    SongQueued,
    Target,
)
from assistant.playback.schemas import AddTracks

KIND = "playback.push"
_ELSEWHERE: dict[str, list[Target]] = {
    "spotify_queue": ["spotify_playlist", "file"],
    "spotify_playlist": ["file"],
    "file": [],
}
_NO_SPOTIFY = frozenset({"spotify_reconnect", "spotify_not_connected", "spotify_client_refused"})


def start(uow: UnitOfWork, vault: Vault, settings: Settings, actor: Actor, data: PushIn) -> UUID:
    """Begin to send the current queue somewhere; the job's id, which is the push's.

    Raises:
        NotFound: there is no queue, or an item is not in it.
        Conflict: Spotify is not connected; there is nothing to send; a push of these songs is
            under way.
    """
    user_id = actor.require_user("playback:write")
    queue = repository.active(uow.db, user_id)
    if queue is None:
        raise NotFound("no_queue", "There is no queue yet. Make one from a mood.")
    _require_spotify(uow, vault, settings, actor, data.target)
    pushes.lock_queue(uow.db, queue.id)
    items = _chosen(uow, queue.id, data)
    return _begin(uow, user_id, queue.id, data, [item.id for item in items])


def resend(
    uow: UnitOfWork, vault: Vault, settings: Settings, actor: Actor, push_id: UUID, data: ResendIn
) -> UUID:
    """Send songs of an ended push once more, because the listener says so; the new job's id.

    Raises:
        NotFound: no such push, or an item is not in it.
        Conflict: the push is under way, or an item was sent, or was sent once more already.
    """
    push = _mine(uow, actor, push_id, "playback:write")
    target = cast("Target", push.target)
    _require_spotify(uow, vault, settings, actor, target)
    if jobs.get(uow, actor, push_id, "playback:read").active:
        raise Conflict("push_under_way", "Wait until this has ended, or stop it first.")
    pushes.lock_queue(uow.db, push.queue_id)
    known = {item.queue_item_id: item for item in pushes.items_of(uow.db, push_id)}
    for item_id in data.item_ids:
        if item_id not in known:
            raise NotFound("push_item_not_found", "This song is not in that push.")
        if not _can_resend(known[item_id]):
            raise Conflict("push_item_sent", "This song was sent already.", item_id=str(item_id))
    for item_id in data.item_ids:
        known[item_id].reason = RESENT
    again = PushIn(target=target, device_id=push.device_id, item_ids=data.item_ids)
    ordered = [i for i in known if i in set(data.item_ids)]
    return _begin(uow, push.user_id, push.queue_id, again, ordered)


def queue_song(
    uow: UnitOfWork, vault: Vault, settings: Settings, actor: Actor, data: QueueSongIn
) -> SongQueued:
    """Put a song at the end of the queue and, if asked, send it on to Spotify's.

    Raises:
        NotFound: no such song.
        Conflict: Spotify is not connected.
    """
    queue_id = service.add_tracks(uow, actor, AddTracks(track_ids=[data.track_id], version=None))
    item = repository.items_of(uow.db, queue_id)[-1]
    if not data.push:
        return SongQueued(item_id=item.id)
    wanted = PushIn(target="spotify_queue", item_ids=[item.id], device_id=data.device_id)
    return SongQueued(item_id=item.id, job_id=start(uow, vault, settings, actor, wanted))


def get_push(uow: UnitOfWork, settings: Settings, actor: Actor, push_id: UUID) -> PushView:
    """How far a push came.

    Raises:
        NotFound: no such push, or somebody else's.
    """
    push = _mine(uow, actor, push_id)
    return _view(uow, settings, actor, push, jobs.get(uow, actor, push_id, "playback:read"))


def list_pushes(uow: UnitOfWork, settings: Settings, actor: Actor) -> list[PushView]:
    """The pushes of the current queue, newest first."""
    queue = repository.active(uow.db, actor.require_user("playback:read"))
    if queue is None:
        return []
    return [
        _view(uow, settings, actor, push, jobs.get(uow, actor, push.id, "playback:read"))
        for push in pushes.list_of_queue(uow.db, queue.id)
    ]


def file_of(
    uow: UnitOfWork, actor: Actor, push_id: UUID, form: FileFormat | None
) -> tuple[str, FileFormat, str]:
    """The songs of a push as a file: (text, format, name without its ending).

    Raises:
        NotFound: no such push, or somebody else's.
    """
    push = _mine(uow, actor, push_id)
    chosen = form or cast("FileFormat", push.playlist_ref if push.target == "file" else "m3u")
    order = [item.queue_item_id for item in pushes.items_of(uow.db, push_id)]
    known = pushes.queue_items(uow.db, order)
    ids = [known[i].track_id for i in order]
    tracks = catalogue.tracks_by_id(uow, actor, ids)
    names = catalogue.identifiers_of(uow, ids)
    songs = [
        files.FileSong(
            title=tracks[i].title, artist=tracks[i].artist, album=tracks[i].album,
            duration_ms=tracks[i].duration_ms, isrc=names.get(i, {}).get("isrc"),
            spotify_id=names.get(i, {}).get("spotify"), mbid=names.get(i, {}).get("mbid"),
        )
        for i in ids
        if i in tracks
    ]  # fmt: skip
    name = neutral_name(uow, push)
    return files.write(chosen, name, songs), chosen, name.lower().replace(",", "").replace(" ", "-")


def neutral_name(uow: UnitOfWork, push: Push) -> str:
    """What a playlist of ours is called: Spotify reads it, so it tells no mood."""
    zone = zone_of(accounts.time_zone_of(uow, push.user_id))
    return f"Attune queue, {push.created_at.astimezone(zone).date().isoformat()}"


def on_disconnected(uow: UnitOfWork, event: Disconnected) -> None:
    """Forget what a listener's pushes know of Spotify."""
    if event.provider.startswith("spotify"):
        pushes.delete_of(uow.db, event.user_id, ("spotify_queue", "spotify_playlist"))


def _require_spotify(
    uow: UnitOfWork, vault: Vault, settings: Settings, actor: Actor, target: Target
) -> None:
    if target != "file" and connections.is_connected(uow, vault, settings, actor) is None:
        raise Conflict(
            "spotify_not_connected",
            "Connect Spotify first, under Connections, or keep the queue as a file.",
        )


def _chosen(uow: UnitOfWork, queue_id: UUID, data: PushIn) -> list[QueueItem]:
    """The songs to send, in the queue's order; none that a job is sending now."""
    items = repository.items_of(uow.db, queue_id)
    if data.item_ids is not None:
        wanted = set(data.item_ids)
        items = [item for item in items if item.id in wanted]
        if len(items) != len(wanted):
            raise NotFound("queue_item_not_found", "This song is not in your queue.")
    else:
        items = [item for item in items if item.played_at is None]
    ids = [item.id for item in items]
    if data.target == "spotify_queue":
        if pushes.in_the_making(uow.db, ids):
            raise Conflict("push_under_way", "These songs are being sent already.")
        if data.item_ids is None:
            sent = pushes.in_state(uow.db, ids, data.target, SENT_STATES)
            items = [item for item in items if item.id not in sent]
    if not items:
        raise Conflict(
            "nothing_to_push", "Every song was sent already. Name songs to send them once more."
        )
    return items


def _begin(
    uow: UnitOfWork, user_id: UUID, queue_id: UUID, data: PushIn, item_ids: Sequence[UUID]
) -> UUID:
    push_id = new_id()
    push = Push(
        id=push_id, queue_id=queue_id, user_id=user_id, target=data.target,
        device_id=data.device_id if data.target == "spotify_queue" else None,
        playlist_ref=data.format if data.target == "file" else None, created_at=uow.now,
    )  # fmt: skip
    pushes.add(
        uow.db,
        push,
        [
            PushItem(push_id=push_id, queue_item_id=item_id, position=n, at=uow.now)
            for n, item_id in enumerate(item_ids)
        ],
    )
    spec = JobSpec(
        kind=KIND, queue="outward", dedupe_key=str(push_id), total=len(item_ids), unit="songs"
    )
    return jobs.start(uow, user_id, spec, job_id=push_id)


def _mine(uow: UnitOfWork, actor: Actor, push_id: UUID, scope: Scope = "playback:read") -> Push:
    push = pushes.find(uow.db, push_id, actor.require_user(scope))
    if push is None:
        raise NotFound("push_not_found", "There is no such push.")
    return push


def _can_resend(item: PushItem) -> bool:
    return item.state in RESEND_STATES and item.reason != RESENT


def _view(uow: UnitOfWork, settings: Settings, actor: Actor, push: Push, job: JobView) -> PushView:
    items = pushes.items_of(uow.db, push.id)
    known = pushes.queue_items(uow.db, [item.queue_item_id for item in items])
    tracks = catalogue.tracks_by_id(uow, actor, [item.track_id for item in known.values()])
    shown = [
        PushItemView(
            item_id=item.queue_item_id, track=tracks.get(known[item.queue_item_id].track_id),
            state=_shown_state(item, job), reason=item.reason, at=item.at,
            can_resend=not job.active and push.target != "file" and _can_resend(item),
        )
        for item in items
    ]  # fmt: skip
    reason = _reason(job)
    target = cast("Target", push.target)
    return PushView(
        id=push.id, target=target, created_at=push.created_at, job_state=job.state,
        device_id=push.device_id, playlist_url=_playlist_url(push, settings),
        counts=dict(Counter(item.state for item in shown)), reason=reason,
        offer=offer(target, reason), sandbox=target != "file" and in_sandbox(settings),
        items=shown,
    )  # fmt: skip


def offer(target: Target, reason: str | None) -> list[Target]:
    """Where the queue could go instead, once a push ended for a reason."""
    if reason is None:
        return []
    return ["file"] if reason in _NO_SPOTIFY else _ELSEWHERE[target]


def _shown_state(item: PushItem, job: JobView) -> ItemState:
    """A song that was being sent when its job ended: nobody knows."""
    if item.state == "sending" and not job.active:
        return "uncertain"
    return cast("ItemState", item.state)


def _reason(job: JobView) -> str | None:
    if job.active or job.result is None:
        return None
    said = job.result.get("reason") or job.result.get("code")
    return str(said) if said else None


def _playlist_url(push: Push, settings: Settings) -> str | None:
    ref = push.playlist_ref
    if push.target != "spotify_playlist" or not ref or ref == "new" or in_sandbox(settings):
        return None
    return f"https://open.spotify.com/playlist/{ref}"
