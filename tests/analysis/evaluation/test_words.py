"""Word counts beside scikit-learn's: the same models."""

from itertools import cycle, islice

import numpy as np
import pytest
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression, Ridge

from analysis.evaluation.words import count_terms, fit_moods, fit_numbers

WORDS = ("sun", "rain", "river", "I", "fire", "a", "dance", "alone", "Road", "glass")
RNG = np.random.default_rng(3)
TEXTS = [" ".join(RNG.choice(WORDS, 12 + n % 7)) for n in range(80)]
MOODS = np.array(list(islice(cycle([0, 1, 2, 0, 3]), 80)))
FITTED, ASKED = np.arange(60), np.arange(60, 80)


@pytest.fixture
def theirs() -> TfidfVectorizer:
    return TfidfVectorizer(ngram_range=(1, 2), min_df=2, sublinear_tf=True)


def test_moods_are_those_of_logistic_regression(theirs: TfidfVectorizer) -> None:
    model = LogisticRegression(C=1.0, max_iter=1000, tol=1e-8, class_weight="balanced")
    model.fit(theirs.fit_transform(TEXTS[:60]), MOODS[:60])
    terms = count_terms(TEXTS)
    ours = fit_moods(terms, FITTED, MOODS[:60], 4).shares(terms, ASKED)
    assert ours == pytest.approx(model.predict_proba(theirs.transform(TEXTS[60:])), abs=1e-4)


def test_numbers_are_those_of_ridge_regression(theirs: TfidfVectorizer) -> None:
    numbers = RNG.uniform(-1, 1, size=(80, 2))
    model = Ridge(alpha=1.0).fit(theirs.fit_transform(TEXTS[:60]), numbers[:60])
    terms = count_terms(TEXTS)
    ours = fit_numbers(terms, FITTED, numbers[:60]).scores(terms, ASKED)
    assert ours == pytest.approx(model.predict(theirs.transform(TEXTS[60:])), abs=1e-4)


def test_a_text_of_words_never_seen_gets_what_no_words_get() -> None:
    fitted = count_terms(TEXTS)
    model = fit_moods(fitted, np.arange(80), MOODS, 4)
    asked = count_terms(["entirely other letters", ""], fitted.names)
    shares = model.shares(asked, np.arange(2))
    assert shares[0].tolist() == shares[1].tolist()
