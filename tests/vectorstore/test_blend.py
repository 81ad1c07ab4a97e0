"""The blend: one product is the whole score."""

from dataclasses import replace
from datetime import date
from uuid import UUID

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.vectorstore.songs import DIMS, score, six_of, song
from vectorstore import blend, points
from vectorstore.errors import InvalidPoint
from vectorstore.types import SearchRequest, Weights

plane = st.floats(-1, 1)
weight = st.floats(-5, 5)


@given(st.integers(0, 1000), plane, plane, st.builds(Weights, weight, weight, weight, weight))
def test_product_and_formula_are_equal(
    number: int, valence: float, arousal: float, weights: Weights
) -> None:
    point = song(number)
    request = SearchRequest(
        taste=song(number + 1).lyric, mood=six_of(valence, arousal), weights=weights
    )
    stored = blend.stored(point.lyric, point.six, point.popularity, point.freshness)
    query, constant = blend.asked(request, DIMS)
    assert stored.shape == query.shape == (DIMS + blend.EXTRA,)
    product = float(query.astype(float) @ stored.astype(float)) + constant
    assert product == pytest.approx(score(point, request), abs=2e-4)


def test_moods_are_compared_in_six_coordinates_of_equal_range() -> None:
    assert blend.mood_part((-1, 1, 0.1, 0.2, 0.3, 0.4)) == pytest.approx(
        [0.1, 0.2, 0.3, 0.4, 0.0, 1.0]
    )
    opposite = blend.mood_part(six_of(1, 1)) - blend.mood_part(six_of(-1, -1))
    assert float(opposite @ opposite) == pytest.approx(4)


def test_contributions_sum_to_the_score() -> None:
    request = SearchRequest(
        taste=song(2).lyric, mood=six_of(0.5, 0.5), weights=Weights(0.6, 0.4, 0.2, 0.1)
    )
    point = song(1)
    stored = points.to_raw(point, DIMS)
    query, constant = blend.asked(request, DIMS)
    assert stored.vector is not None
    hit = points.to_hit(stored._replace(score=float(query @ stored.vector)), constant)
    parts = blend.contributions(hit, request)
    assert sum(parts) == pytest.approx(hit.score)
    only = replace(request, weights=Weights(0.6))
    assert parts.lyric == pytest.approx(score(point, only), abs=1e-5)
    assert parts.popularity == pytest.approx(0.2 * point.popularity)
    assert blend.contributions(hit, replace(request, taste=None)).lyric == 0


@pytest.mark.parametrize(
    "year, expected", [(1950, 0), (2000, 0.5), (2026, 0.76), (1901, 0), (2100, 1), (None, 0.5)]
)
def test_freshness_is_linear_in_the_year(year: int | None, expected: float) -> None:
    assert blend.freshness(year) == pytest.approx(expected)


@pytest.mark.parametrize("length", [1e-30, 1.0, 1e30])
def test_vectors_of_any_length_become_length_one(length: float) -> None:
    vector = np.full(DIMS, length, np.float32)
    assert float(np.linalg.norm(blend.unit(vector))) == pytest.approx(1)
    assert not blend.unit(np.zeros(DIMS, np.float32)).any()


def test_points_with_what_engines_would_misread_are_refused() -> None:
    good = song(1)
    for wrong, told in [
        ({"popularity": float("nan")}, "popularity"),
        ({"popularity": 1.5}, "popularity"),
        ({"freshness": -0.1}, "freshness"),
        ({"six": (0.0,) * 5}, "six numbers"),
        ({"six": (0.0, float("nan"), 0.25, 0.25, 0.25, 0.25)}, "mood"),
        ({"six": (0.0, 0.0, -0.25, 0.25, 0.25, 0.25)}, "mood"),
        ({"payload": {"explicit": True}}, "store 0 or 1"),
        ({"payload": {"live": False}}, "store 0 or 1"),
        ({"payload": {"flags": [1, True]}}, "store 0 or 1"),
        ({"payload": {"explicit": 2}}, "0 or 1"),
        ({"payload": {"year": "1999"}}, "whole number"),
        ({"payload": {"year": -1}}, "0 or later"),
        ({"payload": {"genre": "pop"}}, "list of texts"),
        ({"payload": {"artist": [1]}}, "list of texts"),
        ({"payload": {"artist": [UUID(int=1)]}}, "JSON cannot say"),
        ({"payload": {"language": 5}}, "a text"),
        ({"payload": {"deep": {"live": [True]}}}, "store 0 or 1"),
        ({"payload": {"tempo": float("inf")}}, "JSON cannot say"),
        ({"payload": {"added": date(2020, 1, 1)}}, "JSON cannot say"),
        ({"payload": {"loud": np.float32(1)}}, "JSON cannot say"),
        ({"payload": {"by": {1: "x"}}}, "JSON cannot say"),
        ({"payload": {"track_id": "x"}}, "field of the point"),
        ({"lyric": np.ones((1, DIMS), np.float32)}, r"\(1, 24\)"),
    ]:
        with pytest.raises(InvalidPoint, match=told) as refused:
            points.to_raw(replace(good, **wrong), DIMS)  # type: ignore[arg-type]  # differ by field
        assert str(good.id) in str(refused.value)
