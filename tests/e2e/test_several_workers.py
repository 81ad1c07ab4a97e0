"""Two web and two worker processes on PostgreSQL and a Qdrant server: one dies, nothing is lost."""

import itertools
import json
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.e2e.conftest import free_port_number
from tests.support.fleet import Fleet
from tests.support.qdrant_server import QdrantServer

SONGS = 200
PERSON = {"email": "mara@example.com", "password": "harbour lamp at low water",
          "display_name": "Mara"}  # fmt: skip
pytestmark = [pytest.mark.slow, pytest.mark.timeout(900)]  # five processes start


@pytest.fixture
def fleet(tmp_path: Path, postgres_url: str, server: QdrantServer) -> Iterator[Fleet]:
    made = Fleet(tmp_path / "data", postgres_url, server.url)
    yield made
    made.stop()


def songs() -> bytes:
    """Songs of words that are sung, no line twice in one."""
    who = ("I am", "you are", "we were", "she is", "they are", "the night is")
    does = ("walking home", "crying alone", "dancing slowly", "waiting here", "burning bright")
    where = ("in the quiet rain", "under an empty sky", "by the river again", "with broken hearts")
    lines = [" ".join(words) for words in itertools.product(who, does, where)]
    rows = [
        {
            "title": f"Song {n}", "artist": f"Band {n % 7}",
            "lyrics": "\n".join(random.Random(n).sample(lines, 24)),
        }
        for n in range(SONGS)
    ]  # fmt: skip
    return "\n".join(json.dumps(row) for row in rows).encode()


def job(client: httpx.Client, job_id: str) -> dict[str, Any]:
    found: dict[str, Any] = client.get(f"/me/jobs/{job_id}").json()
    return found


def half_way(client: httpx.Client, kind: str) -> dict[str, Any] | None:
    """The job of a kind that is in its middle."""
    return next(
        (
            found for found in client.get("/me/jobs").json()["items"]
            if found["kind"] == kind and found["state"] == "running"
            and 0 < found["done"] < found["total"]
        ), None,
    )  # fmt: skip


def test_the_jobs_of_a_dead_worker_are_finished_by_the_other(
    fleet: Fleet, server: QdrantServer
) -> None:
    engines = {name: f"http://127.0.0.1:{free_port_number()}" for name in ("one", "two")}
    ports = {name: free_port_number() for name in engines}
    for name, engine in engines.items():
        fleet.worker(name, engine)
        fleet.web(ports[name], engine)
    for port in ports.values():
        fleet.wait_ready(port)
    through = {name: fleet.client(port) for name, port in ports.items()}
    assert through["one"].post("/auth/register", json=PERSON).status_code == 201
    token = through["one"].post("/auth/login", json=PERSON).json()["access_token"]
    for client in through.values():  # what one web process signed the other believes
        client.headers["Authorization"] = f"Bearer {token}"
    files = {"file": ("songs.jsonl", songs(), "application/jsonl")}
    imported = through["two"].post("/me/library/import", files=files).json()

    scoring = fleet.wait_for(
        lambda: half_way(through["one"], "song_moods.score_waiting"), "scoring half way"
    )
    dead, run_of_the_dead, _ = fleet.begun(scoring["id"])
    other = "two" if dead == "one" else "one"
    fleet.kill(dead)
    here = through[other]
    fleet.wait_for(lambda: job(here, scoring["id"])["state"] == "done", "scored by the other")
    assert fleet.begun(scoring["id"])[0] == other
    done = job(here, scoring["id"])
    assert done["done"] == done["total"]
    fleet.wait_for(
        lambda: job(here, imported["job_id"])["state"] not in ("waiting", "running"), "imported"
    )
    run = here.get(f"/me/imports/{imported['import_id']}").json()
    assert (run["read"], run["added"], run["refused"]) == (SONGS, SONGS, {})
    summary = fleet.wait_for(
        lambda: (s := here.get("/me/library/summary").json())["known"] >= SONGS and s, "all known"
    )
    assert summary["known"] == SONGS
    index = fleet.wait_for(
        lambda: (i := here.get("/admin/index").json())["points"] >= SONGS
        and i["waiting"] == 0 and i,
        "all in the index",
    )  # fmt: skip
    assert (index["songs"], index["points"]) == (SONGS, SONGS)
    assert set(fleet.workers()) == {other, "leader"}  # the dead one was struck off
    assert fleet.workers()["leader"] == fleet.workers()[other] != run_of_the_dead

    # The dead one comes back while the other builds: it leaves that job alone.
    server.latency_s = 0.5
    build = here.post("/admin/index/rebuild").json()["job_id"]
    fleet.wait_for(lambda: job(here, build)["state"] == "running", "a build begun")
    assert fleet.begun(build)[0] == other
    before = (fleet.begun(build), job(here, build)["started_at"])
    fleet.worker(dead, engines[dead])
    fleet.wait_ready(ports[dead])
    assert job(here, build)["state"] == "running"
    assert set(fleet.workers()) == {"one", "two", "leader"}
    server.latency_s = 0.0
    fleet.wait_for(lambda: job(here, build)["state"] == "done", "built")
    assert (fleet.begun(build), job(here, build)["started_at"]) == before
    index = here.get("/admin/index").json()
    assert (index["songs"], index["points"]) == (SONGS, SONGS)
    assert [(g["number"], g["state"]) for g in index["generations"]] == [
        (2, "active"), (1, "retired"),
    ]  # fmt: skip
    assert fleet.workers()["leader"] == fleet.workers()[other]
