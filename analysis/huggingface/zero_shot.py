"""A sentence encoder as a mood model: likeness to sentences that say each mood outright."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from analysis.affect import MOODS
from analysis.errors import ModelMismatch
from analysis.heads import softmax
from analysis.huggingface.folders import Found
from analysis.huggingface.network import (
    batch_pieces,
    check_tokenizer,
    loading,
    longest_input,
    name_of,
    precision_for,
    quiet_libraries,
)
from analysis.huggingface.reference import VERSES
from analysis.huggingface.windows import batches
from analysis.memory import in_halves
from analysis.training.prompts import PROMPTS

if TYPE_CHECKING:
    from analysis.heads import Array

PLAINNESS = 2.0  # songs are that much less plain than the reference verses
_TEMPERATURES = np.geomspace(0.001, 2.0, 200)


class ZeroShot:
    """A loaded model of sentence-transformers, or an encoder without a head, mean-pooled.

    The score of a mood is the mean likeness (cosine) to its prompts, less that of ordinary verses;
    the temperature is the one that tells those verses' moods best, times `PLAINNESS`.
    """

    def __init__(self, found: Found, device: str) -> None:
        """Load it and read prompts and verses.

        Args:
            found: a checked folder of the kind "sentences".
            device: as `analysis.devices.choose_device` returned it.

        Raises:
            ModelError: it cannot be loaded; says what to do.
        """
        quiet_libraries()
        self._name, self._device = found.name, device
        dtype = precision_for(found, device)
        self._model = _read_model(found, device, dtype)
        self.tokenizer = check_tokenizer(self._model.tokenizer, found.name)
        self.precision = name_of(dtype)
        inner = self._model[0]
        self.longest = longest_input(self.tokenizer, getattr(inner, "config", None))
        self._prompts = np.stack([self.encode(PROMPTS[mood]).mean(0) for mood in MOODS])
        verses = [verse for mood in MOODS for verse in VERSES[mood]]
        likeness = self.encode(verses) @ self._prompts.T
        if not np.isfinite(likeness).all():
            raise ModelMismatch(f"{found.name} answers with no numbers: fetch it again")
        self._usual = likeness.mean(0)
        moods = np.repeat(np.arange(len(MOODS)), [len(VERSES[mood]) for mood in MOODS])
        self._temperature = PLAINNESS * best_temperature(likeness - self._usual, moods)

    def amounts(self, texts: Sequence[str]) -> Array:
        """See `Network.amounts`: shares that sum to 1."""
        scores = self.encode(texts) @ self._prompts.T - self._usual
        return softmax(scores, self._temperature)

    def encode(self, texts: Sequence[str]) -> Array:
        """Return (texts, dims) states of unit length.

        Raises:
            ModelTooLarge: memory ran out on a single text.
        """
        rows = list(texts)
        lengths = [len(x) for x in self.tokenizer(rows, truncation=False)["input_ids"]]
        found: dict[int, Array] = {}

        def run(batch: Sequence[int]) -> list[Any]:
            return list(self._forward([rows[i] for i in batch]))

        for batch in batches(lengths, batch_pieces(self._device)):
            found |= zip(batch, in_halves(self._name, batch, run), strict=True)
        return np.stack([found[i] for i in range(len(rows))])

    def _forward(self, texts: list[str]) -> Array:
        states = self._model.encode(
            texts, batch_size=len(texts), show_progress_bar=False, convert_to_numpy=True,
            normalize_embeddings=True,
        )  # fmt: skip
        return np.asarray(states, dtype=np.float32)


def best_temperature(scores: Array, moods: NDArray[np.intp]) -> float:
    """Return the temperature at which scores say known moods with the least log loss.

    Args:
        scores: (n, 4) scores.
        moods: (n,) index of the right mood.
    """
    rows = np.arange(len(moods))
    losses = [
        -np.log(np.maximum(softmax(scores, float(t))[rows, moods], 1e-12)).mean()
        for t in _TEMPERATURES
    ]
    return float(_TEMPERATURES[int(np.argmin(losses))])


def _read_model(found: Found, device: str, dtype: Any) -> Any:
    with loading(found.name):
        from sentence_transformers import SentenceTransformer

        return SentenceTransformer(
            str(found.folder), device=device, local_files_only=True, trust_remote_code=False,
            model_kwargs={"use_safetensors": True, "dtype": dtype},
        ).eval()  # fmt: skip
