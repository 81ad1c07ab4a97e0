"""The pure parts of the ranker."""

import math
from datetime import UTC, datetime, timedelta
from uuid import UUID

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.affect import from_valence_arousal
from assistant.recommendations.choosing import ARTIST_CAP, CAP_SPAN, Scored, choose
from assistant.recommendations.schemas import Goal
from assistant.recommendations.scoring import WEIGHTS, Facts, contributions, mood_fit, rested
from assistant.recommendations.targets import aim

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
HERE = from_valence_arousal(0.0, 0.0)


def song(number: int, artist: int, score: float, vector: list[float] | None = None) -> Scored:
    held = None if vector is None else np.array(vector, np.float32)
    return Scored(UUID(int=number), "", (UUID(int=artist),), HERE, 0.0, {"mood_fit": score}, held)


def test_the_weights_sum_to_one_so_that_the_best_score_is_one() -> None:
    best = contributions(Facts(0.0, taste=1.0, rating=1, last_heard=None, popularity=1.0), NOW)
    assert sum(WEIGHTS.values()) == pytest.approx(1)
    assert sum(best.values()) == pytest.approx(1)
    assert list(best) == ["mood_fit", "lyric_taste", "liked", "rested", "popular"]


def test_mood_fit_and_rest_follow_their_formulas() -> None:
    assert mood_fit(0) == 1
    assert mood_fit(0.5) == pytest.approx(math.exp(-0.5))
    assert rested(None, NOW) == 1
    assert rested(NOW, NOW) == 0
    assert rested(NOW - timedelta(days=14), NOW) == pytest.approx(1 - 1 / math.e)
    assert rested(NOW + timedelta(hours=1), NOW) == 0


def test_a_near_copy_of_a_chosen_song_waits() -> None:
    first, copy, other = song(1, 1, 0.9, [1, 0]), song(2, 2, 0.89, [1, 0]), song(3, 3, 0.8, [0, 1])
    chosen = choose([copy, other, first], 3)
    assert [s.track_id.int for s in chosen] == [1, 3, 2]
    assert chosen[2].parts["variety"] == pytest.approx(-0.12)
    assert chosen[2].score == pytest.approx(0.77)


@given(
    st.lists(st.tuples(st.integers(1, 6), st.floats(0, 1)), max_size=60),
    st.integers(1, 40),
)
def test_no_list_breaks_the_artist_cap_or_repeats_a_song(
    raw: list[tuple[int, float]], limit: int
) -> None:
    chosen = choose([song(n, artist, score) for n, (artist, score) in enumerate(raw)], limit)
    assert len({s.track_id for s in chosen}) == len(chosen) <= limit
    for start in range(len(chosen)):
        span = [s.artist_ids[0] for s in chosen[start : start + CAP_SPAN]]
        assert all(span.count(artist) <= ARTIST_CAP for artist in span)


def test_an_intent_moves_the_current_mood_part_of_the_way() -> None:
    sad = from_valence_arousal(-0.6, -0.4)
    assert aim(Goal(intent="stay"), sad, 0.2).mood == sad
    lifted = aim(Goal(intent="lift"), sad, 0.2)
    assert lifted.mood.valence == pytest.approx(-0.6 + 0.7 * (0.65 + 0.6))
    assert (lifted.source, lifted.uncertainty) == ("current", 0.2)
    assert aim(Goal(), None, 0.0).uncertainty == 1.0
