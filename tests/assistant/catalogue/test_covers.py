"""Covers: the same song always gets the same small, safe picture, coloured by its mood."""

import xml.etree.ElementTree as ET

import pytest

from assistant.catalogue.cover_motifs import FAMILIES
from assistant.catalogue.cover_palette import palette, seeded
from assistant.catalogue.covers import cover_svg

_POINTS = [(v / 4, a / 4) for v in range(-4, 5) for a in range(-4, 5)]
_MANY = [(f"track-{n}", *_POINTS[n % len(_POINTS)]) for n in range(1200)]


def test_the_stream_of_numbers_is_the_one_browsers_draw() -> None:
    draw = seeded("Harbour Lamp")
    assert [round(draw(), 9) for _ in range(3)] == [
        0.320731035,
        0.436261772,
        0.602726433,
    ]


def test_a_cover_is_the_same_every_time_and_its_own() -> None:
    assert cover_svg("a", 0.3, -0.4) == cover_svg("a", 0.3, -0.4)
    assert cover_svg("a", 0.3, -0.4) != cover_svg("b", 0.3, -0.4)
    assert cover_svg("a", 0.3, -0.4) != cover_svg("a", -0.3, -0.4)


def test_every_cover_is_a_well_formed_picture_of_at_most_two_kilobytes() -> None:
    sizes = []
    for seed, valence, arousal in _MANY:
        svg = cover_svg(seed, valence, arousal)
        assert ET.fromstring(svg).attrib["viewBox"] == "0 0 100 100"
        sizes.append(len(svg.encode()))
    assert max(sizes) <= 2048


def test_a_cover_can_be_inlined_many_times_and_runs_nothing() -> None:
    for seed, valence, arousal in _MANY[:200]:
        tags = {
            e.tag.rpartition("}")[2]
            for e in ET.fromstring(cover_svg(seed, valence, arousal)).iter()
        }
        attributes = {
            k for e in ET.fromstring(cover_svg(seed, valence, arousal)).iter() for k in e.attrib
        }
        assert tags <= {"svg", "g", "path", "circle", "rect"}
        assert not attributes & {"id", "href", "style", "class"}


def test_a_seed_from_outside_never_reaches_the_markup() -> None:
    assert "script" not in cover_svg('"><script>alert(1)</script>\x00😀', 0.5, 0.5)


@pytest.mark.parametrize("bad", [float("nan"), float("inf"), float("-inf"), 7.0])
def test_a_mood_off_the_plane_still_gives_a_cover(bad: float) -> None:
    ET.fromstring(cover_svg("x", bad, bad))


@pytest.mark.parametrize("quarter", list(FAMILIES))
def test_each_mood_uses_all_of_its_four_motifs(quarter: tuple[bool, bool]) -> None:
    pleasant, energetic = quarter
    shapes = set()
    for n in range(80):
        svg = cover_svg(f"s{n}", 0.5 if pleasant else -0.5, 0.5 if energetic else -0.5)
        shapes.add(tuple(e.tag for e in ET.fromstring(svg).iter()))
    assert len(shapes) == len(FAMILIES[quarter])


def test_the_four_moods_have_four_hues() -> None:
    grounds = {
        mood: palette(lambda: 0.5, *point)[0].middle
        for mood, point in {
            "angry": (0.1, 0.9),
            "happy": (0.9, 0.9),
            "sad": (0.1, 0.1),
            "relaxed": (0.9, 0.1),
        }.items()
    }
    red, green, blue = ({m: int(c[i : i + 2], 16) for m, c in grounds.items()} for i in (1, 3, 5))
    assert max(red["angry"], green["angry"], blue["angry"]) == red["angry"]
    assert blue["happy"] < min(red["happy"], green["happy"])
    assert max(red["sad"], green["sad"], blue["sad"]) == blue["sad"]
    assert max(red["relaxed"], green["relaxed"], blue["relaxed"]) == green["relaxed"]
