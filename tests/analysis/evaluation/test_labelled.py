"""Labelled files: what is taken, what is left out and why, and what cannot be measured at all."""

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from analysis.evaluation.labelled import BAD_NAMED, BadLine, LabelledError, read_labelled


def written(folder: Path, *rows: Any) -> Path:
    lines = [row if isinstance(row, bytes) else json.dumps(row).encode() for row in rows]
    (folder / "set.jsonl").write_bytes(b"\n".join(lines))
    return folder / "set.jsonl"


def test_every_form_of_row_is_taken(tmp_path: Path) -> None:
    found = read_labelled(written(
        tmp_path,
        b"\xef\xbb\xbf" + b'{"text": "one", "label": " Happy "}',
        {"lyrics": "two", "mood": "sad", "v": -0.5, "a": None},
        b"",
        {"text": "", "valence": 1, "arousal": -1},
    ))  # fmt: skip
    assert (found.texts, found.bad_lines) == (["one", "two", ""], 0)
    assert found.truth.moods.tolist() == [0, 1, -1]
    assert np.isnan(found.truth.valence).tolist() == [True, False, False]
    assert (found.truth.valence[1:].tolist(), found.truth.arousal[2]) == ([-0.5, 1], -1)
    assert found.truth.labels == ("happy", "sad")


def test_bad_lines_are_named_and_the_rest_goes_on(tmp_path: Path) -> None:
    found = read_labelled(written(
        tmp_path,
        {"text": "good", "label": "happy"}, b"{", b"[1]", {"label": "sad"},
        {"text": "x", "label": "jolly\u001b[2J"}, {"text": "x", "label": 3}, {"text": "x"},
        {"text": "x", "v": 1.5}, {"text": "x", "a": True}, b'{"text": "x", "v": NaN}', b"\xff\xfe",
        b'{"text": ' + b"[" * 200_000, {"text": 7, "label": "sad"}, {"text": "g", "label": "sad"},
    ))  # fmt: skip
    must = "it must be one of happy, sad, angry, relaxed"
    assert (found.texts, found.bad_lines) == (["good", "g"], 12)
    assert found.bad == (
        BadLine(2, "is no JSON"),
        BadLine(3, "is no JSON object"),
        BadLine(4, 'has no "text"'),
        BadLine(5, f'has the label "jolly\\u001b[2J"; {must}'),
        BadLine(6, f"has the label 3; {must}"),
        BadLine(7, 'has neither "label" nor "v" and "a"'),
        BadLine(8, 'has a "v" that is no number from -1 to 1'),
        BadLine(9, 'has a "a" that is no number from -1 to 1'),
        BadLine(10, 'has a "v" that is no number from -1 to 1'),
        BadLine(11, "is no JSON"),
        BadLine(12, "is no JSON"),
        BadLine(13, 'has no "text"'),
    )


def test_of_very_many_bad_lines_the_first_are_named(tmp_path: Path) -> None:
    good = [{"text": "a", "label": mood} for mood in ("happy", "sad")]
    found = read_labelled(written(tmp_path, *[b"?"] * 250, *good))
    assert (found.bad_lines, len(found.bad)) == (250, BAD_NAMED)


@pytest.mark.parametrize(
    "rows, said",
    [
        ([b"", b"  "], "the file is empty"),
        ([b"?", b"!"], "none of its 2 lines can be used; line 1: is no JSON"),
        (
            [{"text": "a", "label": "sad"}, {"text": "b", "label": "sad"}],
            "its only label is sad; at least two moods are needed to measure",
        ),
    ],
)
def test_what_nothing_can_be_measured_on_says_why(
    tmp_path: Path, rows: list[Any], said: str
) -> None:
    with pytest.raises(LabelledError) as caught:
        read_labelled(written(tmp_path, *rows))
    assert str(caught.value) == said


def test_one_label_is_enough_beside_the_plane(tmp_path: Path) -> None:
    rows = [{"text": "a", "label": "sad", "v": -1}, {"text": "b", "label": "sad", "v": 0}]
    assert read_labelled(written(tmp_path, *rows)).truth.labels == ("sad",)
