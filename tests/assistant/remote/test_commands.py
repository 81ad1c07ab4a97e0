"""Moods, statistics, queue, import and jobs from a terminal, against the real API."""

import json
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from assistant.commands.remote.common import plain
from tests.assistant.remote.conftest import There
from tests.support.served import PATIENCE_S, ROOT

SONGS = [
    {"title": "Harbour", "artist": "Vela", "lyrics": "happy happy sunshine all the way home " * 4},
    {"title": "Rain", "artist": "Vela", "lyrics": "sad and lonely in the falling rain " * 4},
    {"title": "", "artist": "Nobody"},
]


def test_a_mood_is_logged_by_numbers_and_seen(mara: There) -> None:
    done = mara.shell("mood", "log", "--valence", "0.6", "--arousal", "0.5", "--word", "bright",
                      "--note", "by the sea")  # fmt: skip
    assert (done.stdout, done.stderr) == (
        "Logged happy: pleasant +0.60, energy +0.50  (bright)\n", "",
    )  # fmt: skip
    now = mara.json("mood", "now")
    assert (now["valence"], now["arousal"]) == pytest.approx((0.6, 0.5), abs=0.01)
    assert mara.shell("mood", "now").stdout.startswith("happy: pleasant +0.60, energy +0.50")
    with mara.client() as api:
        (entry,) = api.get("/mood/records").json()["items"]
    assert (entry["note"], entry["words"]) == ("by the sea", ["bright"])


def test_words_alone_say_where_a_mood_lies(mara: There) -> None:
    logged = mara.json("mood", "log", "--word", "at ease", "--word", "calm")
    assert (logged["valence"], logged["arousal"]) == pytest.approx((0.475, -0.475))
    assert (logged["words"], logged["mood"]) == (["at ease", "calm"], "relaxed")
    assert "at ease" in mara.shell("mood", "words").stdout


@pytest.mark.parametrize(
    "args", [[], ["--valence", "0.5"], ["--word", "wobbly"], ["--valence", "2", "--arousal", "0"]]
)
def test_a_mood_without_a_place_is_wrong_usage(mara: There, args: list[str]) -> None:
    assert mara.shell("mood", "log", *args).returncode == 2
    assert mara.gate.count("POST", "/mood/record") == 0


def test_what_the_server_refuses_is_said_in_its_words(mara: There) -> None:
    done = mara.shell("mood", "log", "--valence", "0", "--arousal", "0", "--at", "2999-01-01T00:00")
    with mara.client() as api:
        body = {"valence": 0, "arousal": 0, "recorded_at": "2999-01-01T00:00"}
        detail = api.post("/mood/record", json=body).json()["detail"]
    assert (done.returncode, done.stdout) == (1, "")
    assert detail.rstrip(".") in done.stderr


def test_nothing_known_yet_is_no_error(mara: There) -> None:
    assert mara.shell("mood", "now").stdout == "Nothing recent is known of your mood.\n"
    assert mara.json("mood", "now") is None
    assert mara.shell("queue").stdout.startswith("There is no queue.")
    assert mara.shell("jobs").stdout == ""


def test_statistics_are_those_of_the_api(mara: There) -> None:
    for valence in ("0.5", "-0.5"):
        mara.json("mood", "log", "--valence", valence, "--arousal", "0.5")
    with mara.client() as api:
        expected = api.get("/mood/statistics", params={"group": "week"}).json()
    assert mara.json("stats", "--group", "week") == expected
    shown = mara.shell("stats").stdout.splitlines()
    assert shown[0].endswith("2 entries on 1 days")
    assert shown[1] == "mean: pleasant +0.00, energy +0.50"


def songs_file(folder: Path) -> Path:
    path = folder / "songs.jsonl"
    path.write_text("".join(json.dumps(song) + "\n" for song in SONGS))
    return path


def test_a_file_is_imported_and_waited_for_and_makes_a_queue(mara: There, tmp_path: Path) -> None:
    running = mara.shell.start("import", str(songs_file(tmp_path)), "--wait", "--json")
    mara.gate.wait_for("POST", "/me/library/import")
    _run_jobs_until_ended(mara)
    out, err = running.communicate(timeout=PATIENCE_S)
    assert (running.returncode, err) == (0, "")
    found = json.loads(out)
    assert (found["state"], found["read"], found["added"]) == ("done", 3, 2)
    mara.app.run_jobs()
    mara.app.apply_index()
    made = mara.json("queue", "--limit", "2", "--mood", "happy")
    assert {item["track"]["title"] for item in made["items"]} == {"Harbour", "Rain"}
    assert "Harbour – Vela" in mara.shell("queue").stdout
    listed = mara.json("jobs", "--limit", "1")["items"]
    assert [job["id"] in mara.shell("job", job["id"]).stdout for job in listed] == [True]


def _run_jobs_until_ended(mara: There) -> None:
    """Run jobs as a worker would, until the import's has ended."""
    with mara.client() as api:
        while not [j for j in api.get("/me/jobs").json()["items"] if j["state"] == "done"]:
            mara.app.run_jobs()


def test_ctrl_c_stops_the_job_that_is_waited_for(mara: There, tmp_path: Path) -> None:
    job_id = mara.json("import", str(songs_file(tmp_path)))["job_id"]
    assert mara.json("job", job_id)["state"] == "waiting"
    before = mara.gate.count("GET", f"/me/jobs/{job_id}")
    running = mara.shell.start("job", job_id, "--wait")
    with mara.gate.news:
        assert mara.gate.news.wait_for(
            lambda: mara.gate.count("GET", f"/me/jobs/{job_id}") > before, PATIENCE_S
        )
    running.send_signal(signal.SIGINT)
    out, err = running.communicate(timeout=PATIENCE_S)
    assert (running.returncode, out, "Traceback" in err) == (130, "", False)
    done = mara.shell("job", job_id)
    assert (done.returncode, "cancelled" in done.stdout) == (1, True)


def test_a_job_that_is_none(mara: There) -> None:
    assert mara.shell("job", "../users/me").returncode == 2
    done = mara.shell("job", "00000000-0000-7000-8000-000000000000", "--wait")
    assert (done.returncode, done.stderr.startswith("attune: ")) == (1, True)


def test_what_others_named_cannot_move_the_cursor() -> None:
    assert plain("a\x1b[31mb\u202ec\r\nd – é") == "a [31mb c  d – é"


STARTED = """
import sys
sys.argv = ["attune", "remote", "whoami"]
from assistant import cli
try:
    cli.main()
except SystemExit:
    pass
print([n for n in ("sqlalchemy", "fastapi", "reflex", "numpy", "assistant.core") if n in sys.modules])
"""


def test_the_client_starts_without_the_product(there: There) -> None:
    done = subprocess.run(
        [sys.executable, "-c", STARTED], env=there.shell.environment, capture_output=True,
        text=True, check=True, cwd=ROOT,
    )  # fmt: skip
    assert (done.stdout, "not signed in" in done.stderr) == ("[]\n", True)
