"""The heads: from states of the encoder to four shares, by arithmetic small enough to explain.

The mood head is linear in the mean state of a text, and the mean state of a song is the mean of
its lines weighted by their pieces. So a song's scores are exactly the weighted mean of its lines'
scores, and what a line contributes is arithmetic, not another pass.
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
        doubt: part of the shares that all moods get alike: labels of songs are partly noise.
    """

    layers: tuple[int, ...]
    weight: Array
    bias: Array
    centre: Array
    temperature: float
    line_temperature: float
    doubt: float

    def scores(self, features: Array) -> Array:
        """Return (n, 4) scores in the order of `MOODS` for (n, features) mean states."""
        return np.asarray(features @ self.weight + self.bias, dtype=np.float32)

    def song_shares(self, scores: Array) -> Array:
        """Return the (n, 4) calibrated shares of songs for their scores."""
        return self._doubted(softmax(scores, self.temperature))

    def line_shares(self, scores: Array) -> Array:
        """Return the (n, 4) calibrated shares of lines for their scores."""
        return self._doubted(softmax(scores, self.line_temperature))

    def _doubted(self, shares: Array) -> Array:
        return np.asarray((1 - self.doubt) * shares + self.doubt / shares.shape[-1], np.float32)

    def neutral(self) -> Array:
        """Return the (4,) scores of an average line of lyrics."""
        average: Array = self.scores(self.centre[None])[0]
        return average


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
        doubt=about.doubt,
    )


def softmax(scores: Array, temperature: float) -> Array:
    """Return shares that sum to 1 over the last axis."""
    scaled = (scores - scores.max(axis=-1, keepdims=True)) / temperature
    exp = np.exp(scaled)
    return np.asarray(exp / exp.sum(axis=-1, keepdims=True), dtype=np.float32)


def line_weights(scores: Array, pieces: Array, song: Array) -> Array:
    """Say how strongly each line speaks for its song's mood.

    The log-odds of the song's strongest mood are, to first order, a sum over its lines. The
    contribution of a line is what they would lose if an average line of lyrics stood in its place;
    the weight is that over the largest contribution, 0 where the line speaks against the mood.

    Args:
        scores: (lines, 4) scores of the different lines, less those of an average line.
        pieces: (lines,) how many pieces each has.
        song: (4,) shares of the song.

    Returns:
        (lines,) weights from 0 to 1; all 0 when no line speaks for the mood.
    """
    top = int(song.argmax())
    others = song.copy()
    others[top] = 0
    direction = -others / max(float(others.sum()), 1e-12)
    direction[top] = 1
    gain = np.maximum(scores @ direction * pieces, 0)
    largest = float(gain.max())
    return np.asarray(gain / largest if largest > 0 else gain, dtype=np.float32)
