"""Use cases of the queue: one is current; every change raises its version, so two tabs agree."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from assistant.catalogue import service as catalogue
from assistant.core.actor import Actor
from assistant.core.errors import Conflict, NotFound, RuleViolated
from assistant.core.unit_of_work import UnitOfWork
from assistant.models.base import six_values
from assistant.models.playback import Queue, QueueItem
from assistant.playback import repository
from assistant.playback.repository import REMOVED, STEP
from assistant.playback.schemas import (
    QUEUE_MAX,
    AddTracks,
    QueueDraft,
    QueueItemView,
    QueueView,
    Reorder,
)
from assistant.song_moods import service as song_moods


def current_queue(uow: UnitOfWork, actor: Actor, mood_stamp: str) -> QueueView | None:
    """The actor's queue, or None when there is none."""
    queue = repository.active(uow.db, actor.require_user("playback:read"))
    return None if queue is None else _view(uow, actor, queue, mood_stamp)


def unplayed_ids(uow: UnitOfWork, actor: Actor) -> list[UUID]:
    """Ids of the items of the actor's queue that were not played yet, in order."""
    queue = repository.active(uow.db, actor.require_user("playback:read"))
    return [item.id for item in _items(uow, queue) if item.played_at is None]


def replace_queue(uow: UnitOfWork, actor: Actor, draft: QueueDraft) -> UUID:
    """Make a draft the current queue; its id. Locked songs not heard yet stay in their places."""
    user_id = actor.require_user("playback:write")
    before = repository.active(uow.db, user_id)
    left = [i for i in _items(uow, before) if i.played_at is None]
    kept = {at: i for at, i in enumerate(left) if i.locked}
    repository.retire(uow.db, user_id)
    queue = Queue(
        user_id=user_id, kind=draft.kind, goal=draft.goal, seed=draft.seed, created_at=uow.now,
        **six_values(draft.target),
    )  # fmt: skip
    repository.add(uow.db, queue)
    stay = {i.track_id for i in kept.values()}
    songs = [(track, why, False) for track, why in draft.items if track not in stay]
    for at, item in kept.items():  # in order, so that each place is right when it is filled
        songs.insert(at, (item.track_id, item.recommendation_id, True))
    repository.add_items(
        uow.db,
        [
            QueueItem(
                queue_id=queue.id, position=(n + 1) * STEP, track_id=track,
                recommendation_id=why, locked=locked,
            )
            for n, (track, why, locked) in enumerate(songs[:QUEUE_MAX])
        ],
    )  # fmt: skip
    return queue.id


def add_tracks(uow: UnitOfWork, actor: Actor, data: AddTracks) -> UUID:
    """Put songs into the queue (a new one when there is none); the queue's id.

    Raises:
        NotFound: no such song, or `after` is no item.
        RuleViolated: the queue would be too long.
        Conflict: it was changed meanwhile.
    """
    user_id = actor.require_user("playback:write")
    known = catalogue.tracks_by_id(uow, actor, data.track_ids)
    missing = [t for t in data.track_ids if t not in known]
    if missing:
        raise NotFound("track_not_found", "There is no such song.", track_id=str(missing[0]))
    queue = repository.active(uow.db, user_id)
    if queue is None:
        queue = Queue(user_id=user_id, kind="custom", created_at=uow.now, **_NEUTRAL)
        repository.add(uow.db, queue)
    elif not repository.bump(uow.db, queue.id, data.version):
        raise _changed()
    items = repository.items_of(uow.db, queue.id)
    if len(items) + len(data.track_ids) > QUEUE_MAX:
        raise RuleViolated("queue_full", f"A queue holds up to {QUEUE_MAX} songs.")
    fresh = [QueueItem(queue_id=queue.id, position=0, track_id=t) for t in data.track_ids]
    at = len(items) if data.after is None else _place(items, data.after) + 1
    repository.add_items(uow.db, fresh)
    _number([*items[:at], *fresh, *items[at:]])
    uow.db.flush()
    return queue.id


def remove_item(uow: UnitOfWork, actor: Actor, item_id: UUID, version: int | None = None) -> None:
    """Take a song out; `restore_item` puts it back.

    Raises:
        NotFound: no such item in the actor's queue.
        Conflict: the queue was changed meanwhile.
    """
    queue, item = _item(uow, actor, item_id)
    if not repository.bump(uow.db, queue.id, version):
        raise _changed()
    item.outcome = REMOVED
    uow.db.flush()


def restore_item(uow: UnitOfWork, actor: Actor, item_id: UUID) -> None:
    """Put a song back where it was."""
    queue, item = _item(uow, actor, item_id)
    repository.bump(uow.db, queue.id, None)
    item.outcome = None
    uow.db.flush()


def reorder(uow: UnitOfWork, actor: Actor, data: Reorder) -> None:
    """Give the songs a new order.

    Raises:
        NotFound: there is no queue.
        Conflict: the queue was changed meanwhile, or the items named are not all of it.
    """
    queue = _mine(uow, actor)
    items = {i.id: i for i in repository.items_of(uow.db, queue.id)}
    if sorted(items) != sorted(data.item_ids):
        raise _changed()
    if not repository.bump(uow.db, queue.id, data.version):
        raise _changed()
    _number([items[i] for i in data.item_ids])
    uow.db.flush()


def set_locked(uow: UnitOfWork, actor: Actor, item_id: UUID, *, locked: bool) -> None:
    """Keep a song when the queue is made anew, or let it go."""
    queue, item = _item(uow, actor, item_id)
    repository.bump(uow.db, queue.id, None)
    item.locked = locked
    uow.db.flush()


def clear(uow: UnitOfWork, actor: Actor) -> None:
    """End the current queue; it stays among the past ones."""
    repository.retire(uow.db, actor.require_user("playback:write"))


def _view(uow: UnitOfWork, actor: Actor, queue: Queue, mood_stamp: str) -> QueueView:
    items = repository.items_of(uow.db, queue.id)
    ids = [i.track_id for i in items]
    tracks = catalogue.tracks_by_id(uow, actor, ids)
    moods = song_moods.moods_of(uow, actor.user_id, ids, mood_stamp)
    why = repository.recommendations_of(
        uow.db, [i.recommendation_id for i in items if i.recommendation_id]
    )
    views = []
    for item in items:
        if item.track_id not in tracks:
            continue
        reason = why.get(item.recommendation_id) if item.recommendation_id else None
        mood = moods.get(item.track_id)
        views.append(
            QueueItemView(
                id=item.id, track=tracks[item.track_id], locked=item.locked,
                played_at=item.played_at, outcome=item.outcome,
                recommendation_id=item.recommendation_id,
                score=reason.score if reason else None,
                contributions=reason.contributions if reason else {},
                reason=reason.reason.get("text", "") if reason else "",
                line=reason.reason.get("line") if reason else None,
                mood=mood.six if mood else None, corrected=bool(mood and mood.corrected),
                basis=mood.basis if mood else None,
            )
        )  # fmt: skip
    return QueueView(
        id=queue.id, kind=queue.kind, target=queue.six, goal=queue.goal, version=queue.version,
        created_at=queue.created_at, items=views,
    )  # fmt: skip


_NEUTRAL: dict[str, Any] = {
    "valence": 0.0, "arousal": 0.0, "happy": 0.25, "sad": 0.25, "angry": 0.25, "relaxed": 0.25
}  # fmt: skip


def _number(items: Sequence[QueueItem]) -> None:
    for n, item in enumerate(items):
        item.position = (n + 1) * STEP


def _place(items: Sequence[QueueItem], item_id: UUID) -> int:
    for n, item in enumerate(items):
        if item.id == item_id:
            return n
    raise _no_item()


def _items(uow: UnitOfWork, queue: Queue | None) -> list[QueueItem]:
    return [] if queue is None else repository.items_of(uow.db, queue.id)


def _mine(uow: UnitOfWork, actor: Actor) -> Queue:
    queue = repository.active(uow.db, actor.require_user("playback:write"))
    if queue is None:
        raise NotFound("no_queue", "There is no queue yet. Make one from a mood.")
    return queue


def _item(uow: UnitOfWork, actor: Actor, item_id: UUID) -> tuple[Queue, QueueItem]:
    queue = _mine(uow, actor)
    item = repository.find_item(uow.db, queue.id, item_id)
    if item is None:
        raise _no_item()
    return queue, item


def _no_item() -> NotFound:
    return NotFound("queue_item_not_found", "This song is not in your queue.")


def _changed() -> Conflict:
    return Conflict(
        "queue_changed", "The queue was changed elsewhere meanwhile. Look at it again first."
    )
