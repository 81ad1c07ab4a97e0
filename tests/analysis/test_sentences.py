"""The sentence head: known answers, a whole file or none, and what it says of plain sentences."""

import shutil
from pathlib import Path

import numpy as np
import pytest

from analysis.artifact import ARTIFACTS
from analysis.errors import ModelMismatch, ModelMissing
from analysis.scorers.base import SentenceReader
from analysis.scorers.embedded import EmbeddedScorer
from analysis.sentences import (
    SENTENCE_DESCRIPTION_FILE,
    SENTENCE_FILE,
    SentenceHead,
    likeness,
    load_sentence_head,
)
from analysis.training.write import write_sentence_head
from tests.support.fake_scorer import FakeScorer

# Two points of a plane, taken from features of three numbers, the last of which counts for nothing.
TINY = SentenceHead(
    layers=(2,),
    centre=np.array([1, 0, 0], np.float32),
    basis=np.array([[1, 0], [0, 1], [0, 0]], np.float32),
    points=np.array([[0, 0], [0, 2]], np.float32),
    weight=np.array([[0.5, -0.25], [4, 0]], np.float32),
    mean=np.array([0.0, 0.125], np.float32),
)


def test_a_text_is_the_sum_of_what_it_is_like() -> None:
    features = np.array([[1, 0, 9], [1, 1, 0], [1, 2, 0], [9, 9, 9]], np.float32)
    near, far = np.exp(-1), np.exp(-4)
    expected = [
        [0.5 + 4 * far, 0.125 - 0.25],
        [min(1, near * 4.5), 0.125 - 0.25 * near],
        [1, 0.125 - 0.25 * far],  # 4 and more is cut: the plane ends at 1
        [0, 0.125],  # like nothing known: the mean
    ]
    np.testing.assert_allclose(TINY.predict(features), expected, atol=1e-6)


def test_many_texts_are_read_as_one_by_one() -> None:
    features = np.random.default_rng(3).normal(size=(2_100, 3)).astype(np.float32)
    alone = np.concatenate([TINY.predict(row[None]) for row in features[::700]])
    np.testing.assert_allclose(TINY.predict(features)[::700], alone, atol=1e-6)
    assert TINY.predict(features[:0]).shape == (0, 2)


def test_likeness_falls_with_the_square_of_the_distance() -> None:
    places = np.array([[0.0], [1], [3]], np.float32)
    np.testing.assert_allclose(likeness(places, places[:1])[:, 0], np.exp([0, -1, -9]), rtol=1e-5)


def test_what_is_written_is_read_again(tmp_path: Path) -> None:
    write_sentence_head(tmp_path, TINY, {"recipe": "by hand"})
    read = load_sentence_head(tmp_path)
    assert read.layers == TINY.layers
    for part in ("centre", "basis", "points", "weight", "mean"):
        assert getattr(read, part).dtype == np.float32
        np.testing.assert_array_equal(getattr(read, part), getattr(TINY, part))


def test_a_changed_file_is_refused(tmp_path: Path) -> None:
    write_sentence_head(tmp_path, TINY, {})
    with (tmp_path / SENTENCE_FILE).open("ab") as file:
        file.write(b"x")
    with pytest.raises(
        ModelMismatch, match=r"sentence\.safetensors is not the file sentence\.json"
    ):
        load_sentence_head(tmp_path)


def test_a_head_of_another_encoder_is_refused(tmp_path: Path) -> None:
    write_sentence_head(tmp_path, TINY, {})
    path = tmp_path / SENTENCE_DESCRIPTION_FILE
    path.write_text(path.read_text().replace('"weights_sha256": "', '"weights_sha256": "0'))
    with pytest.raises(ModelMismatch, match="another encoder"):
        load_sentence_head(tmp_path)


def test_a_missing_head_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(ModelMissing, match=r"python -m analysis\.training"):
        load_sentence_head(tmp_path)


def test_songs_do_not_need_it(tmp_path: Path) -> None:
    folder = shutil.copytree(ARTIFACTS, tmp_path / "heads")
    (folder / SENTENCE_FILE).unlink()
    scorer = EmbeddedScorer(folder=folder)
    assert scorer._ready().layers
    with pytest.raises(ModelMismatch):
        scorer.sentences(["I am so glad."])


def test_all_that_is_committed_is_small() -> None:
    assert sum(path.stat().st_size for path in ARTIFACTS.iterdir()) <= 2_000_000


def test_the_committed_head_orders_plain_sentences(scorer: EmbeddedScorer) -> None:
    good, bad, wild, calm = scorer.sentences([
        "What a wonderful present, thank you so much!",
        "Her son was murdered and she died of grief.",
        "The bomb exploded and everybody ran screaming!",
        "The report lists the members of the committee.",
    ])  # fmt: skip
    assert good[0] > calm[0] > bad[0]
    assert wild[1] > calm[1]


def test_any_text_is_read(scorer: EmbeddedScorer) -> None:
    assert scorer.sentences([]).shape == (0, 2)
    read = scorer.sentences(["", ".", "word " * 200_000, "one\ntwo", "one two", "😀"])
    assert np.isfinite(read).all()
    assert (np.abs(read) <= 1).all()
    np.testing.assert_allclose(read[0], read[1], atol=1e-5)
    np.testing.assert_allclose(read[3], read[4], atol=1e-5)


def test_not_every_scorer_reads_sentences(scorer: EmbeddedScorer) -> None:
    assert isinstance(scorer, SentenceReader)
    assert not isinstance(FakeScorer(), SentenceReader)
