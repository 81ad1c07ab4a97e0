"""The committed heads as files: what they are, where they lie, whether they are whole."""

import hashlib
import json
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from analysis.errors import ModelMismatch, ModelMissing

ARTIFACTS = Path(__file__).parent / "artifacts"
HEADS_FILE = "mood.safetensors"
DESCRIPTION_FILE = "mood.json"


@dataclass(frozen=True, slots=True)
class Description:
    """What the heads were trained with.

    Attributes:
        name: of the embedded model.
        weights_sha256: encoder weights the heads were trained on.
        preprocessing: digest of the preprocessing they were trained with.
        heads_sha256: of the heads' file.
        layers: hidden states the heads read, in order.
        temperature: the calibration of the song's shares.
        line_temperature: the calibration of one line's shares.
        doubt: part of the shares that all moods get alike.
        about: recipe, data hashes, seeds and figures, for people.
    """

    name: str
    weights_sha256: str
    preprocessing: str
    heads_sha256: str
    layers: tuple[int, ...]
    temperature: float
    line_temperature: float
    doubt: float
    about: dict[str, Any]


@lru_cache(maxsize=4)
def read_description(folder: Path = ARTIFACTS) -> Description:
    """Read the description beside the heads (JSON, no model library needed).

    Raises:
        ModelMissing: there is none.
    """
    try:
        raw = json.loads((folder / DESCRIPTION_FILE).read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        message = f"no trained heads in {folder}: run python -m analysis.training"
        raise ModelMissing(message) from error
    return Description(
        name=raw["name"],
        weights_sha256=raw["weights_sha256"],
        preprocessing=raw["preprocessing"],
        heads_sha256=raw["heads_sha256"],
        layers=tuple(raw["layers"]),
        temperature=float(raw["temperature"]),
        line_temperature=float(raw["line_temperature"]),
        doubt=float(raw["doubt"]),
        about=raw["about"],
    )


def heads_path(folder: Path = ARTIFACTS) -> Path:
    """Return the heads' file after comparing its hash with the description.

    Raises:
        ModelMissing: there is no description.
        ModelMismatch: the file is not the one described.
    """
    return whole(folder / HEADS_FILE, read_description(folder).heads_sha256, DESCRIPTION_FILE)


def whole(path: Path, sha256: str, description: str) -> Path:
    """Return a file after comparing its hash with the one its description gives.

    Raises:
        ModelMismatch: the file is not there, or another.
    """
    found = hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else "none"
    if found != sha256:
        message = f"{path.name} is not the file {description} describes: train again"
        raise ModelMismatch(message)
    return path
