"""The sample library holds what the issue asks for, and nothing of what its authors meant."""

import json
from collections import Counter
from datetime import date
from itertools import combinations, pairwise
from pathlib import Path

import pytest

from analysis.affect import MOODS, quadrant
from assistant.lyrics.lrc import parse_lrc
from assistant.sample.songs import SampleSong, load_songs

INTENTS = json.loads(Path(__file__).with_name("intents.json").read_text(encoding="utf-8"))
SONGS = load_songs()
SYNCED = [song for song in SONGS if song.line_starts_ms is not None]


def keys_of(mood: str, *, agrees: bool | None = None) -> list[str]:
    return [
        key
        for key, intent in INTENTS.items()
        if intent["mood"] == mood and (agrees is None or intent["agrees"] == agrees)
    ]


def fragments(song: SampleSong) -> set[tuple[str, ...]]:
    words = [word.strip(".,!?\"'()") for word in song.lyrics.lower().split()]
    return {tuple(words[i : i + 6]) for i in range(len(words) - 5)}


def test_every_song_has_exactly_one_intent():
    assert sorted(song.key for song in SONGS) == sorted(INTENTS)
    assert len(SONGS) == 96


@pytest.mark.parametrize("mood", MOODS)
def test_each_mood_has_24_songs_of_which_18_say_so_plainly(mood):
    assert len(keys_of(mood)) == 24
    assert len(keys_of(mood, agrees=True)) == 18


def test_intended_moods_lie_in_their_quadrants():
    assert {key: quadrant(i["valence"], i["arousal"]) for key, i in INTENTS.items()} == {
        key: i["mood"] for key, i in INTENTS.items()
    }


@pytest.mark.parametrize("mood", MOODS)
def test_each_mood_has_songs_near_its_borders_and_far_from_them(mood):
    points = [(abs(INTENTS[k]["valence"]), abs(INTENTS[k]["arousal"])) for k in keys_of(mood)]
    assert min(min(point) for point in points) <= 0.15
    assert max(v * a for v, a in points) >= 0.3


def test_the_packaged_file_keeps_the_authors_mood_out():
    raw = Path("assistant/sample/songs.jsonl").read_text(encoding="utf-8")
    fields = set().union(*(json.loads(line) for line in raw.splitlines()))
    assert fields == {
        "key", "title", "artists", "album", "release_date", "duration_ms", "explicit", "genres",
        "language", "lyrics", "line_starts_ms",
    }  # fmt: skip


def test_nothing_in_the_files_order_tells_the_mood():
    longest_run, run = 1, 1
    for before, after in pairwise(SONGS):
        same = INTENTS[before.key]["mood"] == INTENTS[after.key]["mood"]
        run = run + 1 if same else 1
        longest_run = max(longest_run, run)
    assert longest_run <= 4


@pytest.mark.parametrize("song", SONGS, ids=lambda song: song.key)
def test_a_song_is_whole(song):
    assert len(song.lyrics.split()) >= 60
    assert "\n\n" in song.lyrics
    assert "\n\n\n" not in song.lyrics
    assert song.lyrics == song.lyrics.strip()
    assert 90_000 <= song.duration_ms <= 420_000
    assert date(1978, 1, 1) <= song.release_date <= date(2025, 12, 31)
    assert song.language == "en"
    assert song.genres


def test_titles_artists_and_genres_are_many():
    assert len({song.key for song in SONGS}) == len(SONGS)
    assert len({(song.artist, song.title) for song in SONGS}) == len(SONGS)
    artists = Counter(song.artist for song in SONGS)
    assert len(artists) == 21
    assert max(artists.values()) <= 8
    assert len({song.genres[0] for song in SONGS}) >= 10
    assert len({song.year for song in SONGS}) >= 20


@pytest.mark.parametrize("mood", MOODS)
def test_no_mood_is_one_genre_or_one_artist(mood):
    songs = [song for song in SONGS if song.key in keys_of(mood)]
    assert len({song.genres[0] for song in songs}) >= 8
    assert max(Counter(song.artist for song in songs).values()) <= 5


def test_artists_are_not_of_one_mood():
    moods: dict[str, set[str]] = {}
    for song in SONGS:
        moods.setdefault(song.artist, set()).add(INTENTS[song.key]["mood"])
    assert min(len(found) for found in moods.values()) >= 2


def test_an_album_has_one_date():
    dates: dict[tuple[str, str], set[date]] = {}
    for song in SONGS:
        dates.setdefault((song.artist, song.album), set()).add(song.release_date)
    assert {len(found) for found in dates.values()} == {1}


def test_some_songs_are_explicit():
    assert 3 <= sum(song.explicit for song in SONGS) <= 12


def test_no_two_songs_share_more_than_a_turn_of_phrase():
    written = {song.key: fragments(song) for song in SONGS}
    shared = {
        (a, b): len(written[a] & written[b])
        for a, b in combinations(written, 2)
        if len(written[a] & written[b]) > 2
    }
    assert shared == {}


def test_a_dozen_songs_and_more_are_timed_in_every_mood():
    assert len(SYNCED) >= 12
    assert {INTENTS[song.key]["mood"] for song in SYNCED} == set(MOODS)


@pytest.mark.parametrize("song", SYNCED, ids=lambda song: song.key)
def test_timed_lyrics_read_back_as_written(song):
    document = parse_lrc(song.synced_lrc)
    assert document.plain_text == song.lyrics
    assert tuple(line.time_ms for line in document.lines) == song.line_starts_ms


@pytest.mark.parametrize("song", SYNCED, ids=lambda song: song.key)
def test_lines_follow_each_other_within_the_song(song):
    starts = song.line_starts_ms
    assert all(800 <= later - earlier <= 25_000 for earlier, later in pairwise(starts))
    assert starts[0] >= 3_000
    assert starts[-1] <= song.duration_ms - 5_000


def test_untimed_songs_have_no_lrc():
    assert {song.synced_lrc for song in SONGS if song.line_starts_ms is None} == {None}
