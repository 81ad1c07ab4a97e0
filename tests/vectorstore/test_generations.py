"""A build answers searches only when nothing is missing, different or out of reach."""

from dataclasses import replace

import pytest

from tests.vectorstore.conftest import NAME
from tests.vectorstore.songs import song, songs
from vectorstore.base import VectorStore
from vectorstore.generations import name_for, verify
from vectorstore.store import check_name


def test_a_name_tells_stamps_apart_and_is_free() -> None:
    assert name_for("minilm-1") == "songs__minilm-1"
    assert name_for("minilm-1", ["songs__minilm-1", "songs__minilm-1-2"]) == "songs__minilm-1-3"
    names = {name_for(stamp) for stamp in ("a/b", "a-b", "A-B", "é", "", "x" * 500, "x" * 501)}
    assert len(names) == 7
    for name in names:
        check_name(name)


def test_a_whole_build_passes(library: VectorStore) -> None:
    checks = verify(library, NAME, count=120, model_stamp="model-1", sample=songs(120))
    assert (checks.count_found, checks.probed, checks.wrong, checks.recall) == (120, 50, 0, 1.0)
    assert checks.passed


@pytest.mark.parametrize(
    "changes",
    [
        {"count": 121},
        {"model_stamp": "model-2"},
        {"sample": [song(0), song(400)]},
        {"sample": [replace(song(0), lyric=song(1).lyric)]},
        {"sample": [replace(song(0), six=song(1).six)]},
        {"sample": [song(0, year=1900)]},
    ],
)
def test_a_build_that_differs_from_its_source_does_not_pass(
    library: VectorStore, changes: dict[str, object]
) -> None:
    asked = {"count": 120, "model_stamp": "model-1", "sample": songs(5)}
    assert not verify(library, NAME, **(asked | changes)).passed  # type: ignore[arg-type]  # differ


def test_an_empty_build_of_nothing_passes(store: VectorStore) -> None:
    store.create(NAME, model_stamp="m")
    assert verify(store, NAME, count=0, model_stamp="m", sample=[]).passed
