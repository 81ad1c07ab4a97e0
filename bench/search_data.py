"""Made-up songs for the search benchmark: a mixture of clusters on the sphere, always the same.

Real embeddings are neither uniform nor centred: clusters of very different sizes, a common
direction, and a few directions that carry most of the spread. A recall measured on plain noise
would say nothing.
"""

from dataclasses import dataclass
from uuid import UUID, uuid5

import numpy as np
from numpy.typing import NDArray

from vectorstore.types import LYRIC_DIMS, SHARED, Six, SongPoint

GENRES = (
    "pop", "rock", "hiphop", "jazz", "classical", "metal",
    "folk", "electronic", "rnb", "country", "latin", "blues",
)  # fmt: skip
LANGUAGES = ("en", "es", "fr", "de", "ja", "ko", "pt")
_SPOKEN = (0.6, 0.12, 0.07, 0.06, 0.05, 0.05, 0.05)
_CLUSTERS, _RANK, _SPACE = 400, 32, UUID(int=0)
ME = "listener-1"

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Songs:
    """Columns of n songs; `own` marks the few that belong to one listener.

    `first` is the number of the first one, where many are made in parts.
    """

    lyric: Floats  # (n, 384), length 1
    six: NDArray[np.float64]  # (n, 6)
    popularity: Floats
    freshness: Floats
    genre: Ints
    artist: Ints
    language: Ints
    year: Ints
    explicit: Ints
    own: NDArray[np.bool_]
    first: int = 0

    def __len__(self) -> int:
        """How many songs."""
        return len(self.year)

    def point(self, i: int) -> SongPoint:
        """One song as it is stored."""
        v, a, h, s, an, r = self.six[i].tolist()
        six: Six = (v, a, h, s, an, r)
        track = track_id(self.first + i)
        return SongPoint(
            id=track,
            track_id=track,
            owner_key=ME if self.own[i] else SHARED,
            lyric=self.lyric[i],
            six=six,
            popularity=float(self.popularity[i]),
            freshness=float(self.freshness[i]),
            payload={
                "genre": [GENRES[self.genre[i]]],
                "artist": [f"artist-{self.artist[i]}"],
                "language": LANGUAGES[self.language[i]],
                "year": int(self.year[i]),
                "explicit": int(self.explicit[i]),
            },
        )


def track_id(i: int) -> UUID:
    """The same id for the same row, always."""
    return uuid5(_SPACE, f"song:{i}")


def make(n: int, *, seed: int = 1, first: int = 0) -> Songs:
    """`n` songs; other seeds give other songs of the same world (for held-out queries)."""
    centres, spread, sizes = _world()
    rng = np.random.default_rng(seed)
    cluster = rng.choice(_CLUSTERS, size=n, p=sizes)
    noise = rng.standard_normal((n, _RANK), dtype=np.float32) @ spread
    lyric = centres[cluster] + noise
    lyric += 0.02 * rng.standard_normal((n, LYRIC_DIMS), dtype=np.float32)
    lyric /= np.linalg.norm(lyric, axis=1, keepdims=True)
    year = rng.integers(1960, 2026, n)
    return Songs(
        lyric=lyric.astype(np.float32),
        six=_moods(rng, cluster),
        popularity=rng.beta(1.2, 6, n).astype(np.float32),
        freshness=((year - 1950) / 100).astype(np.float32),
        genre=(cluster + rng.integers(0, 2, n)) % len(GENRES),
        artist=rng.zipf(1.6, n) % 20_000,
        language=rng.choice(len(LANGUAGES), size=n, p=_SPOKEN),
        year=year,
        explicit=(rng.random(n) < 0.15).astype(np.int64),
        own=rng.random(n) < 0.002,
        first=first,
    )


def _world() -> tuple[Floats, Floats, NDArray[np.float64]]:
    rng = np.random.default_rng(7)
    centres = rng.standard_normal((_CLUSTERS, LYRIC_DIMS)).astype(np.float32)
    centres /= np.linalg.norm(centres, axis=1, keepdims=True)
    common = rng.standard_normal(LYRIC_DIMS).astype(np.float32)
    centres += 0.6 * common / np.linalg.norm(common)
    spread = (0.11 * rng.standard_normal((_RANK, LYRIC_DIMS)) / np.sqrt(_RANK)).astype(np.float32)
    sizes = 1 / np.arange(1, _CLUSTERS + 1) ** 0.7
    return centres, spread, sizes / sizes.sum()


def _moods(rng: np.random.Generator, cluster: Ints) -> NDArray[np.float64]:
    """Each cluster of words leans to a mood; the six follow from valence and arousal."""
    lean = np.random.default_rng(11).uniform(-0.8, 0.8, (_CLUSTERS, 2))
    plane = np.clip(lean[cluster] + 0.25 * rng.standard_normal((len(cluster), 2)), -1, 1)
    v, a = plane.T
    return np.column_stack(
        [v, a, (1 + v) * (1 + a) / 4, (1 - v) * (1 - a) / 4, (1 - v) * (1 + a) / 4,
         (1 + v) * (1 - a) / 4]
    )  # fmt: skip
