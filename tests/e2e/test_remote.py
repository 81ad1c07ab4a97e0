"""The main job from a terminal: sign in at a running Attune, log a mood, get a queue, push it."""

import json
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.e2e.test_over_http import connect
from tests.support.instance import Instance
from tests.support.served import Shell

PASSWORD = "harbour lamp at low water"


@pytest.fixture(scope="module")
def shell(attune: Instance, tmp_path_factory: pytest.TempPathFactory) -> Shell:
    """Nora's terminal, signed in, her account connected to the sandbox of Spotify."""
    connect(attune.person("remote-nora"))
    shell = Shell(tmp_path_factory.mktemp("terminal"))
    done = shell("login", attune.url, "--email", "remote-nora@example.com", "--password-stdin",
                 text=f"{PASSWORD}\n")  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "")
    return shell


def answered(shell: Shell, *args: str) -> Any:
    done = shell(*args, "--json")
    assert (done.returncode, done.stderr) == (0, ""), done
    return json.loads(done.stdout)


def test_from_a_mood_to_songs_in_the_players_queue(shell: Shell, attune: Instance) -> None:
    answered(shell, "mood", "log", "--word", "bright")
    assert answered(shell, "mood", "now")["valence"] == pytest.approx(0.6, abs=0.01)
    assert answered(shell, "stats")["count"] == 1
    made = answered(shell, "queue", "--limit", "10", "--intent", "stay")
    assert len(made["items"]) == 10
    device = devices(shell, attune)[0]["id"]
    pushed = answered(shell, "push", "queue", "--device", device, "--wait")
    counts = pushed["counts"]
    assert sum(counts.get(state, 0) for state in ("sent", "confirmed", "played")) == 10
    (first, *_) = answered(shell, "jobs", "--limit", "1")["items"]
    assert (first["state"], first["done"]) == ("done", 10)


def devices(shell: Shell, attune: Instance) -> Any:
    token = json.loads(shell.file.read_text())["access_token"]
    bearer = {"Authorization": f"Bearer {token}"}
    return httpx.get(f"{attune.api}/spotify/devices", headers=bearer, timeout=60).json()


def test_a_queue_becomes_a_file(shell: Shell, tmp_path: Path) -> None:
    titles = [i["track"]["title"] for i in answered(shell, "queue", "--limit", "3")["items"]]
    target = tmp_path / "queue.csv"
    done = shell("push", "file", "--format", "csv", "--out", str(target))
    assert done.returncode == 0, done.stderr
    text = target.read_text()
    assert all(title in text for title in titles)
    assert shell("push", "file", "--format", "csv").stdout.split() == text.split()
    assert shell("push", "file", "--out", str(target)).returncode == 2


def test_songs_are_imported_by_a_job_that_is_waited_for(shell: Shell, tmp_path: Path) -> None:
    songs = tmp_path / "songs.csv"
    songs.write_text("title,artist,lyrics\nFar Away,Nora,a song about a long road home\n")
    started = answered(shell, "import", str(songs))
    assert answered(shell, "job", started["job_id"], "--wait")["state"] == "done"
    again = shell("import", str(songs), "--wait")
    assert again.stdout.splitlines() == [
        "1 rows read, 0 added, 0 merged", "1 skipped: already here",
    ]  # fmt: skip
