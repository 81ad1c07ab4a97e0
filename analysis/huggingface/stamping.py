"""What identifies the moods of a model by setting; no model library is loaded."""

import hashlib
import json
from collections.abc import Sequence

from analysis.choice import ModelChoice
from analysis.errors import LabelMapInvalid
from analysis.huggingface.folders import Found, find_model
from analysis.huggingface.labels import SETTING, LabelMap, read_map
from analysis.huggingface.reference import VERSES
from analysis.preprocessing import preprocessing_sha
from analysis.training.prompts import PROMPTS

READING_VERSION = 1  # a new one whenever the same model would say something else of a song
_NAME_CHARS = 100  # a stamp has room for 200


def examine(choice: ModelChoice) -> tuple[Found, LabelMap | None]:
    """Find a model and what its labels say; None for an encoder, which has no labels.

    Raises:
        ModelError: there is none, or it cannot tell moods; says what to do.
    """
    found = find_model(choice.model, download=choice.download)
    if found.kind == "classifier":
        return found, read_map(choice.labels, found.labels)
    if choice.labels.strip():
        raise LabelMapInvalid(
            f"{found.name} is an encoder of sentences and has no labels: unset {SETTING}"
        )
    return found, None


def mood_stamp(found: Found, labels: LabelMap | None, languages: Sequence[str]) -> str:
    """Return the stamp: name, files, preprocessing, and how the model is read."""
    parts = stamp_parts(found, labels, languages)
    return f"mood:{parts['model']}:{found.mark}:p{parts['preprocessing']}:l{parts['reading']}"


def stamp_parts(
    found: Found, labels: LabelMap | None, languages: Sequence[str]
) -> dict[str, str | int | float]:
    """Return what the stamp is made of."""
    read = [labels.labels, labels.rows, found.several] if labels else [PROMPTS, VERSES]
    text = json.dumps([READING_VERSION, found.kind, read, sorted(set(languages) or {"en"})])
    return {
        "model": found.name[:_NAME_CHARS],
        "files": found.mark,
        "preprocessing": preprocessing_sha(),
        "reading": hashlib.sha256(text.encode()).hexdigest()[:8],
    }
