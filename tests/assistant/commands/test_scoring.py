"""`attune score --jsonl`: hostile lines."""

import json
import os
from pathlib import Path

import pytest
from typer.testing import CliRunner

from assistant import cli
from assistant.commands import scoring
from tests.support.fake_scorer import FakeScorer

GOOD = b'{"text": "happy happy happy happy happy", "id": 7}\n'


@pytest.fixture(autouse=True)
def _fake(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scoring, "_scorer", FakeScorer)


def test_half_a_character_comes_back_as_it_came() -> None:
    given = b'{"text": "happy happy happy happy happy", "\\udfff": "\\ud83d"}\n'
    done = CliRunner().invoke(cli.app, ["score", "--jsonl"], input=GOOD + given)
    assert done.exit_code == 0, done.output
    first, second = map(json.loads, done.stdout.splitlines())
    assert (first["id"], first["known"], second["known"]) == (7, True, True)
    assert second["\udfff"] == "\ud83d"


@pytest.mark.parametrize(
    "line", [b'{"text": ' + b"[" * 200_000, b"\xff\xfe\xfa", b'{"text": 1' + b"1" * 5_000 + b"}"]
)
def test_a_line_that_is_no_json_is_named(line: bytes, tmp_path: Path) -> None:
    (tmp_path / "bad.jsonl").write_bytes(GOOD + line)
    done = CliRunner().invoke(cli.app, ["score", "--jsonl", "--file", str(tmp_path / "bad.jsonl")])
    assert done.exit_code == 1
    assert "line 2 is no JSON" in done.stderr


def test_what_is_written_is_for_its_owner_only(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cli, "app", (tmp_path / "attune.db").touch)
    before = os.umask(0o022)
    try:
        cli.main()
    finally:
        os.umask(before)
    assert (tmp_path / "attune.db").stat().st_mode & 0o777 == 0o600
