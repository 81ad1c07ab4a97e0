"""Names of generations, and the checks one must pass before it answers searches."""

import hashlib
import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

import numpy as np

from vectorstore import points
from vectorstore.base import VectorStore
from vectorstore.types import (
    ALIAS,
    LYRIC_DIMS,
    Record,
    SearchFilter,
    SearchRequest,
    SongPoint,
    Vector,
    Weights,
)

PROBES = 50
NEIGHBOURS = 10
RECALL_NEEDED = 0.95
_LONGEST = 40
_COMPARED = ("genre", "artist", "language", "year", "explicit")
_CLOSE = 1e-3
"""Stored vectors may be halved to 16 bits; another song differs by far more."""


def name_for(model_stamp: str, taken: Collection[str] = ()) -> str:
    """A free name `songs__<stamp>`.

    A stamp that is no name by itself (long, or with other signs) is shortened and told apart by
    its hash. When the name is taken, as for a rebuild with the same model, `-2`, `-3` follows.
    """
    slug = re.sub(r"[^a-z0-9.-]+", "-", model_stamp.lower()).strip("-.") or "model"
    if slug != model_stamp or len(slug) > _LONGEST:
        digest = hashlib.sha256(model_stamp.encode()).hexdigest()[:8]
        slug = f"{slug[:_LONGEST].rstrip('-.')}-{digest}"
    first = f"{ALIAS}__{slug}"
    name, number = first, 1
    while name in taken:
        number += 1
        name = f"{first}-{number}"
    return name


@dataclass(frozen=True, slots=True)
class Stamp:
    """What a generation was made with; kept in the store as one line, `str(stamp)`.

    Attributes:
        mood, embedding: stamps of the models.
        dims: length of a lyric vector.
        params: digest of the preprocessing and of how a point is made.
    """

    mood: str
    embedding: str
    dims: int
    params: str

    def __str__(self) -> str:
        """The line; equal lines mean equal points of equal songs."""
        return f"{self.mood} | {self.embedding} | {self.dims} | {self.params}"


@dataclass(frozen=True, slots=True)
class Checks:
    """What was found in a generation; `passed` decides whether it may be activated.

    Attributes:
        count_expected, count_found: points in the source, points in the store.
        stamp_ok: built with the model that was asked for.
        probed, wrong: songs compared with the source; those missing or different.
        recall: share of the true 10 nearest that the normal search finds, mean over the probes.
    """

    count_expected: int
    count_found: int
    stamp_ok: bool
    probed: int
    wrong: int
    recall: float

    @property
    def passed(self) -> bool:
        """Nothing missing, nothing different, and neighbours are found."""
        return (
            self.count_found == self.count_expected
            and self.stamp_ok
            and self.wrong == 0
            and self.recall >= RECALL_NEEDED
        )


def verify(
    store: VectorStore,
    name: str,
    *,
    count: int,
    model_stamp: str,
    sample: Sequence[SongPoint],
) -> Checks:
    """Compare a finished build with its source.

    Args:
        store: where it was built.
        name: the generation.
        count: points the source says there are.
        model_stamp: the model the build was for.
        sample: songs from the source, best chosen at random; the first 50 are probed.

    Raises:
        StoreError: the generation cannot be read at all.
    """
    probes = list(sample[:PROBES])
    facts = next((g for g in store.generations() if g.name == name), None)
    dims = facts.dims if facts is not None else LYRIC_DIMS
    return Checks(
        count_expected=count,
        count_found=store.count(name),
        stamp_ok=facts is not None and facts.model_stamp == model_stamp,
        probed=len(probes),
        wrong=differing(store, name, probes, dims),
        recall=_recall(store, name, probes),
    )


def differing(store: VectorStore, name: str, probes: Sequence[SongPoint], dims: int) -> int:
    """How many of some songs are missing in a generation, or not stored as they should be."""
    stored = {r.id: r for r in store.retrieve(name, [p.id for p in probes], with_vectors=True)}
    wanted = [points.to_record(points.to_raw(probe, dims)) for probe in probes]
    return sum(w.id not in stored or not _same(stored[w.id], w) for w in wanted)


def _same(found: Record, wanted: Record) -> bool:
    if _words(found) != _words(wanted):
        return False
    return _near(found.lyric, wanted.lyric) and _near(_numbers(found), _numbers(wanted))


def _words(record: Record) -> tuple[object, ...]:
    return record.track_id, record.owner_key, {key: record.payload.get(key) for key in _COMPARED}


def _numbers(record: Record) -> Vector:
    """The embedded engine's JSON changes the last bit of a float: never compare for equality."""
    return np.array([*record.six, record.popularity, record.freshness], dtype=np.float32)


def _near(a: Vector | None, b: Vector | None) -> bool:
    return a is not None and b is not None and bool(np.allclose(a, b, rtol=0, atol=_CLOSE))


def _recall(store: VectorStore, name: str, probes: Sequence[SongPoint]) -> float:
    shares = []
    for probe in probes:
        request = SearchRequest(
            taste=probe.lyric if probe.lyric.any() else None,
            mood=probe.six,
            weights=Weights(lyric=0.6, mood=0.4),
            filter=SearchFilter(owner_keys=tuple({"", probe.owner_key})),
            limit=NEIGHBOURS,
        )
        usual = {hit.id for hit in store.search(name, request)}
        true = {hit.id for hit in store.search(name, replace(request, exact=True))}
        shares.append(len(usual & true) / max(1, len(true)))
    return sum(shares) / len(shares) if shares else 1.0
