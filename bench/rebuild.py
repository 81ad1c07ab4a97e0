"""The index rebuilt for another model under constant searches, as a worker does it.

A worker process holds the embedded store and serves searches over its socket; this one asks it
without a pause from several threads, changes songs meanwhile, and looks at every page: each song on
it must have the mood that the model of the answering generation gave it, or the page mixes two
models. The baseline are the same searches in the same run while nothing is built.

    python -m bench.rebuild [--size N] [--seconds N] [--threads N] [--json]
"""

import argparse
import json
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from uuid import UUID

import numpy as np
from numpy.typing import NDArray
from sqlmodel import col, select

from analysis.affect import Six
from analysis.types import ModelStamps
from assistant import bootstrap
from assistant.accounts import service as accounts
from assistant.container import Container
from assistant.core.actor import SYSTEM
from assistant.core.migrate import upgrade
from assistant.core.unit_of_work import OpenUow
from assistant.core.upsert import insert_new
from assistant.engine.client import EngineClient
from assistant.engine.types import Filters, SearchQuery
from assistant.index import service as index
from assistant.jobs.runtime import InlineQueue
from assistant.models.catalogue import Track
from assistant.models.index import IndexGeneration
from assistant.models.song_moods import SongEmbedding, SongMood
from bench.queue_data import BATCH, fill
from bench.rebuild_worker import settings_of
from bench.search_data import Songs, track_id

OLD = ModelStamps("mood:bench-old", "embedding:bench-old")
NEW = ModelStamps("mood:bench-new", "embedding:bench-new")
LIMIT = 20
CHANGES_PER_S = 20
_PATIENCE_S = 60.0


@dataclass(slots=True)
class Seen:
    """What the searching threads saw."""

    ms: list[float] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    pages: dict[str, int] = field(default_factory=dict)
    mixed: int = 0
    own_gap_ms: float = 0.0


def main() -> None:
    """Measure, and print a table or one JSON object."""
    parser = argparse.ArgumentParser(description=__doc__, prog="python -m bench.rebuild")
    parser.add_argument("--size", type=int, default=20_000, help="songs")
    parser.add_argument("--seconds", type=float, default=10.0, help="of searches before the build")
    parser.add_argument("--threads", type=int, default=2, help="that search")
    parser.add_argument("--json", action="store_true", help="one JSON object")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        figures = run(Path(folder), args.size, args.seconds, args.threads)
    if args.json:
        print(json.dumps(figures))
        return
    for name, value in figures.items():
        print(f"{name:26} {value:>12,.3f}")


def run(folder: Path, size: int, seconds: float, threads: int) -> dict[str, float]:
    """Measure; the figures by name."""
    settings = settings_of(folder)
    container = bootstrap.build(settings, jobs=InlineQueue(), stamps=OLD)
    upgrade(container.sql)
    songs = _fill(container.open_uow, size)
    ask = Asking(settings.engine_address, bootstrap.engine_token(settings), songs)
    with _worker(folder) as build:
        build(OLD)
        _wait_for(lambda: bool(ask.once()))
        with ask.constantly(threads) as quiet:
            time.sleep(seconds)
        with ask.constantly(threads) as during, _changing(container.open_uow, size) as changed:
            started = time.monotonic()
            build(NEW)
            build_s = time.monotonic() - started
        _wait_for(lambda: _waiting(container) == 0)
    for error in (*quiet.errors, *during.errors):
        print(error, file=sys.stderr)
    return {
        "songs": size,
        "build_s": build_s,
        "songs_per_s": size / build_s,
        "changes_meanwhile": changed[0],
        "points_less_sql": _points_less_sql(container),
        "searches_quiet": len(quiet.ms),
        "searches_during": len(during.ms),
        "errors_quiet": len(quiet.errors),
        "errors": len(during.errors),
        "mixed_pages": quiet.mixed + during.mixed,
        "pages_of_old": sum(n for name, n in during.pages.items() if "bench-old" in name),
        "pages_of_new": sum(n for name, n in during.pages.items() if "bench-new" in name),
        **_times("quiet", quiet.ms),
        **_times("during", during.ms),
        "worst_own_gap_ms": during.own_gap_ms,
        "ratio_p50": float(np.median(during.ms) / np.median(quiet.ms)),
    }


class Asking:
    """Searches over the worker's socket, each answer looked at.

    Args:
        address: the worker's.
        token: its secret.
        songs: what SQL has; the new model's moods are the old one's turned around.
    """

    def __init__(self, address: str, token: str, songs: Songs) -> None:
        self._address, self._token, self._songs = address, token, songs
        self._rows = {track_id(i): i for i in range(len(songs))}
        self._targets = np.random.default_rng(3).uniform(-1, 1, (200, 2))

    @contextmanager
    def constantly(self, threads: int) -> Iterator[Seen]:
        """Search from some threads until the block ends."""
        seen, stop = Seen(), threading.Event()
        workers = [
            threading.Thread(target=self._search, args=(seen, stop, n)) for n in range(threads)
        ]
        workers.append(threading.Thread(target=_beat, args=(seen, stop)))
        for worker in workers:
            worker.start()
        try:
            yield seen
        finally:
            stop.set()
            for worker in workers:
                worker.join()

    def once(self) -> str:
        """The generation that answers now; '' when none does."""
        try:
            return EngineClient(self._address, self._token).search(self._query(0)).generation
        except Exception:  # noqa: BLE001 - not there yet, whatever the reason
            return ""

    def _search(self, seen: Seen, stop: threading.Event, n: int) -> None:
        client = EngineClient(self._address, self._token)
        while not stop.is_set():
            n += 1
            started = time.perf_counter()
            try:
                answer = client.search(self._query(n))
            except Exception as error:  # noqa: BLE001 - counted, whatever it is
                seen.errors.append(repr(error))
                continue
            seen.ms.append((time.perf_counter() - started) * 1e3)
            seen.pages[answer.generation] = seen.pages.get(answer.generation, 0) + 1
            told = [self._is_of(answer.generation, c.track_id, c.six) for c in answer.candidates]
            seen.mixed += not (len(told) == LIMIT and all(told))

    def _query(self, n: int) -> SearchQuery:
        v, a = self._targets[n % len(self._targets)].tolist()
        six = _six_of(v, a)
        liked = track_id(n * 31 % len(self._songs))
        return SearchQuery(mood=six, taste=[(liked, 1.0)], filters=Filters(), limit=LIMIT)

    def _is_of(self, generation: str, song: UUID, six: Six) -> bool:
        told = np.array(self._songs.six[self._rows[song], :2])
        wanted = -told if "bench-new" in generation else told
        return bool(np.allclose([six.valence, six.arousal], wanted, atol=1e-3))


def _beat(seen: Seen, stop: threading.Event) -> None:
    """How long this process itself stood still: on a shared machine no search can be faster."""
    last = time.perf_counter()
    while not stop.wait(0.01):
        now = time.perf_counter()
        seen.own_gap_ms = max(seen.own_gap_ms, (now - last) * 1e3)
        last = now


@contextmanager
def _worker(folder: Path) -> Iterator[Callable[[ModelStamps], None]]:
    """A worker process; calling what it yields builds for some stamps, and waits."""
    process = subprocess.Popen(
        [sys.executable, "-m", "bench.rebuild_worker", str(folder)],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    orders, answers = process.stdin, process.stdout
    assert orders is not None
    assert answers is not None

    def build(stamps: ModelStamps) -> None:
        orders.write(json.dumps({"mood": stamps.mood, "embedding": stamps.embedding}) + "\n")
        orders.flush()
        if answers.readline() != "built\n":
            raise RuntimeError("the worker ended before it had built")

    try:
        yield build
    finally:
        process.kill()
        process.wait()


@contextmanager
def _changing(open_uow: OpenUow, size: int) -> Iterator[list[int]]:
    """Change songs now and then until the block ends; yields how many that were."""
    stop, count = threading.Event(), [0]

    def change() -> None:
        while not stop.wait(1 / CHANGES_PER_S):
            with open_uow() as uow:
                track = uow.db.get(Track, track_id(count[0] * 17 % size))
                if track is not None:
                    track.popularity = (count[0] % 100) / 100
                    index.note_change(uow, track.id, "")
            count[0] += 1

    thread = threading.Thread(target=change)
    thread.start()
    try:
        yield count
    finally:
        stop.set()
        thread.join()


def _fill(open_uow: OpenUow, size: int) -> Songs:
    """Songs with the moods of both models; the new one turns every mood around."""
    with open_uow() as uow:
        who = accounts.create(uow, email="bench@example.com", display_name="Bench", role="listener",
                              password_hash=None).id  # fmt: skip
    songs = fill(open_uow, size, (OLD.mood, OLD.embedding), who)
    for start in range(0, size, BATCH):
        ids = [track_id(i) for i in range(start, min(size, start + BATCH))]
        with open_uow() as uow:
            told = uow.db.exec(select(SongMood).where(col(SongMood.track_id).in_(ids))).all()
            read = uow.db.exec(
                select(SongEmbedding).where(
                    col(SongEmbedding.text_sha256).in_([row.text_sha256 for row in told])
                )
            ).all()
            insert_new(uow.db, [_turned(row) for row in told])
            insert_new(uow.db, [
                SongEmbedding(text_sha256=e.text_sha256, stamp=NEW.embedding, vector=e.vector)
                for e in read
            ])  # fmt: skip
    return songs


def _turned(row: SongMood) -> SongMood:
    return SongMood(
        track_id=row.track_id, owner_key=row.owner_key, stamp=NEW.mood,
        text_sha256=row.text_sha256, known=True, confidence=row.confidence, language=row.language,
        valence=-(row.valence or 0), arousal=-(row.arousal or 0), happy=row.sad, sad=row.happy,
        angry=row.relaxed, relaxed=row.angry,
    )  # fmt: skip


def _six_of(v: float, a: float) -> Six:
    return Six(v, a, (1 + v) * (1 + a) / 4, (1 - v) * (1 - a) / 4, (1 - v) * (1 + a) / 4,
               (1 + v) * (1 - a) / 4)  # fmt: skip


def _waiting(container: Container) -> int:
    with container.open_uow(read=True) as uow:
        return index.status(uow, SYSTEM, NEW).waiting


def _points_less_sql(container: Container) -> int:
    """0 when the generation in use has exactly the songs of SQL."""
    with container.open_uow(read=True) as uow:
        found = index.status(uow, SYSTEM, NEW)
        row = uow.db.exec(select(IndexGeneration).where(IndexGeneration.state == "active")).one()
        if row.mood_stamp != NEW.mood:
            raise RuntimeError("the new generation does not answer")
    return found.points - found.songs


def _wait_for(holds: Callable[[], bool]) -> None:
    until = time.monotonic() + _PATIENCE_S
    while not holds():
        if time.monotonic() > until:
            raise RuntimeError("nothing happened that the benchmark waits for")
        time.sleep(0.1)


def _times(name: str, ms: list[float]) -> dict[str, float]:
    values: NDArray[np.float64] = np.array(ms)
    return {
        f"p50_ms_{name}": float(np.percentile(values, 50)),
        f"p95_ms_{name}": float(np.percentile(values, 95)),
        f"p99_ms_{name}": float(np.percentile(values, 99)),
        f"worst_ms_{name}": float(values.max()),
    }


if __name__ == "__main__":
    main()
