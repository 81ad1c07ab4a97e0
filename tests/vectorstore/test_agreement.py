"""One corpus of requests, and every engine brings for each what plain Python says."""

from collections.abc import Iterator

import pytest

from tests.vectorstore.conftest import ENGINES, NAME, opened
from tests.vectorstore.corpus import conditions, matches, searches, visible, world
from tests.vectorstore.songs import DIMS, assert_best
from vectorstore.base import VectorStore
from vectorstore.store import CommonStore
from vectorstore.types import SongPoint

POINTS = world()


@pytest.fixture(scope="module", params=ENGINES)
def whole(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[VectorStore]:
    with opened(request.param, tmp_path_factory.mktemp("world")) as store:
        store.create(NAME, dims=DIMS, model_stamp="m")
        store.upsert(NAME, POINTS)
        store.activate(NAME)
        yield store


def test_every_search_of_the_corpus_brings_the_same_on_every_engine(whole: VectorStore) -> None:
    found = 0
    for request in searches(200):
        hits = whole.search("songs", request)
        assert_best(whole, hits, visible(POINTS, request.filter), request)
        found += bool(hits)
    assert found > 100  # the corpus asks for something


def test_every_filter_of_the_corpus_means_the_same_on_every_engine(whole: VectorStore) -> None:
    assert isinstance(whole, CommonStore)
    sizes = set()
    for wanted in conditions(200):
        rows, _ = whole._scroll(NAME, wanted, 1000, None)
        expected: list[SongPoint] = [p for p in POINTS if matches(p, wanted)]
        assert {row.id for row in rows} == {p.id for p in expected}, wanted
        assert whole._matching(NAME, wanted) == len(expected)
        sizes.add(len(expected))
    assert len(sizes) > 40
