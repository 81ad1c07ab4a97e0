"""A text classifier whose labels are mapped to the four moods."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from analysis.errors import ModelMismatch
from analysis.huggingface.folders import Found
from analysis.huggingface.labels import LabelMap
from analysis.huggingface.network import (
    batch_pieces,
    loading,
    longest_input,
    name_of,
    precision_for,
    quiet_libraries,
    read_tokenizer,
)
from analysis.huggingface.windows import batches
from analysis.memory import in_halves

if TYPE_CHECKING:
    from analysis.heads import Array

_PROBE = "la la la, I love you, do not go away tonight"


class Classifier:
    """A loaded model of the `…ForSequenceClassification` kind."""

    def __init__(self, found: Found, labels: LabelMap, device: str) -> None:
        """Load it.

        Args:
            found: a checked folder of the kind "classifier".
            labels: what its labels say of the moods.
            device: as `analysis.devices.choose_device` returned it.

        Raises:
            ModelError: it cannot be loaded; says what to do.
        """
        quiet_libraries()
        self._name, self._several, self._device = found.name, found.several, device
        dtype = precision_for(found, device)
        self.tokenizer = read_tokenizer(found)
        self._model = _read_model(found, dtype).to(device).eval()
        if self._model.config.pad_token_id is None:
            self._model.config.pad_token_id = self.tokenizer.pad_token_id
        self.precision = name_of(dtype)
        self.longest = longest_input(self.tokenizer, self._model.config)
        self._map = np.array(labels.rows, dtype=np.float32)
        self._probe(len(labels.labels))

    def amounts(self, texts: Sequence[str]) -> Array:
        """See `Network.amounts`: what the model says of each label, times the label's shares."""
        return np.asarray(self.chances(texts) @ self._map, dtype=np.float32)

    def chances(self, texts: Sequence[str]) -> Array:
        """Return (texts, labels) chances; of one label of all, or of each where several may hold.

        Raises:
            ModelTooLarge: memory ran out on a single text.
        """
        special = self.tokenizer.num_special_tokens_to_add()
        rows = self.tokenizer(list(texts), truncation=True, max_length=self.longest + special)
        ids = rows["input_ids"]
        found = np.zeros((len(ids), len(self._map)), dtype=np.float32)
        names = [n for n in rows if n in self.tokenizer.model_input_names]

        def run(batch: Sequence[int]) -> list[Any]:
            return list(self._forward({n: [rows[n][i] for i in batch] for n in names}))

        for batch in batches([len(x) for x in ids], batch_pieces(self._device)):
            found[batch] = in_halves(self._name, batch, run)
        return found

    def _forward(self, columns: dict[str, list[list[int]]]) -> Array:
        import torch

        inputs = self.tokenizer.pad(columns, return_tensors="pt").to(self._device)
        with torch.inference_mode():
            logits = self._model(**inputs).logits.float()
        chances = logits.sigmoid() if self._several else logits.softmax(-1)
        return np.asarray(chances.cpu().numpy(), dtype=np.float32)

    def _probe(self, labels: int) -> None:
        """Run a line, so that a model that answers nonsense says so now and not in every song."""
        if not np.isfinite(self.chances([_PROBE])).all() and self.precision != "fp32":
            self._model, self.precision = self._model.float(), "fp32"  # too coarse for it
        chances = self.chances([_PROBE])
        if not np.isfinite(chances).all():
            raise ModelMismatch(f"{self._name} answers with no numbers: fetch it again")
        if chances.shape != (1, labels):
            raise ModelMismatch(f"config.json of {self._name} names other labels than its weights")


def _read_model(found: Found, dtype: Any) -> Any:
    from transformers import AutoModelForSequenceClassification

    with loading(found.name):
        model, about = AutoModelForSequenceClassification.from_pretrained(
            str(found.folder), local_files_only=True, trust_remote_code=False,
            use_safetensors=True, dtype=dtype, output_loading_info=True,
        )  # fmt: skip
    if missing := sorted(about["missing_keys"]):
        raise ModelMismatch(
            f"the weights of {found.name} lack {missing[0]}, so what it says would be chance: "
            "fetch it again, or choose a model that was trained to classify"
        )
    return model
