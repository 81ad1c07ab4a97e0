"""The sentence head: valence and arousal of one short piece of prose, not of a song.

Kernel ridge regression (Williams and Seeger 2001, the Nyström method): a text is placed in a small
space, and its two numbers are a weighted sum of its likeness exp(-d²) to known points there. It
was fitted on prose, and on lyrics it ranks arousal worse than the mood head: songs never see it.
"""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from analysis.artifact import ARTIFACTS, whole
from analysis.encoders.weights import WEIGHTS_SHA256
from analysis.errors import ModelMismatch, ModelMissing
from analysis.heads import Array
from analysis.preprocessing import preprocessing_sha

SENTENCE_FILE = "sentence.safetensors"
SENTENCE_DESCRIPTION_FILE = "sentence.json"
_ROWS = 1_024  # texts at a time: their likeness to 2,000 points takes 8 MB


@dataclass(frozen=True, slots=True)
class SentenceHead:
    """A smooth function from mean states to valence and arousal.

    Attributes:
        layers: hidden states that make up the features, in order.
        centre: (features,) mean state of prose.
        basis: (features, d) directions, scaled so that the distance 1 is that of likeness 1/e.
        points: (p, d) where known texts lie.
        weight: (p, 2) what the likeness to each point adds to valence and arousal.
        mean: (2,) what a text like none of them has.
    """

    layers: tuple[int, ...]
    centre: Array
    basis: Array
    points: Array
    weight: Array
    mean: Array

    def predict(self, features: Array) -> Array:
        """Return (n, 2) valence and arousal in [-1, 1] for (n, features) mean states."""
        plane = np.empty((len(features), 2), dtype=np.float32)
        for start in range(0, len(features), _ROWS):
            rows = slice(start, start + _ROWS)
            placed = np.asarray((features[rows] - self.centre) @ self.basis, dtype=np.float32)
            near = likeness(placed, self.points)
            plane[rows] = np.clip(near @ self.weight + self.mean, -1, 1)
        return plane


def likeness(one: Array, other: Array) -> Array:
    """Return the (n, m) likeness exp(-d²) of (n, d) places to (m, d) others, in (0, 1]."""
    squared = (one**2).sum(axis=1)[:, None] + (other**2).sum(axis=1) - 2 * one @ other.T
    return np.asarray(np.exp(-np.maximum(squared, 0)), dtype=np.float32)


def load_sentence_head(folder: Path = ARTIFACTS) -> SentenceHead:
    """Read the committed head.

    Raises:
        ModelMissing: there is none.
        ModelMismatch: its file was changed, or made for another encoder or preprocessing.
    """
    from safetensors.numpy import load_file

    about = _description(folder)
    if about["weights_sha256"] != WEIGHTS_SHA256 or about["preprocessing"] != preprocessing_sha():
        message = "the sentence head was trained with another encoder or preprocessing: train again"
        raise ModelMismatch(message)
    path = whole(folder / SENTENCE_FILE, about["head_sha256"], SENTENCE_DESCRIPTION_FILE)
    tensors = {name: values.astype(np.float32) for name, values in load_file(path).items()}
    return SentenceHead(layers=tuple(about["layers"]), **tensors)


def _description(folder: Path) -> dict[str, Any]:
    try:
        text = (folder / SENTENCE_DESCRIPTION_FILE).read_text(encoding="utf-8")
    except FileNotFoundError as error:
        message = f"no sentence head in {folder}: run python -m analysis.training"
        raise ModelMissing(message) from error
    found: dict[str, Any] = json.loads(text)
    return found
