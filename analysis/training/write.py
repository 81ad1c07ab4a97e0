"""Writing the heads' file and its description."""

import hashlib
import json
from pathlib import Path
from typing import Any

from safetensors.numpy import save

from analysis.artifact import DESCRIPTION_FILE, HEADS_FILE
from analysis.encoders.weights import ENCODER_NAME, WEIGHTS_SHA256
from analysis.heads import MoodHead
from analysis.preprocessing import preprocessing_sha


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
    text = json.dumps(description, indent=2, ensure_ascii=False) + "\n"
    (folder / DESCRIPTION_FILE).write_text(text, encoding="utf-8")
