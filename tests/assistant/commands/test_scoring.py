"""`attune score` and what every command writes."""

import json
import os
from pathlib import Path

import pytest
from typer.testing import CliRunner

from assistant import cli
from assistant.commands import everything, scoring
from tests.support.fake_scorer import FakeScorer


def test_a_text_is_scored_as_json(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scoring, "_scorer", FakeScorer)
    done = CliRunner().invoke(cli.app, ["score", "happy happy happy happy happy", "--json"])
    assert done.exit_code == 0, done.output
    found = json.loads(done.stdout)
    assert (found["known"], found["reason"], found["confidence"]) == (True, None, 0.8)
    assert found["happy"] > found["sad"]


def test_too_few_words_are_told_how_many_it_takes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scoring, "_scorer", FakeScorer)
    done = CliRunner().invoke(cli.app, ["score", "happy"])
    assert done.stdout == "Unknown mood: too short; it takes 20 words or more.\n"


@pytest.mark.parametrize("given", [["--resume"], ["--out", "moods.jsonl"]])
def test_a_catalogue_s_options_need_a_catalogue(given: list[str]) -> None:
    done = CliRunner().invoke(cli.app, ["score", "happy", *given])
    assert (done.exit_code, "need --jsonl" in done.stderr) == (1, True)


def test_what_is_written_is_for_its_owner_only(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(everything, "app", (tmp_path / "attune.db").touch)
    before = os.umask(0o022)
    try:
        cli.main()
    finally:
        os.umask(before)
    assert (tmp_path / "attune.db").stat().st_mode & 0o777 == 0o600
