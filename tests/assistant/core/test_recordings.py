"""Two names of one recording meet; what only looks alike does not."""

import pytest

from assistant.core.music_names import artist_key, title_key
from assistant.core.recordings import THRESHOLD, Recording, is_same, likeness
from bench import matching


def test_the_threshold_is_measured_and_holds_on_pairs_it_was_not_chosen_on() -> None:
    choosing, reporting = matching.halves()
    found = matching.judge(reporting, matching.alike)
    baseline = matching.judge(reporting, matching.lower_cased)
    assert matching.best_threshold(choosing) == THRESHOLD
    assert (len(choosing) + len(reporting), found.precision >= 0.98) == (341, True)
    assert found.recall >= 0.9 > baseline.recall
    assert matching.judge(reporting, matching.by_keys).precision >= 0.98


@pytest.mark.parametrize(
    "left, right",
    [
        ("Tin Roof - Live; 2012 Remaster", "Tin Roof (Live)"),
        ("Iron Rush feat. Kilo (Night Remix)", "Iron Rush - Night Remix"),
        ("Machine, Pt. 2", "Machine (Part II)"),
        ("Café Nocturne", "CAFE NOCTURNE [Official Video]"),
        ("S.O.S.", "SOS"),
    ],
)
def test_titles_of_one_recording_have_one_key(left: str, right: str) -> None:
    assert title_key(left) == title_key(right)


@pytest.mark.parametrize(
    "left, right",
    [
        ("Iron Rush feat. Kilo (Night Remix)", "Iron Rush feat. Kilo"),
        ("Machine, Pt. 1", "Machine, Pt. 2"),
        ("かき", "かぎ"),
        ("Tall Wave (Spanish Version)", "Tall Wave"),
        ("Night Drive (8D Audio)", "Night Drive"),
    ],
)
def test_titles_of_two_recordings_have_two(left: str, right: str) -> None:
    assert title_key(left) != title_key(right)


def test_an_article_is_no_part_of_a_band_but_may_be_all_of_it() -> None:
    names = ("The Quiet Piers", "quiet piers", "Quiet Piers, The")
    assert {artist_key(name) for name in names} == {"quiet piers"}
    assert artist_key("The The") == "the the"
    assert artist_key("???") != artist_key("!!!")


def test_an_identifier_outweighs_names_and_nothing_outweighs_a_wrong_length() -> None:
    one = Recording("Low Tide", ("The Piers",), 180_000, {"isrc": "DEA199900001"})
    other = Recording("?", ("?",), 500_000, {"isrc": "DEA199900001"})
    assert likeness(one, other) == 1.0
    assert is_same(one, Recording("Low Tide", ("The Piers",), 190_000))
    assert likeness(one, Recording("Low Tide", ("The Piers",), 420_000)) == 0.0
