"""Word counts as a model: TF-IDF of words and pairs under a linear model, for a baseline.

The formulas are scikit-learn's (`TfidfVectorizer(ngram_range=(1, 2), min_df=2,
sublinear_tf=True)`, `LogisticRegression(C=1, class_weight="balanced")`, `Ridge(alpha=1)`), so that
the figures can be compared with anybody's; written here, so that measuring needs no further
library where Attune runs.
"""

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import torch
from numpy.typing import NDArray

from analysis.evaluation.metrics import Numbers

Rows = NDArray[np.integer]
MAX_TERMS = 200_000  # the most frequent; bounds time and memory on very large files
_WORD = re.compile(r"\b\w\w+\b")
_STEPS = 500


@dataclass(frozen=True, slots=True)
class Terms:
    """How often each term stands in each text.

    Attributes:
        texts: how many texts there are.
        names: number of every term that is counted.
        text: (entries,) the text of an entry.
        term: (entries,) its term.
        count: (entries,) how often.
    """

    texts: int
    names: dict[str, int]
    text: Rows
    term: Rows
    count: Rows


def count_terms(texts: Sequence[str], names: dict[str, int] | None = None) -> Terms:
    """Count the words of two letters or more, and pairs of them, lower case.

    Args:
        texts: n texts.
        names: the only terms to count; None counts and numbers all.
    """
    known = {} if names is None else names
    text: list[int] = []
    term: list[int] = []
    count: list[int] = []
    for number, words in enumerate(_WORD.findall(one.lower()) for one in texts):
        counted = Counter([*words, *(f"{a} {b}" for a, b in pairwise(words))])
        for name, amount in counted.items():
            if names is None or name in names:
                text.append(number)
                term.append(known.setdefault(name, len(known)))
                count.append(amount)
    return Terms(len(texts), known, *(np.array(x, dtype=np.int64) for x in (text, term, count)))


@dataclass(frozen=True, slots=True)
class WordModel:
    """A linear model of weighted term counts.

    Attributes:
        columns: (terms,) the model's column of a term, -1 where it has none.
        idf: (columns,) weights of the terms.
        weight: (columns, outputs).
        bias: (outputs,).
    """

    columns: Rows
    idf: Numbers
    weight: torch.Tensor
    bias: torch.Tensor

    def scores(self, terms: Terms, rows: Rows) -> Numbers:
        """Return (rows, outputs) scores of some texts, counted with the names it was fitted on."""
        features = _features(terms, rows, self.columns, self.idf)
        return np.asarray((torch.sparse.mm(features, self.weight) + self.bias).numpy())

    def shares(self, terms: Terms, rows: Rows) -> Numbers:
        """Return (rows, outputs) scores as shares that sum to 1."""
        scores = self.scores(terms, rows)
        exp = np.exp(scores - scores.max(axis=1, keepdims=True))
        return np.asarray(exp / exp.sum(axis=1, keepdims=True))


def fit_moods(terms: Terms, rows: Rows, moods: Rows, kinds: int) -> WordModel:
    """Fit a balanced logistic regression.

    Args:
        terms: of all texts.
        rows: (n,) the texts to fit on.
        moods: (n,) their kind, from 0; each must occur.
        kinds: how many kinds there are.
    """
    truth = torch.from_numpy(np.asarray(moods, dtype=np.int64))
    amounts = np.bincount(moods, minlength=kinds)
    balance = torch.from_numpy(len(moods) / (kinds * amounts))

    def loss(scores: torch.Tensor) -> torch.Tensor:
        wrong = torch.nn.functional.cross_entropy(scores, truth, reduction="none")
        return (balance[truth] * wrong).sum()

    return _fit(terms, rows, kinds, 0.5, loss)


def fit_numbers(terms: Terms, rows: Rows, numbers: Numbers) -> WordModel:
    """Fit a ridge regression.

    Args:
        terms: of all texts.
        rows: (n,) the texts to fit on.
        numbers: (n, outputs) what to predict.
    """
    truth = torch.from_numpy(np.asarray(numbers, dtype=np.float64))
    return _fit(terms, rows, truth.shape[1], 1.0, lambda scores: ((scores - truth) ** 2).sum())


def _fit(
    terms: Terms,
    rows: Rows,
    outputs: int,
    penalty: float,
    loss: Callable[[torch.Tensor], torch.Tensor],
) -> WordModel:
    """Minimise loss + penalty · |weight|² by L-BFGS; the bias goes free."""
    columns, idf = _vocabulary(terms, rows)
    features = _features(terms, rows, columns, idf)
    weight = torch.zeros(len(idf), outputs, dtype=torch.float64, requires_grad=True)
    bias = torch.zeros(outputs, dtype=torch.float64, requires_grad=True)
    optimiser = torch.optim.LBFGS(
        [weight, bias],
        max_iter=_STEPS,
        tolerance_grad=1e-7,
        tolerance_change=1e-12,
        line_search_fn="strong_wolfe",
    )

    def step() -> torch.Tensor:
        optimiser.zero_grad()
        scores = torch.sparse.mm(features, weight) + bias
        value = (loss(scores) + penalty * (weight**2).sum()) / len(rows)
        value.backward()  # type: ignore[no-untyped-call]
        return value

    optimiser.step(step)  # type: ignore[no-untyped-call]
    return WordModel(columns, idf, weight.detach(), bias.detach())


def _vocabulary(terms: Terms, rows: Rows) -> tuple[Rows, Numbers]:
    """Choose the terms that stand in two texts or more, and weigh them by their rarity."""
    among = np.isin(terms.text, rows)
    found = np.bincount(terms.term[among], minlength=len(terms.names))
    chosen = np.flatnonzero(found > 1)
    if len(chosen) > MAX_TERMS:
        chosen = np.sort(chosen[np.argsort(-found[chosen], kind="stable")[:MAX_TERMS]])
    columns = np.full(len(terms.names), -1)
    columns[chosen] = np.arange(len(chosen))
    return columns, np.log((1 + len(rows)) / (1 + found[chosen])) + 1


def _features(terms: Terms, rows: Rows, columns: Rows, idf: Numbers) -> torch.Tensor:
    """Return the (rows, columns) sparse matrix of weighted counts, each row of length 1."""
    place = np.full(terms.texts, -1)
    place[rows] = np.arange(len(rows))
    row, column = place[terms.text], columns[terms.term]
    kept = (row >= 0) & (column >= 0)
    row, column = row[kept], column[kept]
    value = (1 + np.log(terms.count[kept])) * idf[column]
    length = np.sqrt(np.bincount(row, weights=value**2, minlength=len(rows)))
    return torch.sparse_coo_tensor(
        torch.from_numpy(np.stack([row, column])),
        torch.from_numpy(value / length[row]),
        (len(rows), len(idf)),
        check_invariants=True,
    ).coalesce()
