"""A scorer that writes down what it was asked, behind the real command."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from assistant import cli
from assistant.commands import scoring
from tests.support.recording_scorer import Recorder

MOODS = ("happy", "sad", "angry", "relaxed")


@pytest.fixture
def recorder(monkeypatch: pytest.MonkeyPatch) -> Recorder:
    one = Recorder()
    monkeypatch.setattr(scoring, "_scorer", lambda: one)
    return one


@pytest.fixture
def run(recorder: Recorder) -> Callable[..., Result]:
    """`attune score --jsonl …`, with the recorder as its model."""

    def call(*given: object, stdin: bytes | None = None) -> Result:
        return CliRunner().invoke(cli.app, ["score", "--jsonl", *map(str, given)], input=stdin)

    return call


@pytest.fixture
def catalogue(tmp_path: Path) -> Path:
    """1,000 songs, some of them equal, among blank lines and lines that are none."""
    lines = []
    for n in range(1_000):
        words = f"{MOODS[n % 4]} song number {n - 4 if n % 8 == 4 else n} again"
        lines.append(json.dumps({"id": n, "text": words, "tags": ["ä", n]}, ensure_ascii=False))
        lines += [""] * (n % 50 == 0)
        lines += ['{"id": "bad"}'] * (n % 90 == 0) + ["nonsense"] * (n % 170 == 0)
    path = tmp_path / "songs.jsonl"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path
