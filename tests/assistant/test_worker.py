"""A second worker where there is room for one: refused with a sentence, before it touches a job."""

import fcntl
import os
import socket
import subprocess
import sys
from pathlib import Path

from vectorstore import open_store

ROOT = Path(__file__).resolve().parents[2]


def refused(folder: Path, **settings: str) -> str:
    """What `attune worker` says as it ends."""
    environment = {**os.environ, "ATTUNE_DATA_DIR": str(folder), **settings}
    ended = subprocess.run(
        [sys.executable, "-m", "assistant.cli", "worker"], cwd=ROOT, env=environment,
        capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip
    assert ended.returncode == 1, ended.stderr
    assert ended.stdout == ""
    return ended.stderr


def test_the_embedded_store_has_room_for_one(tmp_path: Path) -> None:
    store = open_store(f"edge://{tmp_path / 'vectors'}")
    said = refused(tmp_path, ATTUNE_WORKER_NAME="second")
    store.close()
    assert "One process owns the embedded store" in said


def test_two_of_one_name_in_one_folder(tmp_path: Path) -> None:
    (tmp_path / "run").mkdir()
    with (tmp_path / "run" / "worker-gpu.lock").open("a+") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        said = refused(tmp_path, ATTUNE_WORKER_NAME="gpu", ATTUNE_VECTOR_URL="memory://")
    assert said.startswith("attune: A worker called 'gpu' runs on the folder")
    assert "ATTUNE_WORKER_NAME" in said


def test_two_on_one_socket(tmp_path: Path) -> None:
    path = tmp_path / "engine.sock"
    with socket.socket(socket.AF_UNIX) as other:
        other.bind(str(path))
        other.listen()
        said = refused(tmp_path, ATTUNE_ENGINE_URL=f"unix://{path}", ATTUNE_VECTOR_URL="memory://")
        assert path.exists()
    assert said.startswith(f"attune: Another worker answers at unix://{path}")
    assert "ATTUNE_ENGINE_URL" in said
