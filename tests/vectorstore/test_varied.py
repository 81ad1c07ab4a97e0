"""Variety, radio, and what an engine says of itself: the same on every engine."""

from dataclasses import replace
from uuid import UUID

import numpy as np
import pytest

from tests.vectorstore.conftest import NAME
from tests.vectorstore.songs import DIMS, six_of, song, songs, track
from vectorstore.base import VectorStore
from vectorstore.errors import InvalidRequest
from vectorstore.radio import RadioRequest, radio
from vectorstore.types import (
    Capabilities,
    RecommendRequest,
    SearchFilter,
    SearchRequest,
    SongPoint,
    Spread,
    Weights,
)

TASTE = np.random.default_rng(99).standard_normal(DIMS).astype(np.float32)
WANTED = SearchRequest(
    taste=TASTE, mood=six_of(0.4, -0.7), weights=Weights(1.0, 0.4), limit=8, with_vectors=True
)


def by_hand(points: list[SongPoint], taste: np.ndarray, k: int, diversity: float) -> list[UUID]:
    """Maximal marginal relevance over all songs by their words alone, the long way."""
    units = {p.id: p.lyric.astype(float) / np.linalg.norm(p.lyric.astype(float)) for p in points}
    near = {i: float(v @ taste / np.linalg.norm(taste)) for i, v in units.items()}
    low, high = min(near.values()), max(near.values())
    chosen: list[UUID] = []
    while len(chosen) < k:

        def worth(i: UUID) -> float:
            alike = max((float(units[i] @ units[c]) for c in chosen), default=0.0)
            return (1 - diversity) * (near[i] - low) / (high - low) - diversity * alike

        chosen.append(max((i for i in units if i not in chosen), key=worth))
    return chosen


@pytest.mark.parametrize("diversity", [0.2, 0.5, 0.9])
def test_a_varied_search_is_maximal_marginal_relevance(
    library: VectorStore, diversity: float
) -> None:
    request = replace(WANTED, weights=Weights(1.0), diversity=diversity)
    hits = library.search("songs", request)
    assert [h.id for h in hits] == by_hand(songs(120), TASTE.astype(float), 8, diversity)


def test_without_diversity_the_order_is_the_scores(library: VectorStore) -> None:
    plain = library.search("songs", WANTED)
    assert [h.score for h in plain] == sorted((h.score for h in plain), reverse=True)
    barely = library.search("songs", replace(WANTED, diversity=1e-9))
    assert [h.id for h in barely] == [h.id for h in plain]


def test_a_varied_search_keeps_its_filter_limit_and_vectors(library: VectorStore) -> None:
    request = replace(
        WANTED, diversity=0.5, with_vectors=False, filter=SearchFilter(languages=["fr"])
    )
    hits = library.search("songs", request)
    assert [(h.lyric, h.payload["language"]) for h in hits] == [(None, "fr")] * 8
    nothing = replace(request, filter=SearchFilter(languages=["xx"]))
    assert library.search("songs", nothing) == []
    assert len(library.search("songs", replace(request, limit=300))) == 40


@pytest.mark.parametrize(
    "wrong",
    [{"diversity": -0.1}, {"diversity": 1.1}, {"diversity": float("nan")},
     {"diversity": 0.5, "limit": 501}, {"diversity": 0.5, "limit": 0}],
)  # fmt: skip
def test_a_variety_that_means_nothing_is_refused(
    library: VectorStore, wrong: dict[str, float]
) -> None:
    with pytest.raises(InvalidRequest):
        library.search("songs", replace(WANTED, **wrong))  # type: ignore[arg-type]  # differ by field


def test_recommending_can_be_varied(library: VectorStore) -> None:
    request = RecommendRequest(positives={track(1): 1.0}, limit=8, diversity=0.6)
    varied = library.recommend("songs", request)
    plain = library.recommend("songs", replace(request, diversity=0.0))
    assert len({h.id for h in varied} | {h.id for h in plain}) > 8
    assert track(1) not in {h.track_id for h in varied}
    one = replace(request, limit=1)
    assert [h.id for h in library.recommend("songs", one)] == [plain[0].id]


def test_a_radio_goes_on_without_repeating_itself(library: VectorStore) -> None:
    heard: list[UUID] = [track(5)]
    for _ in range(6):
        part = radio(library, "songs", RadioRequest(seed=track(5), heard=heard, limit=7))
        artists = [artist for hit in part for artist in hit.payload["artist"]]
        assert sorted(set(artists)) == sorted(artists)  # seven artists in all, one song each
        heard += [hit.track_id for hit in part]
    assert len(set(heard)) == len(heard) == 43


def test_a_radio_brings_the_same_songs_when_asked_the_same(library: VectorStore) -> None:
    request = RadioRequest(seed=track(5), liked=[track(9)], skipped=[track(30)])
    first = [hit.id for hit in radio(library, "songs", request)]
    assert [hit.id for hit in radio(library, "songs", request)] == first
    assert not {track(5), track(9), track(30)} & set(first)


def test_a_radio_follows_what_was_liked_and_leaves_what_was_skipped(filled: VectorStore) -> None:
    seed, liked, skipped = (song(900 + i) for i in range(3))
    near = {
        name: [
            song(910 + 10 * n + i, lyric=0.3 * seed.lyric + other.lyric, six=seed.six)
            for i in range(3)
        ]
        for n, (name, other) in enumerate((("liked", liked), ("skipped", skipped)))
    }
    filled.upsert(NAME, [seed, liked, skipped, *near["liked"], *near["skipped"]])

    def best(request: RadioRequest) -> set[UUID]:
        return {hit.track_id for hit in radio(filled, "songs", request)}

    request = RadioRequest(
        seed=seed.track_id, liked=[liked.track_id], skipped=[skipped.track_id],
        limit=3, diversity=0.0, per_artist=3,
    )  # fmt: skip
    assert best(request) == {p.track_id for p in near["liked"]}
    turned = replace(request, liked=[skipped.track_id], skipped=[liked.track_id])
    assert best(turned) == {p.track_id for p in near["skipped"]}


def test_artists_come_again_before_a_radio_falls_silent(library: VectorStore) -> None:
    request = RadioRequest(seed=track(5), limit=20, filter=SearchFilter(artists=["artist-3"]))
    assert len(radio(library, "songs", request)) == 17  # all songs of that artist there are


def test_a_radio_without_a_stored_seed_is_silent(library: VectorStore) -> None:
    assert radio(library, "songs", RadioRequest(seed=UUID(int=9999))) == []
    for wrong in (RadioRequest(seed=track(1), limit=0), RadioRequest(seed=track(1), per_artist=0)):
        with pytest.raises(InvalidRequest):
            radio(library, "songs", wrong)


def test_an_engine_says_what_it_can_do(store: VectorStore) -> None:
    told = store.capabilities()
    expected = {
        "edge": Capabilities("edge", told.version, True, False, 200_000, 32, None),
        "memory": Capabilities("memory", told.version, False, False, None, 32, None),
        "qdrant": Capabilities("qdrant", told.version, True, True, 10_000, 16, Spread()),
    }
    assert told == expected[told.engine]
    assert told.version
