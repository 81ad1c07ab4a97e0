"""The sample listener: a season of listens, skips, moods, ratings and one correction.

Everything follows from the arguments: equal ones give equal listeners on any machine. The moods of
songs are the caller's (what the scorer said), never what their authors meant.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from random import Random
from zoneinfo import ZoneInfo

from analysis.affect import Six
from assistant.sample.diary import Diarist, SampleEntry
from assistant.sample.playing import Player, SamplePlay
from assistant.sample.rhythm import Point, Rhythm
from assistant.sample.songs import SampleSong

DAYS = 120
SEED = 20251
LIKES = 9
DISLIKES = 2
CALM = Point(0.45, -0.5)  # what the corrected song is "for me"


@dataclass(frozen=True, slots=True)
class SampleRating:
    """A rating: +1 is a favourite, -1 is not for this listener."""

    song_key: str
    rated_at: datetime
    rating: int


@dataclass(frozen=True, slots=True)
class SampleCorrection:
    """What one song is "for me", against what its lyrics say."""

    song_key: str
    corrected_at: datetime
    valence: float
    arousal: float


@dataclass(frozen=True, slots=True)
class SampleListener:
    """Everything a sample listener did; times are aware and in UTC, sequences in order of time.

    Attributes:
        listens: plays of 30 s and more.
        skips: plays left within 30 s.
        correction: None when there was nothing to hear.
    """

    listens: tuple[SamplePlay, ...]
    skips: tuple[SamplePlay, ...]
    entries: tuple[SampleEntry, ...]
    ratings: tuple[SampleRating, ...]
    correction: SampleCorrection | None


def make_listener(
    songs: Sequence[SampleSong],
    mood_of: Mapping[str, Six],
    now: datetime,
    zone: ZoneInfo,
    *,
    days: int = DAYS,
    seed: int = SEED,
) -> SampleListener:
    """Invent a listener whose last `days` local days end now; nothing lies after `now`.

    Args:
        songs: what there is to play, at least one.
        mood_of: predicted mood by song key; songs of unknown mood are simply left out.
        now: aware; the last day is as far along as it is.
        zone: where the listener lives: it decides what "evening" and "Saturday" are.
        days: local days, today included, 1 or more.
        seed: which listener of the many.

    Raises:
        ValueError: `now` is naive, there is no song, or no day.
    """
    if now.tzinfo is None:
        raise ValueError("now must be an aware time")
    if not songs or days < 1:
        raise ValueError("a listener needs at least one song and one day")
    points = {key: Point(six.valence, six.arousal) for key, six in mood_of.items()}
    plays, entries = _season(songs, points, now.astimezone(zone), days, seed)
    heard = [play for play in plays if not play.skipped]
    skips = [play for play in plays if play.skipped]
    return SampleListener(
        listens=tuple(heard),
        skips=tuple(skips),
        entries=tuple(entries),
        ratings=_ratings(heard, skips),
        correction=_correction(heard, points),
    )


def _season(
    songs: Sequence[SampleSong], points: Mapping[str, Point], now: datetime, days: int, seed: int
) -> tuple[list[SamplePlay], list[SampleEntry]]:
    """Live day after day, and keep what is over by now, in UTC."""
    rhythm = Rhythm(Random(f"{seed} rhythm"), days)
    player = Player(Random(f"{seed} player"), songs, points)
    diarist = Diarist(Random(f"{seed} diarist"), points)
    today = now.replace(hour=0, minute=0, second=0, microsecond=0)
    plays: list[SamplePlay] = []
    entries: list[SampleEntry] = []
    for number in range(days):
        midnight = today - timedelta(days=days - 1 - number)
        played = player.day(number, midnight, rhythm)
        plays += played
        entries += diarist.day(number, midnight, rhythm, played)
    return (
        [
            replace(play, started_at=_utc(play.started_at))
            for play in plays
            if _utc(play.started_at) + timedelta(milliseconds=play.ms_played) <= now
        ],
        [
            replace(entry, recorded_at=_utc(entry.recorded_at))
            for entry in entries
            if _utc(entry.recorded_at) <= now
        ],
    )


def _ratings(heard: Sequence[SamplePlay], skips: Sequence[SamplePlay]) -> tuple[SampleRating, ...]:
    """Favourites are what is played most, rated at the fifth listen; what is skipped most is not.

    A song needs five listens, or three skips, before anybody would bother to rate it.
    """
    liked = _rated(heard, wanted=LIKES, after=5, rating=1, but=frozenset())
    but = frozenset(rating.song_key for rating in liked)
    disliked = _rated(skips, wanted=DISLIKES, after=3, rating=-1, but=but)
    return tuple(sorted([*liked, *disliked], key=lambda rating: rating.rated_at))


def _rated(
    plays: Sequence[SamplePlay], *, wanted: int, after: int, rating: int, but: frozenset[str]
) -> list[SampleRating]:
    counts = Counter(play.song_key for play in plays if play.song_key not in but)
    rated = []
    for key, count in counts.most_common(wanted):
        if count >= after:
            moment = [play for play in plays if play.song_key == key][after - 1]
            at = moment.started_at + timedelta(milliseconds=moment.ms_played)
            rated.append(SampleRating(key, at, rating))
    return rated


def _correction(
    heard: Sequence[SamplePlay], points: Mapping[str, Point]
) -> SampleCorrection | None:
    """The most played song that the model calls sad is calm "for me"; else the most played one."""
    if not heard:
        return None
    sad = {key for key, point in points.items() if point.valence < 0 and point.arousal < 0}
    counts = Counter(play.song_key for play in heard if play.song_key in sad)
    counts = counts or Counter(play.song_key for play in heard)
    key = counts.most_common(1)[0][0]
    last = max((play for play in heard if play.song_key == key), key=lambda play: play.started_at)
    at = last.started_at + timedelta(milliseconds=last.ms_played)
    return SampleCorrection(key, at, CALM.valence, CALM.arousal)


def _utc(moment: datetime) -> datetime:
    return moment.astimezone(UTC)
