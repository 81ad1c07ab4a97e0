"""From the labels of the emotion sets to shares of the four moods (the table of design/mood.md)."""

from collections.abc import Iterable

import numpy as np

from analysis.affect import MOODS
from analysis.heads import Array

GOEMOTIONS: dict[str, dict[str, float]] = {
    "happy": {
        "joy": 1, "amusement": 1, "excitement": 1, "pride": 1,
        "optimism": 0.6, "love": 0.4, "gratitude": 0.4, "desire": 0.5,
    },
    "sad": {
        "sadness": 1, "grief": 1, "disappointment": 1, "remorse": 1, "embarrassment": 1,
        "fear": 0.4, "nervousness": 0.4,
    },
    "angry": {
        "anger": 1, "annoyance": 1, "disgust": 1, "disapproval": 1,
        "fear": 0.6, "nervousness": 0.6,
    },
    "relaxed": {
        "relief": 1, "caring": 1, "love": 0.6, "gratitude": 0.6, "optimism": 0.4, "desire": 0.5,
    },
}  # fmt: skip
XED: dict[str, dict[str, float]] = {
    "happy": {"joy": 1},
    "sad": {"sadness": 1, "fear": 0.4},
    "angry": {"anger": 1, "disgust": 1, "fear": 0.6},
    "relaxed": {"trust": 1},
}


def soft_target(labels: Iterable[str], table: dict[str, dict[str, float]]) -> Array | None:
    """Return the (4,) shares a text's labels stand for; None when they say nothing of the four."""
    names = list(labels)
    amounts = np.array(
        [sum(table[mood].get(name, 0.0) for name in names) for mood in MOODS], dtype=np.float32
    )
    total = amounts.sum()
    return np.asarray(amounts / total, dtype=np.float32) if total > 0 else None
