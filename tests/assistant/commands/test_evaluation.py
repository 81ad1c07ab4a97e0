"""`attune evaluate mood`: figures of a file, what is left out, and what cannot be measured."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from typer.testing import CliRunner, Result

from analysis.errors import ModelMissing
from assistant import cli
from assistant.commands import evaluation
from tests.support.fake_scorer import FakeScorer

GOOD = [
    {"text": f"{mood} {mood} {mood} walking by the river number {n}", "label": mood}
    for n in range(6)
    for mood in ("happy", "sad", "relaxed")
]


@pytest.fixture(autouse=True)
def _fake(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(evaluation, "_scorer", FakeScorer)


def write(folder: Path, *rows: Any) -> str:
    lines = [row if isinstance(row, str) else json.dumps(row) for row in rows]
    (folder / "mine.jsonl").write_text("\n".join(lines))
    return str(folder / "mine.jsonl")


def evaluate(*args: str) -> Result:
    return CliRunner().invoke(cli.app, ["evaluate", "mood", *args])


def test_figures_of_a_file_as_json(tmp_path: Path) -> None:
    wrong = {"lyrics": "sad sad sad sad at the harbour wall", "label": "happy", "v": -0.5}
    done = evaluate(write(tmp_path, *GOOD, wrong, {"text": "?", "label": "sad"}), "--json")
    assert (done.exit_code, done.stderr) == (0, "")
    found = json.loads(done.stdout)
    assert (found["file"], found["songs"], found["bad_lines"], found["labels"]) == (
        "mine.jsonl", 20, 0, ["happy", "sad", "relaxed"],
    )  # fmt: skip
    assert found["model"] == {"name": "fake", "mood_stamp": "mood:fake:1"}
    model = found["methods"]["model"]
    assert (model["songs"], model["known"], model["accuracy"]["value"]) == (20, 0.95, 0.9)
    assert model["accuracy"]["low"] < 0.9 < model["accuracy"]["high"]
    assert model["confusion"]["counts"] == [[6, 1, 0, 0], [0, 6, 0, 1], [0, 0, 6, 0]]
    assert "r_valence" not in model  # of a single number there is none
    assert found["methods"]["majority"]["accuracy"]["value"] == 0.35


def test_figures_of_a_file_as_a_table(tmp_path: Path) -> None:
    done = evaluate(write(tmp_path, *GOOD))
    lines = done.stdout.splitlines()
    assert lines[0] == "mine.jsonl: 18 songs, 100.0% with a known mood, by fake"
    assert lines[2].split() == [
        "model", "word", "counts", "(1)", "zero-shot", "(2)", "majority",
    ]  # fmt: skip
    assert lines[3].startswith("accuracy")
    assert "100.0% [100.0, 100.0]" in lines[3]
    assert "happy    6 (100% [100, 100])  0 (0% [0, 0])" in done.stdout
    assert "Shares were scaled to the labels of the file: happy, sad, relaxed." in done.stdout
    assert "it has seen the labels of other songs of the file" in done.stdout


def test_bad_lines_are_named_and_the_rest_is_measured(tmp_path: Path) -> None:
    bad = ["{", {"text": "a song", "label": "jolly"}]
    done = evaluate(write(tmp_path, *bad, *GOOD, *["?"] * 12), "--json")
    assert done.exit_code == 0
    said = done.stderr.splitlines()
    must = "it must be one of happy, sad, angry, relaxed"
    assert said[:2] == [
        "attune: line 1 is no JSON; it is left out.",
        f'attune: line 2 has the label "jolly"; {must}; it is left out.',
    ]
    assert said[-1] == "attune: 4 more lines are left out."
    found = json.loads(done.stdout)
    assert (found["songs"], found["bad_lines"], found["bad"][0]) == (
        18, 14, {"line": 1, "problem": "is no JSON"},
    )  # fmt: skip


@pytest.mark.parametrize(
    "rows, said",
    [
        ([], "the file is empty"),
        (["no", "json"], "none of its 2 lines can be used; line 1: is no JSON"),
        (GOOD[::3], "its only label is happy; at least two moods are needed to measure"),
    ],
)
def test_what_cannot_be_measured_on_says_why(tmp_path: Path, rows: list[Any], said: str) -> None:
    file = write(tmp_path, *rows)
    done = evaluate(file)
    assert (done.exit_code, done.stdout) == (1, "")
    assert done.stderr == f"attune: {file} cannot be measured on: {said}.\n"


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    done = evaluate(str(tmp_path / "none.jsonl"))
    assert (done.exit_code, done.stderr) == (1, f"attune: {tmp_path / 'none.jsonl'} is no file.\n")


def test_a_model_that_is_not_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def missing() -> None:
        raise ModelMissing("no trained heads here: run make setup")

    monkeypatch.setattr(evaluation, "_scorer", missing)
    done = evaluate(write(tmp_path, *GOOD))
    assert (done.exit_code, done.stderr) == (
        1, "attune: no trained heads here: run make setup.\n",
    )  # fmt: skip


def test_the_plane_alone(tmp_path: Path) -> None:
    rows = [{"text": row["text"], "v": 0.9 if row["label"] != "sad" else -0.9} for row in GOOD]
    done = evaluate(write(tmp_path, *rows))
    assert done.exit_code == 0
    assert "r valence" in done.stdout
    assert "accuracy" not in done.stdout


def test_the_table_says_how_many_were_read_as_sentences(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Reader(FakeScorer):
        def sentences(self, texts: Sequence[str]) -> np.ndarray:
            return np.array([[len(text) / 10, 0] for text in texts], np.float32)

    monkeypatch.setattr(evaluation, "_scorer", Reader)
    short = [{"text": "x" * n, "v": n / 10} for n in range(1, 6)]
    file = write(tmp_path, *short, {"text": "a b c d e f", "v": 1})
    lines = evaluate(file).stdout.splitlines()
    assert lines[:2] == [
        "mine.jsonl: 6 songs, 16.7% with a known mood, by fake",
        "6 of them were read as sentences for v and a (3).",
    ]
    assert any(line.startswith("(3) Texts of fewer than 20 words") for line in lines)
    assert json.loads(evaluate(file, "--json").stdout)["sentences"] == 6
