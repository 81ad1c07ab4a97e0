"""Search against numpy: the same songs, queries and filters, in one process and one run.

The baseline is an exact scan: one matrix product of all blend vectors with the query, a mask per
query computed from plain columns, and the best k by partition. It has no durability, no payload
and no updates, so it is the limit, not a rival.

    python -m bench.search [--size N] [--queries N] [--json]
"""

import argparse
import json
import resource
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple
from uuid import UUID

import numpy as np
from numpy.typing import NDArray

from bench.search_data import GENRES, LANGUAGES, ME, Songs, make, track_id
from vectorstore import blend, edge_space, open_store
from vectorstore.base import VectorStore
from vectorstore.types import SearchFilter, SearchRequest, Six, Vector, Weights

GENERATION = "songs__bench"
WEIGHTS = Weights(lyric=0.6, mood=0.4, popularity=0.15, freshness=0.1)
OWNERS = ("", ME)
Mask = Callable[[], NDArray[np.bool_]]
Answer = Callable[[SearchRequest], list[UUID]]


class Case(NamedTuple):
    """One kind of search: its filter, said twice, and how many songs it brings."""

    name: str
    filter: SearchFilter
    mask: Mask
    limit: int
    with_vectors: bool = False


class Measured(NamedTuple):
    """Seconds and processor seconds per query, and the ids found."""

    seconds: list[float]
    cpu: list[float]
    found: list[set[UUID]]

    def ms(self, percent: int) -> float:
        """A percentile, in milliseconds."""
        return float(np.percentile(self.seconds, percent)) * 1e3


def main() -> None:
    """Run every case and print a table, or one JSON object."""
    parser = argparse.ArgumentParser(description=__doc__, prog="python -m bench.search")
    parser.add_argument("--size", type=int, default=100_000, help="songs")
    parser.add_argument("--queries", type=int, default=100, help="queries of each case")
    parser.add_argument("--json", action="store_true", help="one JSON object")
    args = parser.parse_args()
    figures = run(args.size, args.queries)
    if args.json:
        print(json.dumps(figures))
        return
    for name, value in figures.items():
        print(f"{name:34} {value:>12,.3f}")


def run(size: int, queries: int) -> dict[str, float]:
    """Measure; the figures by name."""
    songs, held_out = make(size), make(queries, seed=2)
    matrix, ids = matrix_of(songs), np.array([track_id(i) for i in range(size)])
    figures: dict[str, float] = {"songs": size, "queries": queries}
    with tempfile.TemporaryDirectory() as folder:
        figures |= _build(folder, songs)
        figures["disk_mb"] = edge_space.size(Path(folder)) / 1e6
        started = time.perf_counter()
        store = open_store(f"edge://{Path(folder).absolute()}/store")
        store.count("songs")
        figures["open_s"] = time.perf_counter() - started
        for case in _cases(songs):
            figures |= _compare(store, case, held_out, matrix, ids)
        store.close()
    recalls = [v for k, v in figures.items() if k.startswith("recall_at_10_")]
    figures["recall_at_10"] = statistics.fmean(recalls)
    figures["peak_rss_mb"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return figures


def _build(folder: str, songs: Songs) -> dict[str, float]:
    store = open_store(f"edge://{Path(folder).absolute()}/store")
    store.create(GENERATION, model_stamp="bench")
    points = [songs.point(i) for i in range(len(songs))]
    started = time.perf_counter()
    store.upsert(GENERATION, points)
    store.flush(GENERATION)
    seconds = time.perf_counter() - started
    store.activate(GENERATION)
    store.close()
    return {"insert_points_per_s": len(songs) / seconds}


def _cases(songs: Songs) -> list[Case]:
    """Every search filters by owner; the strict one by everything a listener can set."""
    seen = np.ones(len(songs), dtype=bool)  # the listener's own and the shared ones: all here
    heard = range(0, len(songs), max(1, len(songs) // 200))
    strict = SearchFilter(
        owner_keys=OWNERS,
        not_genres=("metal", "country"),
        explicit_ok=False,
        year_from=1980,
        languages=("en", "es", "fr"),
    )

    def passes_strict() -> NDArray[np.bool_]:
        genres = [GENRES.index(g) for g in strict.not_genres]
        languages = [LANGUAGES.index(code) for code in strict.languages]
        return np.asarray(
            ~np.isin(songs.genre, genres)
            & (songs.explicit == 0)
            & (songs.year >= 1980)
            & np.isin(songs.language, languages)
        )

    def not_heard() -> NDArray[np.bool_]:
        mask = seen.copy()
        mask[heard] = False
        return mask

    recent = SearchFilter(owner_keys=OWNERS, exclude_track_ids=[track_id(i) for i in heard])
    mine = range(7, len(songs), max(1, len(songs) // 2000))
    library = SearchFilter(owner_keys=OWNERS, only_track_ids=[track_id(i) for i in mine])

    def in_library() -> NDArray[np.bool_]:
        mask = np.zeros(len(songs), dtype=bool)
        mask[mine] = True
        return mask

    return [
        Case("search", SearchFilter(owner_keys=OWNERS), lambda: seen, 10),
        Case("filtered", strict, passes_strict, 10),
        Case("not_recent", recent, not_heard, 10),
        Case("library", library, in_library, 10),
        Case("candidates", strict, passes_strict, 300, with_vectors=True),
    ]


def _compare(
    store: VectorStore, case: Case, held_out: Songs, matrix: Vector, ids: NDArray[np.object_]
) -> dict[str, float]:
    requests = [_request(case, held_out, i) for i in range(len(held_out))]
    baseline, ours = _in_turns(
        requests,
        lambda r: _exact(r, case, matrix, ids),
        lambda r: [hit.id for hit in store.search("songs", r)],
    )
    agreed = [len(a & b) / max(1, len(a)) for a, b in zip(baseline.found, ours.found, strict=True)]
    return {
        f"numpy_p50_ms_{case.name}": baseline.ms(50),
        f"p50_ms_{case.name}": ours.ms(50),
        f"p95_ms_{case.name}": ours.ms(95),
        f"ratio_{case.name}": ours.ms(50) / baseline.ms(50),
        f"ratio_cpu_{case.name}": statistics.median(ours.cpu) / statistics.median(baseline.cpu),
        f"recall_at_{case.limit}_{case.name}": statistics.fmean(agreed),
    }


def _request(case: Case, held_out: Songs, i: int) -> SearchRequest:
    v, a, h, s, an, r = held_out.six[i].tolist()
    mood: Six = (v, a, h, s, an, r)
    return SearchRequest(
        taste=held_out.lyric[i],
        mood=mood,
        weights=WEIGHTS,
        filter=case.filter,
        limit=case.limit,
        with_vectors=case.with_vectors,
    )


def _exact(
    request: SearchRequest, case: Case, matrix: Vector, ids: NDArray[np.object_]
) -> list[UUID]:
    query, _ = blend.asked(request, matrix.shape[1] - blend.EXTRA)
    scores = matrix @ query
    scores[~case.mask()] = -np.inf
    top = np.argpartition(-scores, request.limit)[: request.limit]
    return list(ids[top[np.argsort(-scores[top])]])


def _in_turns(requests: list[SearchRequest], *answers: Answer) -> list[Measured]:
    """Each query to one after the other, so that a busy machine is busy for all of them."""
    measured = [Measured([], [], []) for _ in answers]
    for request in [*requests[:3], *requests]:  # the first three warm up
        for answer, kept in zip(answers, measured, strict=True):
            started, worked = time.perf_counter(), time.process_time()
            found = answer(request)
            kept.seconds.append(time.perf_counter() - started)
            kept.cpu.append(time.process_time() - worked)
            kept.found.append(set(found))
    return [Measured(m.seconds[3:], m.cpu[3:], m.found[3:]) for m in measured]


def matrix_of(songs: Songs) -> Vector:
    """All stored vectors, computed in one go and checked against the store's own function."""
    moods = np.column_stack([songs.six[:, 2:], (songs.six[:, :2] + 1) / 2])
    tail = np.column_stack([moods, (moods**2).sum(1), songs.popularity, songs.freshness])
    matrix = np.hstack([songs.lyric, blend.SCALE * tail]).astype(np.float32)
    p = songs.point(0)
    np.testing.assert_allclose(
        matrix[0], blend.stored(p.lyric, p.six, p.popularity, p.freshness), atol=1e-6
    )
    return matrix


if __name__ == "__main__":
    main()
