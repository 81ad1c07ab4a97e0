"""The heads: from states of the encoder to four shares, by arithmetic small enough to explain.

The mood head is linear in the mean state of a text, and the mean state of a song is the mean of
its lines weighted by their pieces. So a song's scores are exactly the weighted mean of its lines'
scores, and leaving a line out is arithmetic, not another pass.
"""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from analysis.artifact import ARTIFACTS, heads_path, read_description

Array = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class MoodHead:
    """Linear scores of the four moods.

    Attributes:
        layers: hidden states that make up the features, in order.
        weight: (len(layers) · 384, 4) float32.
        bias: (4,) float32.
        centre: (features,) mean state of lyrics, already part of the bias; for texts of another
            kind, and for centring on somebody's own catalogue.
        temperature: divides the scores of a song before the softmax.
        line_temperature: the same for a line.
    """

    layers: tuple[int, ...]
    weight: Array
    bias: Array
    centre: Array
    temperature: float
    line_temperature: float

    def scores(self, features: Array) -> Array:
        """Return (n, 4) scores in the order of `MOODS` for (n, features) mean states."""
        return np.asarray(features @ self.weight + self.bias, dtype=np.float32)


def load_head(folder: Path = ARTIFACTS) -> MoodHead:
    """Read the committed head.

    Raises:
        ModelMissing: there is none.
        ModelMismatch: its file was changed.
    """
    from safetensors.numpy import load_file

    about = read_description(folder)
    tensors = load_file(heads_path(folder))
    return MoodHead(
        layers=about.layers,
        weight=tensors["weight"],
        bias=tensors["bias"],
        centre=tensors["centre"],
        temperature=about.temperature,
        line_temperature=about.line_temperature,
    )


def softmax(scores: Array, temperature: float) -> Array:
    """Return shares that sum to 1 over the last axis."""
    scaled = (scores - scores.max(axis=-1, keepdims=True)) / temperature
    exp = np.exp(scaled)
    return np.asarray(exp / exp.sum(axis=-1, keepdims=True), dtype=np.float32)


def line_weights(scores: Array, pieces: Array, temperature: float) -> Array:
    """Say how strongly each line speaks for its song's mood.

    The contribution of a line is what the share of the song's strongest mood loses when the line
    is left out; the weight is that contribution over the largest one, 0 where it is negative.

    Args:
        scores: (lines, 4) scores of the different lines.
        pieces: (lines,) how many pieces each has; more than 0.
        temperature: of the song.

    Returns:
        (lines,) weights from 0 to 1; all 1 when there is one line, all 0 when none speaks for it.
    """
    if len(scores) == 1:
        return np.ones(1, dtype=np.float32)
    total = (scores * pieces[:, None]).sum(axis=0)
    song = softmax(total / pieces.sum(), temperature)
    without = (total - scores * pieces[:, None]) / (pieces.sum() - pieces)[:, None]
    top = int(song.argmax())
    loss = np.maximum(song[top] - softmax(without, temperature)[:, top], 0)
    largest = float(loss.max())
    return np.asarray(loss / largest if largest > 0 else loss, dtype=np.float32)
