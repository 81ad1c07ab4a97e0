"""The data sets: file names inside the data folder, how rows are read, what they hash to."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from analysis.affect import MOODS
from analysis.heads import Array
from analysis.training.targets import GOEMOTIONS, XED, soft_target

GOEMOTIONS_FILE = "emotion/goemotions_train.jsonl"
XED_FILE = "emotion/xed_en.jsonl"
EMOBANK_FILE = "emotion/emobank_train.jsonl"
SONGS_FILE = "original/songs.jsonl"
LINES_PATH = Path(__file__).parent / "lines.json"  # ours, and small: kept with the recipe
TRAINING_FILES = (GOEMOTIONS_FILE, XED_FILE, EMOBANK_FILE, SONGS_FILE)


@dataclass(frozen=True, slots=True)
class Labelled:
    """Texts and what they are labelled with.

    Attributes:
        texts: n texts.
        targets: (n, k) shares of the four moods, or one number per text.
    """

    texts: Sequence[str]
    targets: Array


def read_rows(folder: Path, name: str) -> list[dict[str, Any]]:
    """Read one file of JSON lines.

    Raises:
        FileNotFoundError: the data folder has no such file.
    """
    with (folder / name).open(encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def file_sha256(folder: Path, name: str) -> str:
    """Return the hash by which the description names a data file."""
    with (folder / name).open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def read_emotions(folder: Path) -> list[Labelled]:
    """Read GoEmotions and XED, without the rows whose labels say nothing of the four moods."""
    sets = []
    for name, table in ((GOEMOTIONS_FILE, GOEMOTIONS), (XED_FILE, XED)):
        rows = [(row["text"], soft_target(row["labels"], table)) for row in read_rows(folder, name)]
        kept = [(text, target) for text, target in rows if target is not None]
        sets.append(Labelled([text for text, _ in kept], np.stack([t for _, t in kept])))
    return sets


def read_valence(folder: Path) -> Labelled:
    """Read the valence of EmoBank, (n, 1) in [-1, 1]."""
    rows = read_rows(folder, EMOBANK_FILE)
    return Labelled([r["text"] for r in rows], np.array([[r["v"]] for r in rows], dtype=np.float32))


def read_plane(folder: Path) -> Labelled:
    """Read valence and arousal of EmoBank, (n, 2) in [-1, 1]."""
    rows = read_rows(folder, EMOBANK_FILE)
    plane = np.array([[row["v"], row["a"]] for row in rows], dtype=np.float32)
    return Labelled([row["text"] for row in rows], plane)


def read_songs(folder: Path) -> Labelled:
    """Read the original songs with their writers' soft labels, (n, 4)."""
    rows = read_rows(folder, SONGS_FILE)
    soft = [[row["soft"][mood] for mood in MOODS] for row in rows]
    return Labelled([row["text"] for row in rows], np.array(soft, dtype=np.float32))


def plain_lines() -> Labelled:
    """Read the plain lines written for the recipe, with the mood each says outright."""
    found: dict[str, list[str]] = json.loads(LINES_PATH.read_text(encoding="utf-8"))
    moods = [at for at, mood in enumerate(MOODS) for _ in found[mood]]
    return Labelled(
        [line for mood in MOODS for line in found[mood]], np.eye(4, dtype=np.float32)[moods]
    )
