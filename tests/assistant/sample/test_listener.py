"""The sample listener lives a believable season, the same one each time."""

from collections import Counter
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from statistics import correlation, mean
from zoneinfo import ZoneInfo

import pytest

from analysis.affect import MOODS, from_valence_arousal, quadrant
from assistant.moods.vocabulary import ACTIVITIES, WORDS
from assistant.sample.listener import make_listener
from assistant.sample.songs import load_songs

SONGS = load_songs()
BY_KEY = {song.key: song for song in SONGS}
ZONE = ZoneInfo("Europe/Berlin")
NOW = datetime(2026, 11, 20, 17, 42, tzinfo=UTC)
# A stand-in for the scorer: any spread over the plane will do, the moods meant stay out of it.
MOOD_OF = {
    song.key: from_valence_arousal(((i * 37) % 96) / 48 - 1, ((i * 61) % 96) / 48 - 1)
    for i, song in enumerate(SONGS)
}
LISTENER = make_listener(SONGS, MOOD_OF, NOW, ZONE)


def local_days(times):
    return Counter(time.astimezone(ZONE).date() for time in times)


def test_equal_arguments_give_equal_listeners():
    assert make_listener(SONGS, MOOD_OF, NOW, ZONE) == LISTENER
    assert make_listener(SONGS, MOOD_OF, NOW, ZONE, seed=1) != LISTENER


def test_the_season_has_120_days_of_8_to_25_listens():
    counts = local_days(listen.started_at for listen in LISTENER.listens)
    today = NOW.astimezone(ZONE).date()
    assert sorted(counts) == [today - timedelta(days=119 - i) for i in range(120)]
    full = [count for day, count in counts.items() if day != today]
    assert min(full) >= 8
    assert max(full) <= 25


def test_every_full_day_has_one_to_four_mood_entries():
    counts = local_days(entry.recorded_at for entry in LISTENER.entries)
    counts.pop(NOW.astimezone(ZONE).date(), None)
    assert len(counts) == 119
    assert set(counts.values()) == {1, 2, 3, 4}


def test_times_are_utc_in_order_and_past():
    for times in (
        [play.started_at for play in LISTENER.listens],
        [play.started_at for play in LISTENER.skips],
        [entry.recorded_at for entry in LISTENER.entries],
        [rating.rated_at for rating in LISTENER.ratings],
    ):
        assert {time.tzinfo for time in times} == {UTC}
        assert times == sorted(times)
        assert times[-1] <= NOW


def test_no_song_starts_before_the_last_one_ended():
    plays = sorted([*LISTENER.listens, *LISTENER.skips], key=lambda play: play.started_at)
    assert all(
        before.started_at + timedelta(milliseconds=before.ms_played) <= after.started_at
        for before, after in pairwise(plays)
    )


def test_listens_last_30_seconds_and_more_and_skips_less():
    assert all(30_000 <= p.ms_played <= BY_KEY[p.song_key].duration_ms for p in LISTENER.listens)
    assert all(0 < play.ms_played < 30_000 for play in LISTENER.skips)
    assert {play.skipped for play in LISTENER.listens} == {False}
    assert {play.skipped for play in LISTENER.skips} == {True}
    assert 0.05 <= len(LISTENER.skips) / len(LISTENER.listens) <= 0.3


def test_nights_are_quiet_and_evenings_are_not():
    hours = Counter(play.started_at.astimezone(ZONE).hour for play in LISTENER.listens)
    assert sum(hours[hour] for hour in range(6)) == 0
    assert sum(hours[hour] for hour in range(20, 23)) > len(LISTENER.listens) / 4


def test_artists_come_in_runs():
    artists = [BY_KEY[play.song_key].artist for play in LISTENER.listens]
    runs = sum(a == b for a, b in pairwise(artists)) / len(artists)
    assert 0.2 <= runs <= 0.5


def test_most_songs_are_heard_and_favourites_more():
    counts = Counter(play.song_key for play in LISTENER.listens)
    assert len(counts) >= 80
    top = sum(count for _, count in counts.most_common(10)) / len(LISTENER.listens)
    assert 0.2 <= top <= 0.6


def test_entries_visit_all_quadrants_and_stay_on_the_plane():
    moods = Counter(quadrant(entry.valence, entry.arousal) for entry in LISTENER.entries)
    assert set(moods) == set(MOODS)
    assert min(moods.values()) >= 15


def test_entries_speak_the_vocabulary():
    words = {word for entry in LISTENER.entries for word in entry.words}
    activities = {activity for entry in LISTENER.entries for activity in entry.activities}
    assert words <= {word.key for word in WORDS}
    assert activities == {activity.key for activity in ACTIVITIES}
    assert any(entry.note for entry in LISTENER.entries)
    assert {entry.input for entry in LISTENER.entries} == {"pad", "sliders"}


def test_there_is_something_to_find_weekends_are_brighter():
    def mean_valence(days):
        return mean(
            entry.valence
            for entry in LISTENER.entries
            if entry.recorded_at.astimezone(ZONE).weekday() in days
        )

    assert mean_valence({5, 6}) > mean_valence({0, 1, 2}) + 0.15


def test_what_is_said_goes_with_what_was_heard():
    said, heard = [], []
    for entry in LISTENER.entries:
        recent = [
            MOOD_OF[play.song_key].valence
            for play in LISTENER.listens
            if timedelta(0) <= entry.recorded_at - play.started_at <= timedelta(hours=3)
        ]
        if recent:
            said.append(entry.valence)
            heard.append(mean(recent))
    assert correlation(said, heard) > 0.25


def test_ratings_follow_hearing():
    counts = Counter(play.song_key for play in LISTENER.listens)
    liked = [rating.song_key for rating in LISTENER.ratings if rating.rating == 1]
    disliked = [rating.song_key for rating in LISTENER.ratings if rating.rating == -1]
    assert sorted(counts[key] for key in liked) == sorted(n for _, n in counts.most_common(9))
    assert 1 <= len(disliked) <= 2
    assert not set(liked) & set(disliked)


def test_one_song_that_sounds_sad_is_calm_for_this_listener():
    correction = LISTENER.correction
    assert correction is not None
    model = MOOD_OF[correction.song_key]
    assert quadrant(model.valence, model.arousal) == "sad"
    assert quadrant(correction.valence, correction.arousal) == "relaxed"


def test_without_any_scores_there_is_still_a_listener():
    listener = make_listener(SONGS, {}, NOW, ZONE, days=20)
    assert len(listener.listens) >= 19 * 8
    assert listener.correction is not None
    assert listener.correction.song_key in BY_KEY


def test_just_after_midnight_the_first_day_is_empty():
    midnight = datetime(2026, 11, 20, 0, 5, tzinfo=ZONE)
    listener = make_listener(SONGS, MOOD_OF, midnight, ZONE, days=1)
    assert (listener.listens, listener.entries, listener.correction) == ((), (), None)


@pytest.mark.parametrize("zone", ["Pacific/Auckland", "America/St_Johns", "UTC"])
def test_evening_is_where_the_listener_lives(zone):
    home = ZoneInfo(zone)
    listener = make_listener(SONGS, MOOD_OF, NOW, home, days=30)
    assert min(play.started_at.astimezone(home).hour for play in listener.listens) >= 7


def test_a_naive_now_is_refused():
    with pytest.raises(ValueError, match="now must be an aware time"):
        make_listener(SONGS, MOOD_OF, datetime(2026, 11, 20), ZONE)  # noqa: DTZ001


def test_a_listener_needs_songs_and_days():
    with pytest.raises(ValueError, match="at least one song and one day"):
        make_listener([], MOOD_OF, NOW, ZONE)
    with pytest.raises(ValueError, match="at least one song and one day"):
        make_listener(SONGS, MOOD_OF, NOW, ZONE, days=0)
