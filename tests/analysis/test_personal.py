"""The personal shift: learnt at three levels, shrunken, capped, and applied to a mood."""

import pytest

from analysis.affect import from_shares, from_valence_arousal
from analysis.personal import (
    CAP,
    K_ARTIST,
    K_GENRE,
    K_LISTENER,
    Corrected,
    Shift,
    learn,
    shifted,
)


def test_nobody_who_said_nothing_is_shifted() -> None:
    assert learn([]) == Shift()
    assert Shift().of("a", ["pop"]) == (0.0, 0.0)


def test_one_correction_moves_little_and_most_what_is_like_it() -> None:
    shift = learn([Corrected(0.9, 0.0, "mara", ["folk"])])
    everywhere = 0.9 / (1 + K_LISTENER)
    genre = (0.9 - everywhere) / (1 + K_GENRE)
    artist = (0.9 - everywhere - genre) / (1 + K_ARTIST)
    assert shift.of() == pytest.approx((everywhere, 0))
    assert shift.of("nils", ["folk"]) == pytest.approx((everywhere + genre, 0))
    assert shift.of("mara", ["folk"])[0] == pytest.approx(everywhere + genre + artist)
    assert shift.corrections == 1


def test_many_that_agree_are_believed_and_none_beyond_the_cap() -> None:
    many = learn([Corrected(0.3, -0.2)] * 400)
    assert many.of() == pytest.approx((0.3, -0.2), abs=0.02)
    assert learn([Corrected(1.8, -1.8, "a", ["pop"])] * 50).of("a", ["pop"]) == (CAP, -CAP)


def test_levels_explain_only_what_is_left() -> None:
    metal = [Corrected(0.6, -0.4, "x", ["metal"])] * 10
    other = [Corrected(0.0, 0.0, "y", ["pop"])] * 30
    shift = learn(metal + other)
    assert shift.of("z", ["metal"])[0] > 3 * shift.of("z", ["jazz"])[0] > 0
    assert abs(shift.of("y", ["pop"])[0]) < 0.03


def test_a_moved_mood_keeps_its_odds_and_lands_where_it_should() -> None:
    before = from_shares(0.4, 0.3, 0.2, 0.1)
    after = shifted(before, (0.2, -0.3))
    assert after.valence == pytest.approx(before.valence + 0.2)
    assert after.arousal == pytest.approx(before.arousal - 0.3)
    ratio = [s.happy * s.sad / (s.angry * s.relaxed) for s in (before, after)]
    assert ratio[1] == pytest.approx(ratio[0])
    assert shifted(before, (0.0, 0.0)) == before


@pytest.mark.parametrize("corner", [(1.0, 1.0), (-1.0, 0.0), (0.97, -1.0)])
def test_the_edge_of_the_plane_is_never_left(corner: tuple[float, float]) -> None:
    six = from_valence_arousal(*corner)
    for by in ((0.5, 0.5), (-0.5, -0.5)):
        moved = shifted(six, by)
        assert sum(moved.shares.values()) == pytest.approx(1)
        assert -1 <= moved.valence <= 1
        assert -1 <= moved.arousal <= 1
