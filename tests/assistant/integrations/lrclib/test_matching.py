"""Which records count as the same song: names that differ in writing, recordings that differ."""

import pytest

from assistant.integrations.lrclib.matching import best, is_same, key
from assistant.integrations.lrclib.schemas import Record


def record(
    at: int, duration: float | None, title: str = "Harbour", artist: str = "Vela", **more: object
) -> Record:
    said = {"plainLyrics": "la", "instrumental": False} | more
    names = {"trackName": title, "artistName": artist}
    return Record.model_validate({"id": at, "duration": duration} | names | said)


@pytest.mark.parametrize(
    "one, other",
    [
        ("Harbour Lights", "harbour  LIGHTS!"),
        ("Don’t", "Dont"),
        ("Émile", "Emile"),
        ("Song (feat. Somebody)", "Song"),
        ("Song ft. Somebody", "Song"),
        ("Song - 2011 Remaster", "Song"),
        ("Song (Remastered 2009)", "Song [2020 Remaster]"),
        ("Дом", "дом"),
    ],
)
def test_names_that_are_the_same(one: str, other: str) -> None:
    assert key(one) == key(other)


@pytest.mark.parametrize(
    "one, other",
    [
        ("Song", "Song (Live)"),
        ("Song", "Song (with love)"),
        ("Song", "Song (Acoustic)"),
        ("Song", "Song - Somebody Remix"),
        ("Song", "Songs"),
        ("???", "!!!"),
        ("(Remastered)", "(feat. X)"),
        ("Leftover", "Left over feathers"),
    ],
)
def test_names_that_are_not(one: str, other: str) -> None:
    assert key(one) != key(other)


@pytest.mark.parametrize(
    "duration, same", [(200.0, True), (204.0, True), (196.0, True), (204.5, False), (None, False)]
)
def test_durations_must_be_near(duration: float | None, same: bool) -> None:
    assert is_same(record(1, duration), "Harbour", "Vela", 200.0) is same


def test_a_record_without_duration_matches_a_question_without() -> None:
    assert is_same(record(1, None), "Harbour", "Vela", None)


def test_the_nearest_is_best_then_the_one_with_stamps() -> None:
    far, near = record(1, 203.0, syncedLyrics="[00:01]la"), record(2, 200.2)
    stamped = record(3, 200.4, syncedLyrics="[00:01]la")
    assert best([far, near], "Harbour", "Vela", 200.0) == near
    assert best([far, near, stamped], "Harbour", "Vela", 200.0) == stamped


def test_without_a_duration_two_recordings_are_none() -> None:
    short, long = record(1, 180.0), record(2, 300.0)
    assert best([short, long], "Harbour", "Vela", None) is None
    assert best([short], "Harbour", "Vela", None) == short


def test_records_that_say_nothing_do_not_count() -> None:
    silent = record(1, 200.0, plainLyrics=" ")
    assert best([silent], "Harbour", "Vela", 200.0) is None
    assert best([], "Harbour", "Vela", None) is None
