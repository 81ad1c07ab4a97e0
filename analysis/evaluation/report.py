"""The report: every figure of the embedded model beside the baselines, as data and as a table."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from analysis.encoders.minilm import MiniLM
from analysis.evaluation import datasets
from analysis.evaluation.baselines import WordCounts, majority
from analysis.evaluation.figures import (
    ENERGETIC,
    PLEASANT,
    Figures,
    Shares,
    four_moods,
    happy_or_sad,
)
from analysis.evaluation.metrics import pearson
from analysis.heads import load_head, softmax
from analysis.scorers.embedded import EmbeddedScorer
from analysis.training.features import encode_texts

Report = dict[str, dict[str, Figures]]


def measure(data: Path, folder: Path, threads: int | None = None) -> Report:
    """Score the measuring sets in exact arithmetic; about two minutes on two cores.

    Args:
        data: folder with the data sets.
        folder: where the heads lie.
        threads: processor threads to use.

    Returns:
        set → method → figure → value.

    Raises:
        FileNotFoundError: the data folder lacks a set.
    """
    scorer = EmbeddedScorer(threads=threads, precision="fp32", folder=folder)
    words = WordCounts(data)
    report: Report = {}
    nju, musicmood = datasets.nju(data), datasets.musicmood(data)
    originals = datasets.originals(data)
    report["nju"] = {
        "model": four_moods(_shares(scorer, nju.texts), nju.moods),
        "word counts": four_moods(words.shares(nju.texts), nju.moods),
        "majority": {"accuracy": majority(nju.moods)},
    }
    report["musicmood"] = {
        "model": happy_or_sad(_shares(scorer, musicmood.texts), musicmood.moods),
        "word counts": happy_or_sad(words.shares(musicmood.texts), musicmood.moods),
        "majority": {"accuracy": majority(musicmood.moods)},
    }
    report["originals (stress; labels seen in training)"] = {
        "model": four_moods(_shares(scorer, originals.texts), originals.moods),
        "word counts": four_moods(words.shares(originals.texts), originals.moods),
        "majority": {"accuracy": majority(originals.moods)},
    }
    report["emobank"] = _emobank(data, folder, words, threads)
    return report


def _shares(scorer: EmbeddedScorer, texts: Sequence[str]) -> Shares:
    rows = [
        list(score.six.shares.values()) if score.six else [0.25] * 4
        for score in scorer.score(texts, lines=False)
    ]
    return np.array(rows)


def _emobank(
    data: Path, folder: Path, words: WordCounts, threads: int | None
) -> dict[str, Figures]:
    """Correlate with EmoBank, its texts moved to where lyrics lie."""
    texts, valence, arousal = datasets.emobank(data)
    head = load_head(folder)
    features = encode_texts(MiniLM(threads, precision="fp32"), texts, head.layers)
    moved = features - features.mean(axis=0) + head.centre
    shares = softmax(head.scores(moved), head.temperature)
    counted = words.plane(texts)
    return {
        "model": {
            "r_valence": pearson(shares @ PLEASANT, valence),
            "r_arousal": pearson(shares @ ENERGETIC, arousal),
        },
        "word counts": {
            "r_valence": pearson(counted[:, 0], valence),
            "r_arousal": pearson(counted[:, 1], arousal),
        },
    }


def rounded(report: Report) -> Report:
    """Return the report with four decimals, as it is kept beside the heads."""
    return {
        name: {
            method: {key: round(value, 4) for key, value in figures.items()}
            for method, figures in methods.items()
        }
        for name, methods in report.items()
    }


def table(report: Report) -> str:
    """Lay the report out as lines of text."""
    rows = []
    for name, methods in report.items():
        rows.append(name)
        for method, figures in methods.items():
            cells = "  ".join(f"{key} {value:.3f}" for key, value in figures.items())
            rows.append(f"  {method:12} {cells}")
    return "\n".join(rows)
