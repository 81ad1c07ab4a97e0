"""Writing each head's file and its description."""

import hashlib
import json
from pathlib import Path
from typing import Any

import numpy as np
from safetensors.numpy import save

from analysis.artifact import DESCRIPTION_FILE, HEADS_FILE
from analysis.encoders.weights import ENCODER_NAME, WEIGHTS_SHA256
from analysis.heads import MoodHead
from analysis.preprocessing import preprocessing_sha
from analysis.sentences import SENTENCE_DESCRIPTION_FILE, SENTENCE_FILE, SentenceHead


def write_heads(folder: Path, head: MoodHead, about: dict[str, Any]) -> None:
    """Write weights and description, the description last, so that a half-written pair is refused.

    Args:
        folder: where to; made when missing.
        head: what to write.
        about: recipe, data hashes, seeds and figures, as JSON values.
    """
    folder.mkdir(parents=True, exist_ok=True)
    blob = save({"weight": head.weight, "bias": head.bias, "centre": head.centre})
    (folder / HEADS_FILE).write_bytes(blob)
    description = {
        "name": ENCODER_NAME,
        "weights_sha256": WEIGHTS_SHA256,
        "preprocessing": preprocessing_sha(),
        "heads_sha256": hashlib.sha256(blob).hexdigest(),
        "layers": list(head.layers),
        "temperature": head.temperature,
        "line_temperature": head.line_temperature,
        "doubt": head.doubt,
        "about": about,
    }
    _describe(folder / DESCRIPTION_FILE, description)


def write_sentence_head(folder: Path, head: SentenceHead, about: dict[str, Any]) -> None:
    """Write the sentence head as `write_heads` writes the other, in half precision."""
    folder.mkdir(parents=True, exist_ok=True)
    parts = ("centre", "basis", "points", "weight", "mean")
    blob = save({part: getattr(head, part).astype(np.float16) for part in parts})
    (folder / SENTENCE_FILE).write_bytes(blob)
    description = {
        "weights_sha256": WEIGHTS_SHA256,
        "preprocessing": preprocessing_sha(),
        "head_sha256": hashlib.sha256(blob).hexdigest(),
        "layers": list(head.layers),
        "about": about,
    }
    _describe(folder / SENTENCE_DESCRIPTION_FILE, description)


def _describe(path: Path, description: dict[str, Any]) -> None:
    text = json.dumps(description, indent=2, ensure_ascii=False) + "\n"
    path.write_text(text, encoding="utf-8")
