"""Which song a file of lyrics is of, by its tags, its name and its folders."""

from uuid import UUID, uuid4

import pytest

from assistant.gathering.matching import Said, Songs, Verdict, guessed, match

LOW, LOW_LIVE, TWIN, EMILE, NINE, AC, LONG = (uuid4() for _ in range(7))
SONGS = (
    (LOW, "Low Water", "The Harbour", 200_000),
    (LOW_LIVE, "Low Water (Live)", "The Harbour", 260_000),
    (TWIN, "Low Water", "Vela", None),
    (EMILE, "Émile's Door", "Vela", 180_500),
    (EMILE, "Émile's Door", "Odd Hours", 180_500),
    (NINE, "99 Lamps", "Nena Sky", 230_000),
    (AC, "Back / Forth?", "AC/DC Cover", 100_000),
    (LONG, "Paper Moon Diner", "The Low Tide", 240_000),
)


@pytest.fixture
def songs() -> Songs:
    found = Songs()
    for track_id, title, artist, length in SONGS:
        found.add(track_id, title, artist, length)
    return found


@pytest.mark.parametrize(
    "name, text, track",
    [
        ("The Harbour - Low Water.lrc", "la", LOW),
        ("01 - The Harbour - Low Water.txt", "la", LOW),
        ("03. the harbour – LOW WATER.lrc", "la", LOW),
        ("The_Harbour_-_Low_Water.lrc", "la", LOW),
        ("Low Water - Vela.lrc", "la", TWIN),
        ("The Harbour/Tides/02 Low Water.lrc", "la", LOW),
        ("The Harbour/1-02 Low Water.lrc", "la", LOW),
        ("The Harbour - Tides - 04 - x/The Harbour - Tides - Low Water.lrc", "la", LOW),
        ("The Harbour - Low Water (Live).lrc", "la", LOW_LIVE),
        ("The Harbour - Low Water [2011 Remaster].lrc", "la", LOW),
        ("track.lrc", "[ti:Low Water]\n[ar:Vela]\n[00:01.00]la", TWIN),
        ("Vela - wrong name.lrc", "[ti:Emile's Door]\n[ar:Vela & Odd Hours]\nla", EMILE),
        ("Emiles Door - Odd Hours feat. Vela.lrc", "la", EMILE),
        ("Nena Sky - 99 Lamps.lrc", "la", NINE),
        ("Nena Sky/99 Lamps.txt", "la", NINE),
        ("AC_DC Cover - Back _ Forth_.lrc", "la", AC),
        ("lyrics.lrc", "[ti:Low Water]\n[ar:The Harbour]\n[length:03:21.50]\nla", LOW),
        ("Paper Moon Diner.lrc", "[length: 4:00]\nla", LONG),
    ],
)
def test_sure(songs: Songs, name: str, text: str, track: UUID) -> None:
    assert match(name, text, songs) == Verdict("matched", songs=(track,))


@pytest.mark.parametrize(
    "name, text, reason, candidates",
    [
        ("Low Water.lrc", "la", "no_artist", (LOW, TWIN)),
        ("Paper Moon Diner.lrc", "la", "no_artist", (LONG,)),
        ("Somebody - Paper Moon Diner.lrc", "la", "other_artist", (LONG,)),
        ("Various Artists - Paper Moon Diner.lrc", "la", "no_artist", (LONG,)),
        ("x.lrc", "[ti:Low Water]\n[ar:The Harbour]\n[length:05:00]", "other_length", (LOW,)),
        ("Paper Moon Diner.lrc", "[length:02:00]\nla", "other_length", (LONG,)),
        ("The Low Tide - Paper Moon Dinner.lrc", "la", "similar", (LONG,)),
    ],
)
def test_asks(songs: Songs, name: str, text: str, reason: str, candidates: tuple[UUID]) -> None:
    found = match(name, text, songs)
    assert (found.state, found.reason) == ("unsure", reason)
    assert set(found.songs) == set(candidates)


@pytest.mark.parametrize("name", ["Nobody - Nothing.lrc", "x.lrc", ".lrc", " - .lrc", "///"])
def test_of_no_song(songs: Songs, name: str) -> None:
    assert match(name, "la", songs) == Verdict("unmatched", "no_such_song")


def test_two_of_the_same_names(songs: Songs) -> None:
    other = uuid4()
    songs.add(other, "Low Water", "The Harbour", 120_000)
    asked = match("The Harbour - Low Water.lrc", "la", songs)
    assert (asked.reason, set(asked.songs)) == ("several", {LOW, other})
    sure = match("x.lrc", "[ti:Low Water]\n[ar:The Harbour]\n[length:2:01]", songs)
    assert sure == Verdict("matched", songs=(other,))


def test_tags_come_before_the_name() -> None:
    guesses = list(guessed("A - B.lrc", {"ti": "T", "ar": "R"}))
    assert guesses[0] == Said("T", "R")
    assert Said("B", "A") in guesses


def test_a_hostile_name_is_read_in_time(songs: Songs) -> None:
    name = " - ".join(["a"] * 75)[:300] + ".lrc"
    assert match(name, "[ti:" + "x" * 5_000 + "]", songs).state == "unmatched"
