"""Every engine gives the answers worked out the long way."""

from collections.abc import Callable
from dataclasses import replace
from uuid import UUID

import numpy as np
import pytest

from tests.vectorstore.conftest import NAME
from tests.vectorstore.songs import DIMS, assert_best, six_of, song, songs, track
from vectorstore.base import VectorStore
from vectorstore.errors import (
    GenerationActive,
    GenerationExists,
    GenerationNotFound,
    InvalidPoint,
    InvalidRequest,
)
from vectorstore.types import (
    RecommendRequest,
    SearchFilter,
    SearchRequest,
    SongPoint,
    Vector,
    Weights,
    point_id,
)

TASTE = np.random.default_rng(99).standard_normal(DIMS).astype(np.float32)
FULL = SearchRequest(
    taste=TASTE, mood=six_of(0.4, -0.7), weights=Weights(0.6, 0.4, 0.15, 0.1), limit=10
)


@pytest.mark.parametrize(
    "request_",
    [
        FULL,
        replace(FULL, weights=Weights(1, 0, 0, 0)),
        replace(FULL, weights=Weights(0, 1, 0, 0)),
        replace(FULL, weights=Weights(0.2, 3.0, -0.5, 0.7)),
        replace(FULL, taste=None),
        replace(FULL, mood=None),
        replace(FULL, taste=None, mood=None),
        replace(FULL, taste=1000 * TASTE),
        replace(FULL, limit=200),
    ],
)
def test_the_score_is_the_formula(library: VectorStore, request_: SearchRequest) -> None:
    assert_best(library, library.search("songs", request_), songs(120), request_)


FILTERS: list[tuple[SearchFilter, Callable[[SongPoint], bool]]] = [
    (SearchFilter(genres=["jazz", "pop"]), lambda p: p.payload["genre"][0] in ("jazz", "pop")),
    (SearchFilter(not_genres=["jazz"]), lambda p: "jazz" not in p.payload["genre"]),
    (SearchFilter(artists=["artist-3"]), lambda p: p.payload["artist"] == ["artist-3"]),
    (SearchFilter(not_artists=["artist-3"]), lambda p: p.payload["artist"] != ["artist-3"]),
    (SearchFilter(explicit_ok=False), lambda p: p.payload["explicit"] == 0),
    (SearchFilter(year_from=1990), lambda p: p.payload["year"] >= 1990),
    (SearchFilter(year_to=1990), lambda p: p.payload["year"] <= 1990),
    (SearchFilter(year_from=1980, year_to=1980), lambda p: p.payload["year"] == 1980),
    (SearchFilter(year_to=1961), lambda p: p.payload["year"] <= 1961),
    (SearchFilter(year_from=-5), lambda _: True),
    (SearchFilter(languages=["fr"]), lambda p: p.payload["language"] == "fr"),
    (SearchFilter(only_track_ids=[track(4), track(9)]), lambda p: p.id in (track(4), track(9))),
    (SearchFilter(only_track_ids=[]), lambda _: False),
    (
        SearchFilter(exclude_track_ids=[track(i) for i in range(60)]),
        lambda p: p.track_id.int > 60,
    ),
    (
        SearchFilter(genres=["all"], languages=["en", "de"], explicit_ok=False, year_from=1970),
        lambda p: (
            p.payload["language"] != "fr"
            and p.payload["explicit"] == 0
            and p.payload["year"] >= 1970
        ),
    ),
]


@pytest.mark.parametrize("wanted, fits", FILTERS)
def test_a_filter_lets_through_what_it_says(
    library: VectorStore, wanted: SearchFilter, fits: Callable[[SongPoint], bool]
) -> None:
    request = replace(FULL, filter=wanted, limit=200)
    assert_best(library, library.search("songs", request), songs(120), request, fits)


def test_what_is_unknown_passes_only_where_nothing_is_asked_of_it(store: VectorStore) -> None:
    store.create(NAME, dims=DIMS, model_stamp="m")
    store.upsert(NAME, [song(1, explicit=None, year=None, language=None, genre=None)])

    def found(**wanted: object) -> int:
        return len(store.search(NAME, replace(FULL, filter=SearchFilter(**wanted))))  # type: ignore[arg-type]  # the values differ by field

    assert found() == found(explicit_ok=False) == found(not_genres=["pop"]) == 1
    assert found(year_from=1900) == found(languages=["en"]) == found(genres=["pop"]) == 0
    assert found(year_to=2100) == found(year_from=0, year_to=0) == 0
    [record] = store.retrieve(NAME, [track(1)])
    assert record.payload == {"artist": ["artist-1"]}


def test_others_own_songs_are_never_seen(filled: VectorStore) -> None:
    filled.upsert(NAME, [song(500, owner="them"), song(501, owner="me")])
    request = replace(FULL, limit=200, filter=SearchFilter(owner_keys=("", "me")))
    found = {hit.owner_key for hit in filled.search("songs", request)}
    assert found == {"", "me"}
    assert {h.owner_key for h in filled.search("songs", replace(FULL, limit=200))} == {""}


def test_a_listeners_own_point_stands_for_the_shared_one(filled: VectorStore) -> None:
    own = [song(i, owner="me") for i in range(0, 120, 2)]
    filled.upsert(NAME, own)
    request = replace(FULL, filter=SearchFilter(owner_keys=("", "me")), limit=7)
    seen = [s for s in songs(120) if s.track_id.int % 2 == 0] + own
    assert_best(filled, filled.search("songs", request), seen, request)
    everything = filled.search("songs", replace(request, limit=500))
    assert sorted(hit.track_id for hit in everything) == [track(i) for i in range(120)]


def test_a_hit_brings_the_song_back(library: VectorStore) -> None:
    only = SearchFilter(only_track_ids=[track(3)])
    [hit] = library.search("songs", replace(FULL, filter=only, with_vectors=True))
    stored = song(3)
    assert (hit.track_id, hit.owner_key, hit.payload) == (track(3), "", stored.payload)
    assert hit.six == pytest.approx(stored.six)
    assert (hit.popularity, hit.freshness) == pytest.approx((stored.popularity, stored.freshness))
    close = 1e-6 if library.capabilities().vector_bits == 32 else 1e-3
    assert hit.lyric == pytest.approx(stored.lyric / np.linalg.norm(stored.lyric), abs=close)
    [without] = library.search("songs", replace(FULL, filter=only))
    assert without.lyric is None


def test_songs_are_replaced_and_removed_by_id(filled: VectorStore) -> None:
    filled.upsert(NAME, [song(5, genre=["metal"])])
    assert filled.count("songs") == 120
    [found] = filled.retrieve("songs", [track(5)])
    assert found.payload["genre"] == ["metal"]
    filled.delete(NAME, [track(5), track(6), UUID(int=9999)])
    assert filled.count("songs") == 118
    assert filled.retrieve("songs", [track(7), track(6), track(4)])[0].id == track(7)
    assert set(filled.ids("songs")) == {track(i) for i in range(120)} - {track(5), track(6)}


def test_every_id_comes_once_over_many_pages(store: VectorStore) -> None:
    store.create(NAME, dims=DIMS, model_stamp="m")
    store.upsert(NAME, songs(2300))
    listed = list(store.ids(NAME))
    assert len(listed) == 2300
    assert set(listed) == {track(i) for i in range(2300)}


def test_recommending_moves_towards_the_liked_and_away_from_the_disliked(
    library: VectorStore,
) -> None:
    likes, dislikes = {track(1): 2.0, track(2): 1.0}, {track(3): 1.0}
    hits = library.recommend(
        "songs",
        RecommendRequest(positives=likes, negatives=dislikes, weights=Weights(1.0, 0.5), limit=10),
    )

    def unit(i: int) -> Vector:
        lyric = song(i).lyric
        return np.asarray(lyric / np.linalg.norm(lyric), dtype=np.float32)

    taste = (2 * unit(1) + unit(2)) / 3 - 0.5 * unit(3)
    moods = np.array([song(1).six, song(2).six])
    v, a, h, s, an, r = (np.array([2, 1]) @ moods / 3).tolist()
    request = SearchRequest(
        taste=taste.astype(np.float32),
        mood=(v, a, h, s, an, r),
        weights=Weights(1.0, 0.5),
        limit=10,
    )
    examples = {*likes, *dislikes}
    assert_best(library, hits, songs(120), request, lambda p: p.track_id not in examples)


def test_recommending_from_unknown_songs_brings_none(library: VectorStore) -> None:
    assert library.recommend("songs", RecommendRequest(positives={UUID(int=9999): 1.0})) == []
    with pytest.raises(InvalidRequest):
        library.recommend("songs", RecommendRequest(positives={}))
    with pytest.raises(InvalidRequest):
        library.recommend("songs", RecommendRequest(positives={track(1): float("nan")}))


def test_recommending_takes_the_listeners_own_point(filled: VectorStore) -> None:
    mine = song(1, owner="me", lyric=song(50).lyric)
    filled.upsert(NAME, [mine])
    [hit] = filled.recommend(
        "songs",
        RecommendRequest(
            positives={track(1): 1.0}, filter=SearchFilter(owner_keys=("", "me")), limit=1
        ),
    )
    assert hit.track_id == track(50)


def test_generations_switch_and_switch_back(filled: VectorStore) -> None:
    filled.create("songs__two", dims=8, model_stamp="model-2")
    filled.upsert("songs__two", [replace(song(7), lyric=np.ones(8, np.float32))])
    assert filled.activate("songs__two") == NAME
    assert filled.active() == "songs__two"
    assert filled.count("songs") == 1
    assert [hit.id for hit in filled.search("songs", replace(FULL, taste=None))] == [track(7)]
    assert filled.activate(NAME) == "songs__two"
    assert len(filled.search("songs", FULL)) == 10
    facts = [(g.name, g.dims, g.model_stamp, g.active, g.count) for g in filled.generations()]
    assert facts == [
        (NAME, DIMS, "model-1", True, 120),
        ("songs__two", 8, "model-2", False, 1),
    ]


def test_the_active_generation_is_dropped_only_on_purpose(filled: VectorStore) -> None:
    with pytest.raises(GenerationActive):
        filled.drop(NAME)
    filled.drop(NAME, even_active=True)
    filled.drop(NAME)
    assert filled.active() is None
    assert filled.generations() == []
    with pytest.raises(GenerationNotFound):
        filled.search("songs", FULL)
    with pytest.raises(GenerationNotFound):
        filled.count(NAME)


def test_a_name_is_used_once_and_is_a_plain_word(filled: VectorStore) -> None:
    with pytest.raises(GenerationExists):
        filled.create(NAME, dims=DIMS, model_stamp="m")
    for name in ("songs", "", "../up", "a/b", ".hidden", "x" * 101):
        with pytest.raises(InvalidRequest):
            filled.create(name, dims=DIMS, model_stamp="m")
    for call in (filled.activate, filled.count, filled.flush):
        with pytest.raises(GenerationNotFound):
            call("songs__none")
    with pytest.raises(GenerationNotFound):
        filled.upsert("songs__none", songs(1))


def test_a_write_names_the_generation_and_not_the_alias(filled: VectorStore) -> None:
    with pytest.raises(InvalidRequest, match="alias"):
        filled.upsert("songs", songs(1))
    with pytest.raises(InvalidRequest, match="alias"):
        filled.delete("songs", [track(1)])
    assert filled.count("songs") == 120


def test_a_bad_point_keeps_its_batch_out(filled: VectorStore) -> None:
    lyric = song(1).lyric.copy()
    lyric[3] = np.nan
    with pytest.raises(InvalidPoint, match="NaN"):
        filled.upsert(NAME, [song(200), song(201, lyric=lyric)])
    with pytest.raises(InvalidPoint, match=r"\(25,\)"):
        filled.upsert(NAME, [song(202, lyric=np.ones(25, np.float32))])
    assert filled.count("songs") == 120


@pytest.mark.parametrize(
    "wrong",
    [
        {"taste": np.ones(25, np.float32)},
        {"taste": np.full(DIMS, np.inf, np.float32)},
        {"taste": np.zeros(DIMS, np.float32)},
        {"mood": (0.0, 0.0, float("nan"), 0.0, 0.0, 0.0)},
        {"weights": Weights(float("inf"))},
        {"limit": 0},
        {"limit": 10_001},
        {"filter": SearchFilter(owner_keys=())},
        {"filter": SearchFilter(year_from=2000, year_to=1999)},
        {"filter": SearchFilter(genres=[True])},  # type: ignore[list-item]  # what is refused
    ],
)
def test_a_search_that_means_nothing_is_refused(
    library: VectorStore, wrong: dict[str, object]
) -> None:
    with pytest.raises(InvalidRequest):
        library.search("songs", replace(FULL, **wrong))  # type: ignore[arg-type]  # differ by field


def test_a_song_without_words_is_near_to_no_taste(filled: VectorStore) -> None:
    silent = song(300, lyric=np.zeros(DIMS, np.float32))
    filled.upsert(NAME, [silent])
    only = SearchFilter(only_track_ids=[track(300)])
    [hit] = filled.search("songs", replace(FULL, weights=Weights(1.0), filter=only))
    assert hit.score == pytest.approx(0, abs=1e-6)


def test_health_says_what_answers(store: VectorStore) -> None:
    assert (store.health().ok, store.health().active) == (True, None)
    store.create(NAME, dims=DIMS, model_stamp="m")
    store.upsert(NAME, songs(3))
    store.activate(NAME)
    health = store.health()
    assert (health.ok, health.active, health.count) == (True, NAME, 3)


def test_ids_of_points_tell_owners_apart() -> None:
    assert point_id(track(1)) == track(1)
    assert len({point_id(track(1)), point_id(track(1), "a"), point_id(track(1), "b")}) == 3
    assert point_id(track(1), "a") == point_id(track(1), "a")
