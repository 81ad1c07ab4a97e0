"""A queue's songs over REST against one bare vector search, in one process and one run.

`GET /recommendations` reads the listener's mood, likes and history, searches, ranks, diversifies,
finds the line that speaks most, and writes the answer down with its reasons. The baseline asks the
same store once for the ten nearest points.

    python -m bench.queue [--size N] [--queries N] [--json]
"""

import argparse
import asyncio
import json
import statistics
import tempfile
import time
from pathlib import Path
from typing import Any

import httpx
import numpy as np

from analysis.types import ModelStamps
from assistant import bootstrap
from assistant.accounts import service as accounts
from assistant.api import create_api
from assistant.container import Container
from assistant.core.actor import Actor
from assistant.core.logging import configure
from assistant.core.migrate import upgrade
from assistant.core.settings import Settings
from assistant.engine.inprocess import InProcessEngine
from assistant.engine.model_host import ModelHost
from assistant.index import service as index
from assistant.jobs.runtime import InlineQueue
from bench.queue_data import fill, six_of
from bench.search_data import Songs, make
from tests.support.fake_scorer import FakeScorer
from vectorstore import open_store
from vectorstore.base import VectorStore
from vectorstore.types import SearchFilter, SearchRequest, Weights

WARM_UP = 5


def main() -> None:
    """Print a table, or one JSON object with `--json`."""
    parser = argparse.ArgumentParser(prog="python -m bench.queue", description=__doc__)
    parser.add_argument("--size", type=int, default=20_000, help="songs")
    parser.add_argument("--queries", type=int, default=100, help="queues")
    parser.add_argument("--json", action="store_true", help="one JSON object")
    chosen = parser.parse_args()
    found = measure(chosen.size, chosen.queries)
    if chosen.json:
        print(json.dumps(found))
        return
    for name, value in found.items():
        print(f"{name:20} {value}")


def measure(size: int, queries: int) -> dict[str, Any]:
    """Build the catalogue, then ask both ways in turns; the figures by name."""
    configure("ERROR", "text")
    with tempfile.TemporaryDirectory() as folder:
        container, store, jobs = _installation(Path(folder))
        with container.open_uow() as uow:
            account = accounts.create(
                uow, email="bench@example.com", display_name="Bench", password_hash=None,
                role="listener",
            )  # fmt: skip
        songs = fill(
            container.open_uow, size, (container.stamps.mood, container.stamps.embedding),
            account.id,
        )  # fmt: skip
        index.ensure_active(container.open_uow, store, container.stamps)
        jobs.drain(bootstrap.handlers(container, store), container.open_uow)
        assert store.count("songs") == size
        actor = Actor(user_id=account.id)
        rest, bare, cpu, errors = asyncio.run(_in_turns(container, actor, store, songs, queries))
        store.close()
        container.sql.dispose()
    return {
        "songs": size,
        "queues": queries,
        "bare_p50_ms": round(statistics.median(bare), 2),
        "p50_ms": round(statistics.median(rest), 2),
        "p95_ms": round(float(np.percentile(rest, 95)), 2),
        "ratio_queue": round(statistics.median(rest) / statistics.median(bare), 2),
        "ratio_cpu_queue": round(cpu, 2),
        "errors": errors,
    }


def _installation(folder: Path) -> tuple[Container, VectorStore, InlineQueue]:
    settings = Settings(_env_file=None, data_dir=folder, load_sample=False)  # type: ignore[call-arg]  # pydantic-settings' own argument
    model, jobs = ModelHost(FakeScorer()), InlineQueue()
    store = open_store(f"edge://{folder / 'vectors'}")
    container = bootstrap.build(
        settings, engine=InProcessEngine(model, store), jobs=jobs,
        stamps=ModelStamps(FakeScorer.mood_stamp, FakeScorer.embedding_stamp),
    )  # fmt: skip
    upgrade(container.sql)
    return container, store, jobs


async def _in_turns(
    container: Container, actor: Actor, store: VectorStore, songs: Songs, queries: int
) -> tuple[list[float], list[float], float, int]:
    """Milliseconds of each way, their ratio in processor time, queues without ten songs."""
    container.authenticate = lambda _seen: actor
    wanted = make(queries + WARM_UP, seed=2)
    rest, bare, errors = [], [], 0
    worked: list[tuple[float, float]] = []
    transport = httpx.ASGITransport(app=create_api(container))
    async with httpx.AsyncClient(transport=transport, base_url="http://bench") as client:
        for i in range(queries + WARM_UP):
            mood = six_of(wanted, i)
            began, cpu = time.perf_counter(), [time.process_time()]
            store.search("songs", _bare(songs, i, mood))
            between = time.perf_counter()
            cpu.append(time.process_time())
            place = {"valence": mood[0], "arousal": mood[1], "limit": 10}
            answer = await client.get("/recommendations", params=place)
            ended = time.perf_counter()
            cpu.append(time.process_time())
            worked.append((cpu[1] - cpu[0], cpu[2] - cpu[1]))
            bare.append((between - began) * 1e3)
            rest.append((ended - between) * 1e3)
            errors += answer.status_code != 200 or len(answer.json()["items"]) != 10
    searched, made = (statistics.median(one) for one in zip(*worked[WARM_UP:], strict=True))
    return rest[WARM_UP:], bare[WARM_UP:], made / searched, errors


def _bare(songs: Songs, i: int, mood: Any) -> SearchRequest:
    return SearchRequest(
        taste=songs.lyric[i % len(songs)],
        mood=mood,
        weights=Weights(lyric=0.6, mood=0.4),
        filter=SearchFilter(owner_keys=("",)),
        limit=10,
    )


if __name__ == "__main__":
    main()
