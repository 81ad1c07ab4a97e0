"""What the sample listener plays: sittings through the day, runs of an artist, favourites, skips."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from math import exp, hypot
from random import Random

from assistant.sample.rhythm import Point, Rhythm
from assistant.sample.songs import SampleSong

STAY_WITH_ARTIST = 0.4
REACH = 0.5  # distance on the plane at which a song's pull has fallen to 0.6
SHORTEST_LISTEN_MS = 30_000


@dataclass(frozen=True, slots=True)
class SamplePlay:
    """A song that was started.

    Attributes:
        started_at: local time, aware.
        ms_played: at least 30,000 unless skipped, at most the song's duration.
        skipped: left within 30 s: an interaction, never a listen.
    """

    song_key: str
    started_at: datetime
    ms_played: int
    skipped: bool


@dataclass(frozen=True, slots=True)
class Slot:
    """A time of day at which music is likely.

    Attributes:
        chance: of a sitting, 0 to 1.
        spread_min: how far the start wanders, in minutes.
        share: of the day's songs, relative to the other slots.
    """

    start: time
    spread_min: int
    chance: float
    share: float


WORKDAY = (
    Slot(time(7, 35), 15, 0.95, 1.0),
    Slot(time(10, 20), 45, 0.6, 1.6),
    Slot(time(14, 40), 50, 0.4, 1.1),
    Slot(time(17, 30), 20, 0.95, 1.0),
    Slot(time(20, 30), 40, 0.85, 2.0),
)
WEEKEND = (
    Slot(time(10, 0), 50, 0.9, 1.5),
    Slot(time(14, 10), 60, 0.75, 1.5),
    Slot(time(18, 0), 35, 0.7, 1.2),
    Slot(time(20, 50), 30, 0.85, 2.2),
)


class Player:
    """Chooses songs; the same random source and songs give the same choices.

    Args:
        random: source of every choice.
        songs: what there is to play.
        mood_of: predicted mood by song key; a song without one is played whatever the mood.
    """

    def __init__(
        self, random: Random, songs: Sequence[SampleSong], mood_of: Mapping[str, Point]
    ) -> None:
        self._random = random
        self._songs = songs
        self._mood_of = mood_of
        artists = sorted({song.artist for song in songs})
        loved_artists = set(random.sample(artists, k=max(1, len(artists) // 5)))
        self._taste = {
            song.key: random.lognormvariate(0, 0.55) * (2 if song.artist in loved_artists else 1)
            for song in songs
        }

    def day(self, number: int, midnight: datetime, rhythm: Rhythm) -> list[SamplePlay]:
        """All plays of one local day, in order, without overlap."""
        free = midnight.weekday() >= 5
        slots = WEEKEND if free else WORKDAY
        open_slots = [s for s in slots if self._random.random() < s.chance] or [slots[-1]]
        total = self._random.randint(10, 24) if free else self._random.randint(8, 19)
        plays: list[SamplePlay] = []
        earliest = midnight
        for slot, count in zip(open_slots, _shares(open_slots, total), strict=True):
            start = midnight.replace(hour=slot.start.hour, minute=slot.start.minute)
            start += timedelta(minutes=self._random.uniform(-slot.spread_min, slot.spread_min))
            start = max(start, earliest + timedelta(minutes=4))
            plays += self._sitting(start, count, rhythm.at(number, start))
            earliest = _end(plays[-1])
        return plays

    def _sitting(self, start: datetime, count: int, feeling: Point) -> list[SamplePlay]:
        """Songs one after another until `count` of them were heard and not skipped."""
        wanted = self._wanted(feeling)
        plays: list[SamplePlay] = []
        heard = 0
        now = start
        while heard < count:
            song = self._choose(wanted, plays)
            play = self._play(song, now, wanted)
            plays.append(play)
            heard += not play.skipped
            now = _end(play) + timedelta(milliseconds=self._random.randint(300, 9_000))
        return plays

    def _wanted(self, feeling: Point) -> Point:
        """Mostly music like the feeling; one time in six something to lift or to settle it."""
        goal = feeling
        if self._random.random() < 1 / 6:
            goal = feeling.towards(Point(0.6, -0.2 if feeling.arousal > 0 else 0.4), 0.8)
        return goal.shifted(self._random.gauss(0, 0.12), self._random.gauss(0, 0.12))

    def _choose(self, wanted: Point, before: list[SamplePlay]) -> SampleSong:
        played = {play.song_key for play in before}
        fresh = [song for song in self._songs if song.key not in played] or list(self._songs)
        if before and self._random.random() < STAY_WITH_ARTIST:
            artist = next(s.artist for s in self._songs if s.key == before[-1].song_key)
            fresh = [song for song in fresh if song.artist == artist] or fresh
        weights = [self._taste[song.key] * self._pull(song, wanted) for song in fresh]
        return self._random.choices(fresh, weights)[0]

    def _pull(self, song: SampleSong, wanted: Point) -> float:
        mood = self._mood_of.get(song.key)
        distance = REACH if mood is None else _distance(mood, wanted)
        return 0.02 + exp(-0.5 * (distance / REACH) ** 2)

    def _play(self, song: SampleSong, started_at: datetime, wanted: Point) -> SamplePlay:
        unfitting = 1 - self._pull(song, wanted)
        if self._random.random() < 0.03 + 0.22 * max(0.0, unfitting):
            ms = self._random.randint(2_500, SHORTEST_LISTEN_MS - 1_000)
            return SamplePlay(song.key, started_at, ms, skipped=True)
        ms = song.duration_ms
        if self._random.random() < 0.09:
            ms = max(SHORTEST_LISTEN_MS, int(ms * self._random.uniform(0.4, 0.95)))
        return SamplePlay(song.key, started_at, ms, skipped=False)


def _shares(slots: Sequence[Slot], total: int) -> list[int]:
    """Split a day's songs over its sittings, at least one each; the last takes what is left."""
    whole = sum(slot.share for slot in slots)
    counts = [max(1, int(total * slot.share / whole)) for slot in slots]
    counts[-1] += total - sum(counts)
    return counts


def _end(play: SamplePlay) -> datetime:
    return play.started_at + timedelta(milliseconds=play.ms_played)


def _distance(a: Point, b: Point) -> float:
    return hypot(a.valence - b.valence, a.arousal - b.arousal)
