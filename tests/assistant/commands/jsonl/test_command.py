"""`attune score --jsonl`: what comes back, what is refused, and going on after any interruption."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from typer.testing import Result

from assistant.commands.jsonl.reading import BATCH_ROWS
from assistant.commands.jsonl.records import MAX_DEPTH, MAX_LINE
from tests.support.recording_scorer import Recorder

Run = Callable[..., Result]
GOOD = b'{"text": "happy happy happy happy happy", "id": 7}\n'


def records(text: str | Path) -> list[dict[str, Any]]:
    given = text.read_text(encoding="utf-8") if isinstance(text, Path) else text
    return [json.loads(line) for line in given.splitlines()]


def test_every_line_comes_back_in_its_place(run: Run, catalogue: Path, tmp_path: Path) -> None:
    done = run(catalogue, "--out", tmp_path / "moods.jsonl")
    assert done.exit_code == 3, done.output
    rows = [
        (number, line)
        for number, line in enumerate(catalogue.read_text().split("\n"), start=1)
        if line
    ]
    for (number, line), record in zip(rows, records(tmp_path / "moods.jsonl"), strict=True):
        if line == "nonsense":
            assert record == {
                "line": number,
                "error": {"code": "no_json", "detail": "The line is no JSON."},
            }
        elif '"bad"' in line:
            error = {"code": "no_text", "detail": 'The line has no "text".'}
            assert record == {"id": "bad", "line": number, "error": error}
        else:
            row = json.loads(line)
            assert {name: record[name] for name in row} == row
            mood = row["text"].split()[0]
            shares = {name: record[name] for name in ("happy", "sad", "angry", "relaxed")}
            assert max(shares, key=lambda name: shares[name]) == mood
            assert (record["known"], record["confidence"], record["reason"], record["model"]) == (
                True, 0.8, None, "mood:fake:1",
            )  # fmt: skip


def test_a_pipe_gives_what_a_file_gives(run: Run, catalogue: Path, tmp_path: Path) -> None:
    run(catalogue, "--out", tmp_path / "moods.jsonl")
    piped = run(stdin=catalogue.read_bytes())
    assert piped.exit_code == 3
    assert piped.stdout == (tmp_path / "moods.jsonl").read_text(encoding="utf-8")
    assert run("-", stdin=catalogue.read_bytes()).stdout == piped.stdout


def test_a_clean_run_ends_with_nothing_but_records(run: Run) -> None:
    done = run(stdin=GOOD)
    assert (done.exit_code, done.stderr) == (0, "")
    assert records(done.stdout)[0]["id"] == 7


def test_equal_texts_are_scored_once(run: Run, recorder: Recorder, catalogue: Path) -> None:
    run(catalogue)
    texts = [json.loads(x)["text"] for x in catalogue.read_text().split("\n") if '"tags"' in x]
    assert len(set(texts)) < len(texts)
    assert recorder.texts == list(dict.fromkeys(texts))


def test_batches_are_full(run: Run, recorder: Recorder) -> None:
    rows = [json.dumps({"text": f"happy song number {n} again"}) for n in range(600)]
    run(stdin="\n".join(rows).encode())
    assert [len(batch) for batch in recorder.batches] == [BATCH_ROWS, BATCH_ROWS, 88]


@pytest.mark.parametrize(
    "line, code",
    [
        (b'{"text": ' + b"[" * 200_000, "no_json"),
        (b"\xff\xfe\xfa", "no_json"),
        (b'{"text": 1' + b"1" * 5_000 + b"}", "no_json"),
        (b'{"text": "torn', "no_json"),
        (b'{"text": "x", "rate": NaN}', "no_json"),
        (b'{"text": "x", "rate": 1e999}', "no_json"),
        (b'{"text": "x", "deep": ' + b"[" * MAX_DEPTH + b"]" * MAX_DEPTH + b"}", "too_deep"),
        (b"[1, 2]", "no_object"),
        (b'"text"', "no_object"),
        (b"null", "no_object"),
        (b"{}", "no_text"),
        (b'{"text": null}', "text_no_string"),
        (b'{"text": ["happy"]}', "text_no_string"),
        (b'{"text": "' + b"x" * MAX_LINE + b'"}', "line_too_large"),
        (b"{" * (3 * MAX_LINE), "line_too_large"),
    ],
)
def test_a_bad_line_is_named_and_the_run_goes_on(run: Run, line: bytes, code: str) -> None:
    done = run(stdin=GOOD + b"\r\n" + line + b"\n" + GOOD)
    assert done.exit_code == 3
    first, bad, last = records(done.stdout)
    assert (bad["line"], bad["error"]["code"]) == (3, code)
    assert first == last
    assert f"1 {code}" in done.stderr


@pytest.mark.parametrize(
    "text",
    ["", "\x00", "♪♪♪", "[Instrumental]", "x" * 1_000_000, "\ud800", "a\r\nb\u2028c", "\u202eש"],
)
def test_any_text_is_a_song(run: Run, text: str) -> None:
    done = run(stdin=json.dumps({"text": text, "\ud83d": "\udfff"}).encode())
    assert done.exit_code == 0, done.output
    (record,) = map(json.loads, done.stdout.split("\n")[:-1])
    assert (record["text"], record["\ud83d"], record["known"]) == (text, "\udfff", False)


def test_lists_as_deep_as_they_may_be_come_back(run: Run) -> None:
    deep = b"[" * (MAX_DEPTH - 1) + b"]" * (MAX_DEPTH - 1)
    done = run(stdin=b'{"text": "happy song for you too", "deep": ' + deep + b"}")
    assert (done.exit_code, deep.decode() in done.stdout) == (0, True)


def test_a_mark_of_byte_order_is_no_part_of_the_first_line(run: Run) -> None:
    assert records(run(stdin=b"\xef\xbb\xbf" + GOOD).stdout)[0]["known"] is True


def test_what_is_there_is_not_overwritten(run: Run, catalogue: Path, tmp_path: Path) -> None:
    (tmp_path / "moods.jsonl").write_text("precious")
    done = run(catalogue, "--out", tmp_path / "moods.jsonl")
    assert done.exit_code == 1
    assert "is there already: add --resume" in done.stderr
    assert (tmp_path / "moods.jsonl").read_text() == "precious"


def test_an_empty_file_has_nothing_to_lose(run: Run, tmp_path: Path) -> None:
    (tmp_path / "moods.jsonl").touch()
    assert run("--out", tmp_path / "moods.jsonl", stdin=GOOD).exit_code == 0
    assert records(tmp_path / "moods.jsonl")[0]["id"] == 7


def test_the_input_is_not_the_output(run: Run, catalogue: Path) -> None:
    before = catalogue.read_bytes()
    done = run(catalogue, "--out", catalogue, "--resume")
    assert (done.exit_code, catalogue.read_bytes()) == (1, before)
    assert "is the input" in done.stderr


@pytest.mark.parametrize(
    "given, words",
    [
        (["--resume"], "name it with --out"),
        (["/no/such/file"], "/no/such/file is no file"),
        (["--out", "/no/such/folder/moods.jsonl"], "cannot be written: No such file or directory"),
    ],
)
def test_what_cannot_be_done_is_said(run: Run, given: list[str], words: str) -> None:
    done = run(*given, stdin=GOOD)
    assert done.exit_code == 1
    assert words in done.stderr


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(share=st.floats(0, 1))
def test_going_on_after_any_byte_gives_the_same_file(
    run: Run, recorder: Recorder, catalogue: Path, tmp_path: Path, share: float
) -> None:
    whole, torn = tmp_path / "whole.jsonl", tmp_path / "torn.jsonl"
    if not whole.exists():
        run(catalogue, "--out", whole)
    written = whole.read_bytes()[: int(share * whole.stat().st_size)]
    torn.write_bytes(written)
    there = {record.get("text") for record in records(written[: written.rfind(b"\n") + 1].decode())}
    recorder.batches.clear()
    done = run(catalogue, "--out", torn, "--resume")
    assert done.exit_code == 3, done.output
    assert torn.read_bytes() == whole.read_bytes()
    assert len(set(recorder.texts)) == len(recorder.texts)
    assert not there & set(recorder.texts)


def test_a_finished_file_is_left_as_it_is(
    run: Run, recorder: Recorder, catalogue: Path, tmp_path: Path
) -> None:
    run(catalogue, "--out", tmp_path / "moods.jsonl")
    before = (tmp_path / "moods.jsonl").read_bytes()
    recorder.batches.clear()
    done = run(catalogue, "--out", tmp_path / "moods.jsonl", "--resume")
    assert (done.exit_code, recorder.texts) == (3, [])
    assert (tmp_path / "moods.jsonl").read_bytes() == before
    assert "1,018 were there already" in done.stderr


@pytest.mark.parametrize("change", ["text", "id", "order", "shorter", "mended"])
def test_another_input_is_refused(run: Run, catalogue: Path, tmp_path: Path, change: str) -> None:
    out = tmp_path / "moods.jsonl"
    run(catalogue, "--out", out)
    out.write_bytes(out.read_bytes()[:-100])
    before = out.read_bytes()
    lines = catalogue.read_text().split("\n")
    lines = {
        "text": [line.replace("number 301", "number 3010") for line in lines],
        "id": [line.replace('"id": 301,', '"id": 3010,') for line in lines],
        "order": lines[::-1],
        "shorter": lines[:500],
        "mended": [line.replace("nonsense", "{}") for line in lines],
    }[change]
    catalogue.write_text("\n".join(lines))
    done = run(catalogue, "--out", out, "--resume")
    assert (done.exit_code, out.read_bytes()) == (1, before)
    assert ("belongs to another input" in done.stderr) or ("more records than" in done.stderr)


def test_another_model_is_refused(
    run: Run, recorder: Recorder, catalogue: Path, tmp_path: Path
) -> None:
    out = tmp_path / "moods.jsonl"
    run(catalogue, "--out", out)
    before = out.read_bytes()
    recorder.mood_stamp = "mood:fake:2"
    done = run(catalogue, "--out", out, "--resume")
    assert (done.exit_code, out.read_bytes()) == (1, before)
    assert "made by another model (mood:fake:1)" in done.stderr


@pytest.mark.parametrize(
    "there", [b"precious", b"precious\n", b"[1]\n", b'{"text": "x"}\n', b'{"id": 1}\n']
)
def test_a_file_of_something_else_is_left_alone(
    run: Run, catalogue: Path, tmp_path: Path, there: bytes
) -> None:
    out = tmp_path / "moods.jsonl"
    out.write_bytes(there)
    assert run(catalogue, "--out", out, "--resume").exit_code == 1
    assert out.read_bytes() == there
