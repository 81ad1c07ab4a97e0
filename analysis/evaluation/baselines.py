"""What a model has to beat: the most frequent mood, and word counts with logistic regression."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from analysis.preprocessing import prepare
from analysis.training.sources import read_emotions, read_rows, read_valence


class WordCounts:
    """TF-IDF of words and pairs, logistic regression on the emotion sets, ridge on EmoBank."""

    def __init__(self, folder: Path) -> None:
        # Not a dependency of the product: only training and measuring bring it.
        from sklearn.feature_extraction.text import TfidfVectorizer
        from sklearn.linear_model import LogisticRegression, Ridge

        sets = read_emotions(folder)
        texts = [text for one in sets for text in one.texts]
        moods = np.concatenate([one.targets.argmax(axis=1) for one in sets])
        options = {"ngram_range": (1, 2), "min_df": 2, "sublinear_tf": True}
        self._words = TfidfVectorizer(**options)
        self._moods = LogisticRegression(C=1.0, max_iter=300, class_weight="balanced")
        self._moods.fit(self._words.fit_transform(texts), moods)
        valence = read_valence(folder)
        self._valence_words = TfidfVectorizer(**options)
        arousal = [row["a"] for row in read_rows(folder, "emotion/emobank_train.jsonl")]
        self._plane = Ridge(alpha=1.0).fit(
            self._valence_words.fit_transform(valence.texts),
            np.stack([valence.targets[:, 0], arousal], axis=1),
        )

    def shares(self, lyrics: Sequence[str]) -> NDArray[np.float64]:
        """Return (n, 4) shares for lyrics, cleaned as the model cleans them."""
        cleaned = [" ".join(prepare(text).units) for text in lyrics]
        return np.asarray(self._moods.predict_proba(self._words.transform(cleaned)))

    def plane(self, texts: Sequence[str]) -> NDArray[np.float64]:
        """Return (n, 2) valence and arousal of short texts."""
        return np.asarray(self._plane.predict(self._valence_words.transform(list(texts))))


def majority(moods: NDArray[np.int64]) -> float:
    """Return the accuracy of always naming the most frequent mood."""
    return float(np.bincount(moods).max() / len(moods))
