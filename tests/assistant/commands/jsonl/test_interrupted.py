"""The command as a process of its own: killed, interrupted, without room, with nobody reading."""

import json
import os
import resource
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from assistant.commands.jsonl.reading import BATCH_ROWS

_PROGRAM = """
import signal
import sys
signal.signal(signal.SIGINT, signal.default_int_handler)  # what starts tests may ignore it
from assistant import cli
from assistant.commands import scoring
from tests.support.fake_scorer import FakeScorer
scoring._scorer = FakeScorer
sys.argv[1:] = ["score", "--jsonl", *sys.argv[1:]]
cli.main()
"""
ROWS = 3 * BATCH_ROWS + 50


@pytest.fixture
def songs(tmp_path: Path) -> Path:
    path = tmp_path / "songs.jsonl"
    with path.open("w") as file:
        for n in range(ROWS):
            file.write(json.dumps({"id": n, "text": f"happy song number {n} again"}) + "\n")
    return path


def command(*given: object) -> list[str]:
    return [sys.executable, "-c", _PROGRAM, *map(str, given)]


def attune(*given: object, **options: Any) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command(*given), check=False, text=True, timeout=120,
        **{"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, **options},
    )  # fmt: skip


def finish(songs: Path, out: Path) -> None:
    done = attune(songs, "--out", out, "--resume")
    assert done.returncode == 0, done.stderr
    records = [json.loads(line) for line in out.read_text().splitlines()]
    assert [record["id"] for record in records] == list(range(ROWS))
    assert {record["known"] for record in records} == {True}


@pytest.mark.parametrize("end", [signal.SIGKILL, signal.SIGINT])
def test_ended_in_the_middle_it_can_be_gone_on_with(
    songs: Path, tmp_path: Path, end: signal.Signals
) -> None:
    out = tmp_path / "moods.jsonl"
    lines = songs.read_bytes().splitlines(keepends=True)
    with subprocess.Popen(
        command("--out", out), stdin=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdin
        assert process.stderr
        # Two batches and a half; then it waits for more, and is ended waiting.
        process.stdin.write(b"".join(lines[: 2 * BATCH_ROWS + BATCH_ROWS // 2]))
        process.stdin.flush()
        until = time.monotonic() + 60
        while not out.exists() or out.read_bytes().count(b"\n") < 2 * BATCH_ROWS:
            assert time.monotonic() < until
            time.sleep(0.05)
        process.send_signal(end)
        said = process.stderr.read().decode()
        code = process.wait(timeout=60)
    assert out.read_bytes().count(b"\n") == 2 * BATCH_ROWS
    if end is signal.SIGINT:
        assert (code, said) == (
            130,
            "attune: interrupted after 512 lines. Go on with the same command and --resume.\n",
        )
    finish(songs, out)


def test_without_room_the_file_keeps_whole_batches(songs: Path, tmp_path: Path) -> None:
    whole, out = tmp_path / "whole.jsonl", tmp_path / "moods.jsonl"
    finish(songs, whole)
    lines = whole.read_bytes().splitlines(keepends=True)
    batch = sum(map(len, lines[:BATCH_ROWS]))

    def little_room() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (batch * 3 // 2,) * 2)

    done = attune(songs, "--out", out, preexec_fn=little_room)
    assert done.returncode == 1
    assert done.stderr == (
        "attune: stopped after 256 lines: File too large. "
        "Go on with the same command and --resume.\n"
    )
    assert out.read_bytes() == b"".join(lines[:BATCH_ROWS])
    finish(songs, out)
    assert out.read_bytes() == whole.read_bytes()


def test_two_runs_do_not_share_a_file(songs: Path, tmp_path: Path) -> None:
    out = tmp_path / "moods.jsonl"
    with subprocess.Popen(command("--out", out), stdin=subprocess.PIPE) as first:
        until = time.monotonic() + 60
        while not out.exists():
            assert time.monotonic() < until
            time.sleep(0.05)
        second = attune(songs, "--out", out, "--resume")
        assert first.stdin
        first.stdin.close()
        assert first.wait(timeout=60) == 0
    assert second.returncode == 1
    assert second.stderr == f"attune: another run is writing {out}.\n"


def test_a_reader_that_leaves_ends_the_run_quietly(songs: Path) -> None:
    ours, theirs = os.pipe()
    os.close(ours)
    done = attune(songs, stdout=theirs)
    os.close(theirs)
    assert (done.returncode, done.stderr) == (141, "")
