"""The report: every figure of the embedded model beside the baselines, as data and as a table."""

from pathlib import Path
from typing import Any

import numpy as np

from analysis.encoders.minilm import MiniLM
from analysis.encoders.texts import encode_texts
from analysis.evaluation import datasets
from analysis.evaluation.baselines import GeneralWords
from analysis.evaluation.evaluating import MODEL, evaluate
from analysis.evaluation.figures import ENERGETIC, PLEASANT, Measured, correlation, measure
from analysis.evaluation.metrics import Numbers
from analysis.heads import load_head
from analysis.scorers.embedded import EmbeddedScorer

FOUR_SHARES = "four shares"
"""Method on sentences: the valence and arousal of the song head, made for lyrics."""
GENERAL_WORDS = "word counts"
"""Method: words under a model fitted on emotion texts, none of them lyrics."""
Report = dict[str, dict[str, Measured]]


def report_on(data: Path, folder: Path, threads: int | None = None) -> Report:
    """Score the measuring sets in exact arithmetic; about four minutes on two cores.

    Args:
        data: folder with the data sets.
        folder: where the heads lie.
        threads: processor threads to use.

    Returns:
        set → method → its figures.

    Raises:
        FileNotFoundError: the data folder lacks a set.
    """
    scorer = EmbeddedScorer(threads=threads, precision="fp32", folder=folder)
    words = GeneralWords(data)
    report: Report = {}
    for name, lyrics in (
        ("nju", datasets.nju(data)),
        ("musicmood", datasets.musicmood(data)),
        ("originals (stress test)", datasets.originals(data)),
    ):
        general = measure(lyrics.truth, words.predict(lyrics.texts))
        report[name] = {
            **evaluate(scorer, lyrics.texts, lyrics.truth).methods,
            GENERAL_WORDS: general,
        }
    report["emobank"] = _emobank(data, folder, words, scorer, threads)
    return report


def _emobank(
    data: Path, folder: Path, words: GeneralWords, scorer: EmbeddedScorer, threads: int | None
) -> dict[str, Measured]:
    """Correlate with EmoBank; for the four shares its texts are moved to where lyrics lie."""
    texts, valence, arousal = datasets.emobank(data)
    head = load_head(folder)
    features = encode_texts(MiniLM(threads, precision="fp32"), texts, head.layers)
    moved = features - features.mean(axis=0) + head.centre
    shares = head.song_shares(head.scores(moved))
    counted, read = words.plane(texts), scorer.sentences(texts).astype(np.float64)

    def correlated(pleasant: Numbers, energetic: Numbers) -> Measured:
        figures = correlation("r_valence", valence, pleasant)
        return Measured(len(texts), 1.0, figures | correlation("r_arousal", arousal, energetic))

    return {
        MODEL: correlated(read[:, 0], read[:, 1]),
        FOUR_SHARES: correlated(shares @ PLEASANT, shares @ ENERGETIC),
        GENERAL_WORDS: correlated(counted[:, 0], counted[:, 1]),
    }


def as_json(report: Report) -> dict[str, Any]:
    """Return the report as it is kept beside the heads: four decimals, intervals where taken."""
    return {
        name: {method: found.as_json() for method, found in methods.items()}
        for name, methods in report.items()
    }


def table(report: Report) -> str:
    """Lay the report out as lines of text."""
    rows = []
    for name, methods in report.items():
        rows.append(name)
        for method, found in methods.items():
            cells = "  ".join(f"{key} {figure.value:.3f}" for key, figure in found.figures.items())
            rows.append(f"  {method:23} songs {found.songs}  known {found.known:.3f}  {cells}")
    return "\n".join(rows)
