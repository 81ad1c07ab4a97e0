"""Owns what the Song page does with a song as a whole: into the queue, out of the library."""

from uuid import UUID

from assistant.core.actor import Actor
from assistant.core.unit_of_work import UnitOfWork
from assistant.library import service as library
from assistant.lyrics import service as lyrics
from assistant.playback import service as playback
from assistant.playback.schemas import AddTracks, QueueItemView, QueueView, Reorder


def into_queue(
    uow: UnitOfWork, actor: Actor, track_id: UUID, mood_stamp: str, *, after_current: bool
) -> tuple[QueueView | None, bool]:
    """Put a song after the one the queue stands at, or at its end; never twice.

    Returns:
        The queue, and whether this changed it. A song that is there already stays where it is,
        or moves to be the next one.

    Raises:
        NotFound: no such song.
        Conflict: the queue was changed meanwhile.
    """
    before = playback.current_queue(uow, actor, mood_stamp)
    items = before.items if before else []
    left = [item for item in items if item.played_at is None]
    at = next((n for n, item in enumerate(left) if item.track.id == track_id), None)
    if at is None:
        after = left[0].id if after_current and left else None
        playback.add_tracks(uow, actor, AddTracks(track_ids=[track_id], after=after, version=None))
    elif after_current and at > 1:
        _move_up(uow, actor, items, left[at], after=left[0])
    else:
        return before, False
    return playback.current_queue(uow, actor, mood_stamp), True


def out_of_library(uow: UnitOfWork, actor: Actor, track_id: UUID) -> None:
    """Take a song out of the actor's library, and delete the words they gave it.

    Raises:
        NotFound: it is not in there.
    """
    library.remove(uow, actor, track_id)
    text = lyrics.text_for(uow, actor.require_user(), track_id)
    if text is not None and text.owner_key and text.provider == lyrics.OWN:
        lyrics.remove_own(uow, actor, track_id)


def own_words(uow: UnitOfWork, actor: Actor, track_id: UUID) -> str:
    """Return the words that the actor gave a song, with their times; empty without any."""
    text = lyrics.text_for(uow, actor.require_user(), track_id)
    return (text.synced or text.text) if text is not None and text.owner_key else ""


def _move_up(
    uow: UnitOfWork, actor: Actor, items: list[QueueItemView], song: QueueItemView,
    *, after: QueueItemView,
) -> None:  # fmt: skip
    ids = [item.id for item in items if item.id != song.id]
    ids.insert(ids.index(after.id) + 1, song.id)
    playback.reorder(uow, actor, Reorder(item_ids=ids, version=None))
