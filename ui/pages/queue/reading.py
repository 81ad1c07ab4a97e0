"""Owns what the Queue page reads: the queue as rows, stops and words, in one unit of work."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from analysis.affect import quadrant
from assistant.accounts import service as accounts
from assistant.core.actor import Actor
from assistant.core.unit_of_work import UnitOfWork
from assistant.library import service as library
from assistant.moods import service as moods
from assistant.playback import service as playback
from assistant.playback.schemas import QueueItemView, QueueView
from ui import songs
from ui.frame import cover_url, strip_of
from ui.models import CurvePoint, NowPlaying, QueueRow, RibbonSong
from ui.pages.queue.models import Weight
from ui.text.en import common
from ui.text.en import queue as words
from ui.text.en import song_moods as mood_words

_USUAL_MS = 210_000  # a song of unknown length
_CURVE_POINTS = 13
_CURVE_WIDTH = 0.16  # of the whole time: about one song of eight to either side


@dataclass(frozen=True, slots=True)
class Shown:
    """The page's values; those of a listener without a queue are empty."""

    has_songs: bool
    strip: NowPlaying = field(default_factory=NowPlaying)
    queue_id: str = ""
    version: int = 0
    name: str = ""
    summary: str = ""
    rows: list[QueueRow] = field(default_factory=list)
    played: list[QueueRow] = field(default_factory=list)
    curve: list[CurvePoint] = field(default_factory=list)
    stops: list[RibbonSong] = field(default_factory=list)
    start_words: str = ""
    to_words: str = ""
    end_time: str = ""
    weights: list[Weight] = field(default_factory=list)
    asks_how_now: bool = False


def queue_page(uow: UnitOfWork, actor: Actor, mood_stamp: str) -> Shown:
    """Read the page.

    Raises:
        NotAuthenticated: nobody is signed in.
    """
    queue = playback.current_queue(uow, actor, mood_stamp)
    if queue is None or not queue.items:
        return Shown(has_songs=library.summary(uow, actor, mood_stamp).known > 0)
    zone = ZoneInfo(accounts.get_me(uow, actor).time_zone)
    return shown(queue, uow.now.astimezone(zone), answered=moods.answered(uow, actor, queue.id))


def shown(queue: QueueView, now: datetime, *, answered: bool) -> Shown:
    """Turn a queue into what the page shows.

    Args:
        queue: with at least one song.
        now: the time where the listener is.
        answered: whether they have said how they felt after it.
    """
    rows = [_row(item) for item in queue.items]
    left: list[QueueRow] = []
    played: list[QueueRow] = []
    for row, item in zip(rows, queue.items, strict=True):
        (left if item.played_at is None else played).append(row)
    if left:
        left[0].now = True
    stops, curve = _stops(queue.items, rows), _curve(queue)
    start, to = _feeling(curve[0]), _feeling(curve[-1])
    unplayed = [item for item in queue.items if item.played_at is None]
    end_time = f"{now + timedelta(milliseconds=_lasts(unplayed)):%H:%M}"
    return Shown(
        has_songs=True,
        strip=strip_of(queue),
        queue_id=str(queue.id),
        version=queue.version,
        name=_name(queue),
        summary=_summary(queue, start, to, end_time),
        rows=left,
        played=played,
        curve=curve,
        stops=stops,
        start_words=start,
        to_words=to,
        end_time=end_time,
        weights=_weights(queue.items),
        asks_how_now=not answered,
    )


def _row(item: QueueItemView) -> QueueRow:
    track = item.track
    mood, percent = songs.leading(item.mood)
    return QueueRow(
        id=str(item.id),
        track_id=str(track.id),
        title=track.title,
        artist=track.artist,
        reason=item.reason or words.BY_HAND,
        line=(item.line or "").strip(),
        mood=mood,
        mood_label=common.MOODS.get(mood, ""),
        percent=percent,
        parts=songs.parts_of(item.contributions, mood_words.SHORT_PARTS),
        score="" if item.score is None else f"{item.score:.2f}",
        duration=songs.length_of(track.duration_ms),
        cover=cover_url(track.id),
        locked=item.locked,
        yours=item.corrected,
        by_tags=item.basis == "tags" and not item.corrected,
        sample=track.is_sample,
        explicit=bool(track.explicit),
    )


def _lasts(items: Sequence[QueueItemView]) -> int:
    """How long songs last, in ms; one of unknown length counts as a usual one."""
    return sum(item.track.duration_ms or _USUAL_MS for item in items)


def _spans(items: Sequence[QueueItemView]) -> list[tuple[float, float]]:
    """Where each song begins and ends, as shares of the whole time."""
    whole, at, found = _lasts(items), 0, []
    for item in items:
        begin, at = at, at + (item.track.duration_ms or _USUAL_MS)
        found.append((begin / whole, at / whole))
    return found


def _stops(items: Sequence[QueueItemView], rows: Sequence[QueueRow]) -> list[RibbonSong]:
    return [
        RibbonSong(
            id=row.id,
            title=row.title,
            start=start,
            end=end,
            v=item.mood.valence if item.mood else 0.0,
            a=item.mood.arousal if item.mood else 0.0,
            mood=row.mood,
            cover=row.cover,
            played=item.played_at is not None,
            now=row.now,
            locked=row.locked,
        )
        for item, row, (start, end) in zip(items, rows, _spans(items), strict=True)
    ]


def _curve(queue: QueueView) -> list[CurvePoint]:
    """The course of the songs' own moods, smoothed over time; the target where none is known."""
    known = [
        ((start + end) / 2, item.mood)
        for item, (start, end) in zip(queue.items, _spans(queue.items), strict=True)
        if item.mood is not None
    ] or [(0.5, queue.target)]
    curve = []
    for n in range(_CURVE_POINTS):
        t = n / (_CURVE_POINTS - 1)
        near = [math.exp(-(((t - at) / _CURVE_WIDTH) ** 2) / 2) + 1e-9 for at, _ in known]
        v = sum(w * six.valence for w, (_, six) in zip(near, known, strict=True)) / sum(near)
        a = sum(w * six.arousal for w, (_, six) in zip(near, known, strict=True)) / sum(near)
        curve.append(CurvePoint(round(t, 4), round(v, 4), round(a, 4)))
    return curve


def _feeling(at: CurvePoint) -> str:
    return songs.feeling_at(at.v, at.a)


def _name(queue: QueueView) -> str:
    if queue.kind == "custom":
        return words.NAME_CUSTOM
    if queue.goal.get("source") == "chosen":
        return words.NAMES_CHOSEN[quadrant(queue.target.valence, queue.target.arousal)]
    if queue.goal.get("source") == "neutral":
        return words.NAME_NEUTRAL
    return words.NAMES_INTENT.get(str(queue.goal.get("intent", "")), words.NAME_CUSTOM)


def _summary(queue: QueueView, start: str, to: str, end_time: str) -> str:
    way = words.STAYS.format(at=start) if start == to else words.WAY.format(start=start, to=to)
    number = len(queue.items)
    return words.SUMMARY.format(
        way=way[:1].upper() + way[1:],
        n=number,
        songs=words.ONE_SONG if number == 1 else common.SONGS,
        minutes=round(_lasts(queue.items) / 60_000),
        end=end_time,
    )


def _weights(items: Sequence[QueueItemView]) -> list[Weight]:
    """The mean of each part over the songs that were recommended."""
    scored = [item.contributions for item in items if item.contributions]
    if not scored:
        return []
    mean = {key: sum(c.get(key, 0.0) for c in scored) / len(scored) for key in mood_words.PARTS}
    return [
        Weight(part.kind, part.label, part.value, part.rank)
        for part in songs.parts_of(mean, mood_words.PARTS)
    ]


def ids_of(rows: Sequence[QueueRow]) -> list[UUID]:
    """Return the queue items' ids of rows, in order."""
    return [UUID(row.id) for row in rows]
