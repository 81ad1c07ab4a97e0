"""How the embedded song index grows: load N songs, open them in another process, answer.

Loading and answering each have a process of their own, so that the memory is the store's alone.
The baseline, in the same run and turn by turn, is an exact scan by numpy of the same vectors with
the same filter. Songs are made in parts and never all in memory but for the baseline's matrix.

    python -m bench.growth [--size N] [--queries N] [--json]
"""

import argparse
import json
import multiprocessing
import tempfile
import time
from collections.abc import Callable, Iterator
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any
from uuid import UUID

import numpy as np

from bench.search import OWNERS, WEIGHTS, matrix_of
from bench.search_data import Songs, make, track_id
from vectorstore import blend, edge_space, open_store
from vectorstore.types import SearchFilter, SearchRequest, Vector

GENERATION = "songs__bench"
PART = 50_000
STRICT = SearchFilter(owner_keys=OWNERS, explicit_ok=False, year_from=1980)
MB = 1e6


def main() -> None:
    """Load, open, ask; print a table, or one JSON object."""
    parser = argparse.ArgumentParser(description=__doc__, prog="python -m bench.growth")
    parser.add_argument("--size", type=int, default=100_000, help="songs")
    parser.add_argument("--queries", type=int, default=30, help="queries with and without filter")
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
    with tempfile.TemporaryDirectory() as folder:
        url = f"edge://{Path(folder).absolute()}/store"
        with _process(_load, url, size) as loaded:
            figures = {"songs": size, **loaded.recv()}
        figures["disk_mb"] = edge_space.size(Path(folder)) / MB
        matrix, passes = _baseline(size)
        with _process(_answer, url) as answering:
            figures |= answering.recv()
            for name, wanted, mask in (
                ("search", SearchFilter(owner_keys=OWNERS), None),
                ("filtered", STRICT, passes),
            ):
                requests = _requests(queries, wanted)
                figures |= _compare(name, requests, answering, matrix, mask)
            answering.send(None)
            figures |= answering.recv()
    return figures


def parts(size: int) -> Iterator[Songs]:
    """The songs, some at a time; always the same."""
    for number, first in enumerate(range(0, size, PART)):
        yield make(min(PART, size - first), seed=100 + number, first=first)


class _process:  # noqa: N801 - read as a verb
    """A spawned process at the other end of a pipe."""

    def __init__(self, target: Callable[..., None], *args: Any) -> None:
        spawn = multiprocessing.get_context("spawn")
        self._mine, theirs = spawn.Pipe()
        self._child = spawn.Process(target=target, args=(theirs, *args), daemon=True)
        self._child.start()
        theirs.close()

    def __enter__(self) -> Connection:
        return self._mine

    def __exit__(self, *_: object) -> None:
        self._mine.close()
        self._child.join(60)


def _load(pipe: Connection, url: str, size: int) -> None:
    store, spent = open_store(url), 0.0
    store.create(GENERATION, model_stamp="bench")
    for songs in parts(size):
        points = [songs.point(i) for i in range(len(songs))]
        started = time.perf_counter()
        store.upsert(GENERATION, points)
        spent += time.perf_counter() - started
    started = time.perf_counter()
    store.flush(GENERATION)
    store.activate(GENERATION)
    spent += time.perf_counter() - started
    store.close()
    pipe.send({"load_s": spent, "insert_points_per_s": size / spent})


def _answer(pipe: Connection, url: str) -> None:
    before, started = _memory(), time.perf_counter()
    store = open_store(url)
    count = store.count("songs")
    opened = time.perf_counter() - started
    pipe.send({"open_s": opened, "counted": count, **_told("open", before)})
    while (request := pipe.recv()) is not None:
        started = time.perf_counter()
        hits = store.search("songs", request)
        pipe.send((time.perf_counter() - started, [hit.id for hit in hits]))
    pipe.send(_told("answering", before))
    store.close()


def _told(when: str, before: dict[str, float]) -> dict[str, float]:
    """What the store takes: its own memory, and file pages the system may take back."""
    now = _memory()
    return {
        f"memory_{when}_mb": now["RssAnon"] - before["RssAnon"],
        f"file_pages_{when}_mb": now["RssFile"] - before["RssFile"],
    }


def _memory() -> dict[str, float]:
    lines = Path("/proc/self/status").read_text().splitlines()
    pairs = (line.split(":", 1) for line in lines if line.startswith("Rss"))
    return {name: int(value.split()[0]) * 1024 / MB for name, value in pairs}


def _baseline(size: int) -> tuple[Vector, np.ndarray]:
    """All vectors, and which songs pass the strict filter."""
    matrix = np.empty((size, 384 + blend.EXTRA), np.float32)
    passes = np.empty(size, bool)
    for songs in parts(size):
        rows = slice(songs.first, songs.first + len(songs))
        matrix[rows] = matrix_of(songs)
        passes[rows] = (songs.explicit == 0) & (songs.year >= 1980)
    return matrix, passes


def _requests(queries: int, wanted: SearchFilter) -> list[SearchRequest]:
    asked = make(queries, seed=2)
    requests = []
    for i in range(queries):
        v, a, h, s, an, r = asked.six[i].tolist()
        requests.append(
            SearchRequest(
                taste=asked.lyric[i], mood=(v, a, h, s, an, r), weights=WEIGHTS,
                filter=wanted, limit=10,
            )
        )  # fmt: skip
    return requests


def _compare(
    name: str,
    requests: list[SearchRequest],
    answering: Connection,
    matrix: Vector,
    mask: np.ndarray | None,
) -> dict[str, float]:
    times: list[tuple[float, float]] = []
    shared: list[float] = []
    for request in [*requests[:2], *requests]:  # the first two warm up
        answering.send(request)
        seconds, found = answering.recv()
        started = time.perf_counter()
        true = _exact(request, matrix, mask)
        times.append((seconds, time.perf_counter() - started))
        shared.append(len(true & set(found)) / len(true))
    ours, numpy_s = np.array(times[2:]).T
    return {
        f"p50_ms_{name}": float(np.median(ours)) * 1e3,
        f"p95_ms_{name}": float(np.percentile(ours, 95)) * 1e3,
        f"numpy_p50_ms_{name}": float(np.median(numpy_s)) * 1e3,
        f"ratio_{name}": float(np.median(ours) / np.median(numpy_s)),
        f"recall_at_10_{name}": float(np.mean(shared[2:])),
    }


def _exact(request: SearchRequest, matrix: Vector, mask: np.ndarray | None) -> set[UUID]:
    query, _ = blend.asked(request, matrix.shape[1] - blend.EXTRA)
    scores = matrix @ query
    if mask is not None:
        scores[~mask] = -np.inf
    return {track_id(int(i)) for i in np.argpartition(-scores, request.limit)[: request.limit]}


if __name__ == "__main__":
    main()
