"""kill -9 of either process, at any moment: it comes back, and what was begun is finished."""

import httpx
import pytest

from tests.support.instance import Instance

SONGS = 60
WORDS = """the river runs and I am walking home again
under the quiet evening sky with nothing in my hands
somebody left a lamp alight behind the kitchen window
and every step along the gravel sounds like coming back
I count the boats, I count the birds, I do not count the hours
the water keeps the colour of the day a little longer
"""


@pytest.fixture
def lyrics_file() -> bytes:
    """A catalogue of songs with words, as JSON lines."""
    import json

    rows = [
        {"title": f"Song {n}", "artist": f"Band {n % 7}", "lyrics": f"{WORDS}verse number {n}"}
        for n in range(SONGS)
    ]
    return "\n".join(json.dumps(row) for row in rows).encode()


def test_an_import_survives_the_death_of_both_processes(
    empty: Instance, lyrics_file: bytes
) -> None:
    empty.start()
    client = empty.person()
    started = client.post(
        "/me/library/import", files={"file": ("songs.jsonl", lyrics_file, "application/jsonl")}
    )
    assert started.status_code == 202, started.text
    ids = started.json()
    empty.kill("worker")
    empty.kill("web")
    empty.wait_ready()
    empty.finish_job(client, ids["job_id"])
    run = client.get(f"/me/imports/{ids['import_id']}").json()
    assert (run["read"], run["added"], run["refused"]) == (SONGS, SONGS, {})

    def all_scored() -> bool:
        found = client.get("/me/library", params={"limit": 1, "q": "Song"}).json()
        summary = client.get("/me/library/summary").json()
        return bool(found["total"] == summary["known"] == SONGS)

    empty.wait_for(all_scored, "every song scored")
    again = client.post(
        "/me/library/import", files={"file": ("songs.jsonl", lyrics_file, "application/jsonl")}
    ).json()
    empty.finish_job(client, again["job_id"])
    assert client.get(f"/me/imports/{again['import_id']}").json()["added"] == 0


def test_signing_in_and_logging_go_on_after_the_web_process_died(empty: Instance) -> None:
    empty.start()
    client = empty.person()
    entry = client.post("/mood/record", json={"valence": 0.2, "arousal": 0.1}).json()
    empty.kill("web")

    def answers() -> bool:
        return client.get(f"/mood/records/{entry['id']}").status_code == httpx.codes.OK

    empty.wait_for(answers, "the entry is there")
