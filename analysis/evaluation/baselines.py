"""What a model has to beat: the most frequent mood, word counts, and sentences that name a mood."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from analysis.affect import MOODS
from analysis.evaluation.figures import (
    ENERGETIC,
    PLEASANT,
    UNLABELLED,
    Measured,
    Predicted,
    Truth,
    measure,
)
from analysis.evaluation.metrics import Indices, Numbers
from analysis.evaluation.words import Terms, count_terms, fit_moods, fit_numbers
from analysis.preprocessing import prepare
from analysis.scorers.base import LyricsScorer
from analysis.training.prompts import PROMPTS
from analysis.training.sources import EMOBANK_FILE, read_emotions, read_rows, read_valence

FOLDS = 5
_SEED = 0


def majority(truth: Truth) -> Measured | None:
    """Measure always naming the most frequent mood; None without two labels."""
    if len(truth.labels) < 2:
        return None
    amounts = np.bincount(truth.moods[truth.moods != UNLABELLED], minlength=len(MOODS))
    songs = len(truth.moods)
    shares = np.tile(np.eye(len(MOODS))[amounts.argmax()], (songs, 1))
    found = measure(truth, Predicted(np.ones(songs, dtype=bool), shares))
    said = {name: found.figures[name] for name in ("accuracy", "macro_f1")}
    return Measured(found.songs, found.known, said)


def word_counts(texts: Sequence[str], truth: Truth) -> Predicted | None:
    """Predict a set from its own words and labels, each song by a model that has not seen it.

    TF-IDF with logistic regression for moods and ridge regression for valence and arousal, in
    five folds, stratified by mood.

    Args:
        texts: n lyrics.
        truth: their labels.

    Returns:
        Predictions for every song; None where a mood has a single song, or two numbers are lacking.
    """
    terms = count_terms([cleaned(text) for text in texts])
    shares = _shares_by_words(terms, truth)
    plane = [_numbers_by_words(terms, said) for said in (truth.valence, truth.arousal)]
    if shares is None and plane[0] is None and plane[1] is None:
        return None
    return Predicted(np.ones(len(texts), dtype=bool), shares, *plane)


def zero_shot(scorer: LyricsScorer, embeddings: Sequence[Numbers | None]) -> Predicted | None:
    """Predict by the likeness of embeddings to sentences that say a mood outright.

    The likeness of a mood is the mean cosine to its sentences, standardised over the songs of the
    set; shares are its softmax. No label is seen.

    Args:
        scorer: what made the embeddings; it embeds the sentences too.
        embeddings: n unit vectors, None for a text without one, whose mood is unknown.

    Returns:
        Predictions for every song; None when the scorer gives no embeddings.
    """
    prompts = [_embedded(scorer, PROMPTS[mood]) for mood in MOODS]
    known = np.array([one is not None for one in embeddings])
    if any(not len(sentences) for sentences in prompts) or not known.any():
        return None
    directions = np.stack([sentences.mean(axis=0) for sentences in prompts], axis=1)
    likeness = np.stack([one for one in embeddings if one is not None]) @ directions
    spread = np.maximum(likeness.std(axis=0), 1e-9)
    exp = np.exp((likeness - likeness.mean(axis=0)) / spread)
    shares = np.full((len(known), len(MOODS)), 0.25)
    shares[known] = exp / exp.sum(axis=1, keepdims=True)
    return Predicted(known, shares, shares @ PLEASANT, shares @ ENERGETIC)


def cleaned(text: str) -> str:
    """Return lyrics as the model reads them: cleaned, repeated lines once."""
    return " ".join(prepare(text).units)


class GeneralWords:
    """Word counts fitted on the emotion sets (moods) and on EmoBank (valence and arousal).

    Args:
        folder: with the data sets.
    """

    def __init__(self, folder: Path) -> None:
        sets = read_emotions(folder)
        terms = count_terms([text for one in sets for text in one.texts])
        moods = np.concatenate([one.targets.argmax(axis=1) for one in sets])
        self._names = terms.names
        self._moods = fit_moods(terms, np.arange(terms.texts), moods, len(MOODS))
        valence = read_valence(folder)
        arousal = [row["a"] for row in read_rows(folder, EMOBANK_FILE)]
        sentences = count_terms(valence.texts)
        plane = np.stack([valence.targets[:, 0], arousal], axis=1)
        self._plane_names = sentences.names
        self._plane = fit_numbers(sentences, np.arange(sentences.texts), plane)

    def predict(self, lyrics: Sequence[str]) -> Predicted:
        """Predict the moods of lyrics."""
        terms = count_terms([cleaned(text) for text in lyrics], self._names)
        shares = self._moods.shares(terms, np.arange(terms.texts))
        known = np.ones(terms.texts, dtype=bool)
        return Predicted(known, shares, shares @ PLEASANT, shares @ ENERGETIC)

    def plane(self, texts: Sequence[str]) -> Numbers:
        """Return (n, 2) valence and arousal of short texts."""
        terms = count_terms(texts, self._plane_names)
        return self._plane.scores(terms, np.arange(terms.texts))


def _embedded(scorer: LyricsScorer, sentences: Sequence[str]) -> Numbers:
    found = [score.embedding for score in scorer.score(sentences, lines=False)]
    return np.array([one for one in found if one is not None])


def _shares_by_words(terms: Terms, truth: Truth) -> Numbers | None:
    labelled = np.flatnonzero(truth.moods != UNLABELLED)
    columns = [MOODS.index(mood) for mood in truth.labels]
    kinds = np.searchsorted(columns, truth.moods[labelled])
    amounts = np.bincount(kinds, minlength=1)
    if len(columns) < 2 or amounts.min() < 2:
        return None
    shares = np.full((terms.texts, len(MOODS)), 0.25)
    shares[labelled] = 0
    folds = _folds(kinds, min(FOLDS, int(amounts.min())))
    for fold in range(folds.max() + 1):
        rest, mine = folds != fold, labelled[folds == fold]
        model = fit_moods(terms, labelled[rest], kinds[rest], len(columns))
        shares[np.ix_(mine, columns)] = model.shares(terms, mine)
    return shares


def _numbers_by_words(terms: Terms, said: Numbers) -> Numbers | None:
    rows = np.flatnonzero(~np.isnan(said))
    if len(rows) < 2:
        return None
    found = np.zeros(terms.texts)
    folds = _folds(np.zeros(len(rows), dtype=np.int64), min(FOLDS, len(rows)))
    for fold in range(folds.max() + 1):
        rest, mine = rows[folds != fold], rows[folds == fold]
        model = fit_numbers(terms, rest, said[rest][:, None])
        found[mine] = model.scores(terms, mine)[:, 0]
    return found


def _folds(kinds: Indices, folds: int) -> Indices:
    """Deal the songs of each kind out to folds, in an order that does not hang on the file's."""
    rng = np.random.default_rng(_SEED)
    dealt = np.empty(len(kinds), dtype=np.int64)
    at = 0
    for kind in np.unique(kinds):
        rows = rng.permutation(np.flatnonzero(kinds == kind))
        dealt[rows] = (at + np.arange(len(rows))) % folds
        at += len(rows)
    return dealt
