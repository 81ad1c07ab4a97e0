"""The main job over HTTP: register, log a mood, score lyrics, get ten songs, push them."""

import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

import httpx
import pytest

from assistant.sample.songs import load_songs
from tests.support.instance import Instance

INTENTS = Path(__file__).parents[1] / "assistant" / "sample" / "intents.json"
MOODS = ("happy", "sad", "angry", "relaxed")
LYRICS = """We are dancing in the kitchen and the radio is loud
Laughing till the morning with the whole delighted crowd
Sunshine on the table, every window open wide
I have never been so happy with my friends all by my side
Sing it out together, let the summer evening start
There is joy in every corner, there is music in my heart"""


@pytest.fixture(scope="module")
def mara(attune: Instance) -> httpx.Client:
    """A listener."""
    return attune.person("http-mara")


def intended() -> dict[str, str]:
    """The author's mood of each sample song, by title."""
    moods = json.loads(INTENTS.read_text())
    return {song.title: moods[song.key]["mood"] for song in load_songs()}


def test_from_a_mood_to_songs_in_the_players_queue(attune: Instance, mara: httpx.Client) -> None:
    logged = mara.post("/mood/record", json={"valence": 0.6, "arousal": 0.5, "words": ["bright"]})
    assert logged.status_code == 201
    scored = mara.post("/analysis/score", json={"lyrics": LYRICS, "lines": True}).json()
    assert scored["known"] is True
    assert max(MOODS, key=lambda m: scored[m]) == "happy"
    assert [line["text"] for line in scored["lines"]] == LYRICS.split("\n")
    made = mara.post("/recommendations/queue", json={"limit": 10}).json()
    assert made["songs"] == 10
    connect(mara)
    device = mara.get("/spotify/devices").json()[0]
    started = mara.post(
        "/me/queue/push", json={"target": "spotify_queue", "device_id": device["id"]}
    )
    assert started.status_code == 202
    job = attune.finish_job(mara, started.json()["job_id"])
    assert (job["state"], job["done"], job["total"]) == ("done", 10, 10)
    states = Counter(i["state"] for i in mara.get(f"/me/queue/push/{job['id']}").json()["items"])
    assert states["sent"] + states["confirmed"] + states["played"] == 10


@pytest.mark.parametrize("mood", MOODS)
def test_ten_songs_carry_the_mood_that_was_asked_for(mara: httpx.Client, mood: str) -> None:
    answer = mara.get("/recommendations", params={"mood": mood, "limit": 10}).json()
    truth = intended()
    carried = [truth[item["track"]["title"]] for item in answer["items"]]
    assert len(carried) == 10
    assert carried.count(mood) >= 6, carried
    artists = Counter(item["track"]["artist"] for item in answer["items"])
    assert max(artists.values()) <= 2
    for item in answer["items"]:
        assert sum(item["contributions"].values()) == pytest.approx(item["score"], abs=1e-6)
        assert any(character.isdigit() for character in item["reason"])


def connect(client: httpx.Client) -> None:
    """Connect to the sandbox of Spotify as a browser would, by following its consent page."""
    going: dict[str, Any] = client.get("/spotify/auth").json()
    with httpx.Client() as browser:
        consent = browser.get(going["url"])
        assert consent.status_code == httpx.codes.OK
        fields = dict(re.findall(r'name="(ticket|user)" value="([^"]+)"', consent.text))
        fields["user"] = "sandbox-premium"
        allowed = browser.post(
            str(consent.url.copy_with(query=None)), data={**fields, "answer": "allow"}
        )
    answer = client.post("/spotify/callback-url", json={"url": allowed.headers["location"]})
    assert answer.is_success, answer.text
