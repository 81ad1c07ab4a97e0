"""Owns what the frame of every page shows of its listener, read in one unit of work."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from analysis.affect import quadrant
from assistant.accounts import service as accounts
from assistant.accounts.schemas import AccountView
from assistant.core.actor import Actor
from assistant.core.unit_of_work import UnitOfWork
from assistant.moods import service as moods
from assistant.moods.rules import named
from assistant.playback import service as playback
from assistant.playback.schemas import QueueItemView, QueueView
from assistant.preferences import service as preferences
from assistant.sample import service as sample
from assistant.sample.schemas import SampleStatus
from ui import routes
from ui.dates import moment_words
from ui.models import NowPlaying
from ui.text.en import common as words


@dataclass(frozen=True, slots=True)
class Frame:
    """What surrounds a page for one listener; without a `theme` each browser has its own.

    `leaving` says when the account goes; empty unless its listener asked for that.
    """

    user_name: str
    is_admin: bool
    is_staff: bool
    is_sample_listener: bool
    theme: str
    mood_now: str
    strip: NowPlaying
    sample: SampleStatus
    leaving: str


def frame_of(uow: UnitOfWork, actor: Actor, mood_stamp: str) -> Frame:
    """Read the frame.

    Raises:
        NotAuthenticated: nobody is signed in.
    """
    account = accounts.get_me(uow, actor)
    return Frame(
        user_name=account.display_name,
        is_admin=actor.role == "admin",
        is_staff=actor.may("people.see"),
        is_sample_listener=actor.is_sample,
        theme="" if actor.is_sample else preferences.get_settings(uow, actor).theme,
        mood_now=mood_now(uow, actor),
        strip=strip_of(playback.current_queue(uow, actor, mood_stamp)),
        sample=sample.status(uow, actor, mood_stamp),
        leaving=leaving(account, uow.now),
    )


def leaving(account: AccountView, now: datetime) -> str:
    """Return when an account will be deleted, in a sentence; nothing when it stays."""
    if account.delete_after is None:
        return ""
    return words.LEAVING.format(when=moment_words(account.delete_after, account.time_zone, now))


def mood_now(uow: UnitOfWork, actor: Actor) -> str:
    """Return the quadrant of the mood now or "even", or nothing when it is not known."""
    now = moods.current(uow, actor)
    return named(now.valence, now.arousal) if now else ""


def strip_of(queue: QueueView | None) -> NowPlaying:
    """Return the strip: the first song not played yet; an empty one without such a song."""
    items = queue.items if queue else []
    at = next((n for n, item in enumerate(items) if item.played_at is None), None)
    if at is None:
        return NowPlaying()
    item = items[at]
    mood, percent = leading(item)
    return NowPlaying(
        track_id=str(item.track.id),
        title=item.track.title,
        artist=item.track.artist,
        cover_url=cover_url(item.track.id),
        mood=mood,
        mood_label=words.MOODS.get(mood, ""),
        percent=percent,
        place=f"{at + 1} {words.OF} {len(items)}",
    )


def leading(item: QueueItemView) -> tuple[str, int]:
    """Return a song's quadrant and that mood's share in per cent; nothing when unknown."""
    if item.mood is None:
        return "", 0
    mood = quadrant(item.mood.valence, item.mood.arousal)
    return mood, round(100 * float(getattr(item.mood, mood)))


def cover_url(track_id: UUID) -> str:
    """Return the address of a song's generated cover."""
    return routes.COVER.format(track_id=track_id)
