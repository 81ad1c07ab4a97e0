"""Gathering the features the recipe reads, kept in a cache folder between runs."""

import hashlib
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np

from analysis.encoders.minilm import MiniLM
from analysis.encoders.texts import encode_texts
from analysis.encoders.weights import WEIGHTS_SHA256
from analysis.heads import Array
from analysis.preprocessing import preprocessing_sha
from analysis.training.features import SongStates, encode_songs
from analysis.training.recipe import Evidence, Recipe
from analysis.training.sentences import SentenceRecipe
from analysis.training.sources import (
    EMOBANK_FILE,
    GOEMOTIONS_FILE,
    SONGS_FILE,
    XED_FILE,
    file_sha256,
    plain_lines,
    read_emotions,
    read_plane,
    read_songs,
    read_valence,
)


class Cache:
    """Arrays by name, valid for one encoder, one preprocessing and one version of the data."""

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder

    def get(self, key: str, make: Callable[[], dict[str, Array]]) -> dict[str, Array]:
        """Return the arrays made before under this key, or make and keep them."""
        if self._folder is None:
            return make()
        parts = f"{key} {WEIGHTS_SHA256} {preprocessing_sha()}"
        path = self._folder / f"{hashlib.sha256(parts.encode()).hexdigest()[:16]}.npz"
        if path.is_file():
            with np.load(path) as stored:
                return dict(stored)
        arrays = make()
        self._folder.mkdir(parents=True, exist_ok=True)
        np.savez(path, allow_pickle=False, **arrays)
        return arrays


def collect(data: Path, recipe: Recipe, encoder: MiniLM, cache: Cache) -> Evidence:
    """Encode the training sets (about five minutes on two cores without a cache).

    Raises:
        FileNotFoundError: the data folder lacks a set.
    """
    layers = recipe.layers

    def texts(name: str, rows: list[str]) -> Array:
        named = f"{name} {file_sha256(data, name)}"
        return cached_texts(cache, encoder, named, rows, layers)

    emotions = read_emotions(data)
    valence = read_valence(data)
    songs = read_songs(data)
    lines = plain_lines()
    names = (GOEMOTIONS_FILE, XED_FILE)
    return Evidence(
        emotions=[
            (texts(name, list(one.texts)), one.targets)
            for name, one in zip(names, emotions, strict=True)
        ],
        valence=(texts(EMOBANK_FILE, list(valence.texts)), valence.targets),
        songs=cached_songs(
            cache,
            encoder,
            f"{SONGS_FILE} {file_sha256(data, SONGS_FILE)}",
            list(songs.texts),
            layers,
        ),
        lines=(encode_texts(encoder, lines.texts, layers), lines.targets),
    )


def collect_sentences(
    data: Path, recipe: SentenceRecipe, encoder: MiniLM, cache: Cache
) -> tuple[Array, Array]:
    """Encode EmoBank's training part with the layers of the sentence head.

    Returns:
        (n, features) mean states and (n, 2) valence and arousal.

    Raises:
        FileNotFoundError: the data folder lacks it.
    """
    known = read_plane(data)
    name = f"{EMOBANK_FILE} {file_sha256(data, EMOBANK_FILE)}"
    return cached_texts(cache, encoder, name, known.texts, recipe.layers), known.targets


def cached_texts(
    cache: Cache, encoder: MiniLM, name: str, texts: Sequence[str], layers: tuple[int, ...]
) -> Array:
    """Encode short texts, or read what an earlier run encoded."""
    key = f"texts {name} {layers}"
    return cache.get(key, lambda: {"x": encode_texts(encoder, texts, layers)})["x"]


def cached_songs(
    cache: Cache, encoder: MiniLM, name: str, texts: list[str], layers: tuple[int, ...]
) -> SongStates:
    """Encode songs, or read what an earlier run encoded."""

    def make() -> dict[str, Array]:
        states = encode_songs(encoder, texts, layers)
        owner = states.owner.astype(np.float32)  # below 2^24: exact
        return {"sums": states.sums, "pieces": states.pieces, "owner": owner}

    got = cache.get(f"songs {name} {layers}", make)
    return SongStates(got["sums"], got["pieces"], got["owner"].astype(np.int64), len(texts))
