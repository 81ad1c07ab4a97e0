"""A whole evaluation: a scorer that reads its labels out of the words, beside the baselines."""

from collections.abc import Sequence

import numpy as np
import pytest

from analysis.affect import MOODS
from analysis.evaluation import evaluating
from analysis.evaluation.evaluating import evaluate
from analysis.evaluation.figures import Truth
from analysis.scorers.embedded import EmbeddedScorer
from analysis.training.prompts import PROMPTS
from tests.support.fake_scorer import FakeScorer

PLACES = ("by the river", "in the night", "on the long road", "at the old window")


def lyrics(mood: str, number: int) -> str:
    return f"{mood} {mood} {mood} we walk {PLACES[number % 4]} and I go number {number}"


SONGS = [(mood, n) for n in range(12) for mood in ("happy", "sad", "angry")]
TEXTS = [lyrics(*song) for song in SONGS] + ["too short"]
NOTHING = np.full(len(TEXTS), np.nan)
TRUTH = Truth(np.array([MOODS.index(mood) for mood, _ in SONGS] + [0]), NOTHING, NOTHING)


def test_a_scorer_is_measured_beside_the_baselines(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(evaluating, "_BATCH", 16)
    seen: list[int] = []
    found = evaluate(FakeScorer(), TEXTS, TRUTH, seen.append)
    assert seen == [16, 32, 37]
    assert (found.name, found.labels) == ("fake", ("happy", "sad", "angry"))
    assert list(found.methods) == [
        "model", "word counts, own labels", "zero-shot", "majority",
    ]  # fmt: skip
    values = {name: m.figures["accuracy"].value for name, m in found.methods.items()}
    assert values["model"] == pytest.approx(36 / 37)  # the short one is unknown, so wrong
    assert found.methods["model"].known == pytest.approx(36 / 37)
    assert values["majority"] == pytest.approx(13 / 37)
    assert values["word counts, own labels"] >= 36 / 37  # the mood's own word gives it away
    assert set(found.methods["majority"].figures) == {"accuracy", "macro_f1"}


def test_words_are_tried_on_songs_they_were_not_fitted_on() -> None:
    """Texts without anything in common teach nothing, though each has its label."""
    alone = [f"{a}{n} {b}{n}" for n in range(20) for a, b in [("zu", "wo"), ("mi", "ka")]]
    truth = Truth(np.arange(40) % 2, np.full(40, np.nan), np.full(40, np.nan))
    found = evaluate(FakeScorer(), alone, truth).methods["word counts, own labels"]
    assert found.figures["accuracy"].value == 0.5


def test_the_plane_alone_needs_no_label() -> None:
    valence = np.array([{"happy": 0.8, "sad": -0.6, "angry": -0.8}[mood] for mood, _ in SONGS])
    truth = Truth(np.full(36, -1), valence, np.full(36, np.nan))
    found = evaluate(FakeScorer(), TEXTS[:36], truth)
    assert list(found.methods) == ["model", "word counts, own labels", "zero-shot"]
    model = found.methods["model"]
    assert (list(model.figures), model.confusion) == (["r_valence"], None)
    assert model.figures["r_valence"].value > 0.95
    assert found.methods["word counts, own labels"].figures["r_valence"].value > 0.95


class Reader(FakeScorer):
    """Reads the valence of a short text out of its last word."""

    def sentences(self, texts: Sequence[str]) -> np.ndarray:
        return np.array([[float(text.split()[-1]), 0.5] for text in texts], np.float32)


def short_among(songs: int) -> tuple[list[str], Truth]:
    """Return four short texts that say their valence, and songs that say nothing of it."""
    said = [0.1, -0.2, 0.3, -0.4]
    texts = [f"it is {v}" for v in said] + ["happy words go on and on"] * songs
    valence = np.array(said + [-0.9] * songs)
    return texts, Truth(np.full(len(texts), -1), valence, np.full(len(texts), np.nan))


def test_texts_too_short_for_a_song_are_read_as_sentences() -> None:
    texts, truth = short_among(songs=4)
    found = evaluate(Reader(), texts, truth)
    song = (1.1 + 0.1 - 0.1 - 0.1) / 1.4  # the fake's valence of "happy"
    expected = np.corrcoef(truth.valence, [0.1, -0.2, 0.3, -0.4] + [song] * 4)[0, 1]
    assert (found.sentences, found.as_json()["sentences"]) == (4, 4)
    model = found.methods["model"]
    assert model.known == 0.5
    assert model.figures["r_valence"].value == pytest.approx(expected, abs=1e-6)


def test_a_file_of_sentences_is_read_as_such_throughout() -> None:
    texts, truth = short_among(songs=0)
    long = ["and so it goes on until -0.9", "and so it goes on until 0.8"]
    truth = Truth(np.full(6, -1), np.array([*truth.valence, -0.9, 0.8]), np.full(6, np.nan))
    found = evaluate(Reader(), texts + long, truth)
    assert found.sentences == 6
    assert found.methods["model"].figures["r_valence"].value == pytest.approx(1)


def test_a_scorer_that_reads_no_sentences_counts_them_as_neutral() -> None:
    texts, truth = short_among(songs=4)
    found = evaluate(FakeScorer(), texts, truth)
    neutral = np.corrcoef(truth.valence, [0] * 4 + [1] * 4)[0, 1]
    assert found.sentences == 0
    assert found.methods["model"].figures["r_valence"].value == pytest.approx(neutral)


def test_without_numbers_no_sentence_is_read() -> None:
    assert evaluate(Reader(), TEXTS, TRUTH).sentences == 0


def test_a_set_too_small_for_a_baseline_goes_without() -> None:
    truth = Truth(np.array([0, 1]), np.full(2, np.nan), np.full(2, np.nan))
    found = evaluate(FakeScorer(), [lyrics("happy", 1), lyrics("sad", 2)], truth)
    assert "word counts, own labels" not in found.methods
    assert found.methods["model"].figures["accuracy"].value == 1


def test_without_embeddings_there_is_no_zero_shot(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tests.support.fake_scorer._embedding", lambda _words: None)
    assert "zero-shot" not in evaluate(FakeScorer(), TEXTS, TRUTH).methods


def test_zero_shot_finds_what_says_its_mood_outright(scorer: EmbeddedScorer) -> None:
    texts = [sentence for mood in MOODS for sentence in PROMPTS[mood]]
    moods = np.repeat(np.arange(4), 5)
    found = evaluate(scorer, texts, Truth(moods, np.full(20, np.nan), np.full(20, np.nan)))
    assert found.methods["zero-shot"].figures["accuracy"].value == 1
    assert found.methods["model"].known == 0  # each is too short to be a song
