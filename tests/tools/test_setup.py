"""Shows what `make setup` says when the machine lacks something, without installing anything."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
# A stand-in for Python: what it answers is in the environment of the test.
FAKE = """#!/bin/sh
case "$2" in
    *ensurepip*) exit {venv} ;;
    *"not (3, 11)"*) exit {old} ;;
    *print*) echo {version} ;;
esac
"""


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    (tmp_path / "tools").mkdir()
    shutil.copy(ROOT / "tools" / "setup.sh", tmp_path / "tools")
    return tmp_path


def fake_python(tree: Path, version: str, *, old: bool, venv: bool) -> str:
    path = tree / f"python-{version}"
    path.write_text(FAKE.format(venv=int(not venv), old=int(old), version=version))
    path.chmod(0o755)
    return str(path)


def set_up(tree: Path, python: str) -> str:
    done = subprocess.run(
        ["sh", "tools/setup.sh"],
        cwd=tree,
        env=os.environ | {"PYTHON": python, "VENV": "made"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert done.stdout == ""
    assert not (tree / "made").exists()
    return done.stderr.strip().splitlines()[0]


def test_python_is_too_old(tree) -> None:
    python = fake_python(tree, "3.9", old=True, venv=True)
    assert set_up(tree, python) == (
        f"Set-up stopped: Python is too old: {python} (3.9). Attune needs Python 3.11 or newer."
    )


def test_python_has_no_venv(tree) -> None:
    python = fake_python(tree, "3.12", old=False, venv=False)
    assert set_up(tree, python) == (
        f"Set-up stopped: {python} (Python 3.12) cannot make virtual environments."
    )


def test_there_is_no_python(tree) -> None:
    assert set_up(tree, "no-such-python") == (
        "Set-up stopped: no Python was found. Attune needs Python 3.11 or newer, with pip and venv."
    )
