"""`attune score`: the mood of lyrics from a text, a file, or JSON lines on standard input."""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from assistant.commands.common import existing_file, fail

if TYPE_CHECKING:
    from analysis.scorers import LyricsScorer
    from analysis.types import SongScore

_BATCH = 64


def add_to(app: typer.Typer) -> None:
    """Register the command."""
    app.command()(score)


def score(
    text: Annotated[str | None, typer.Argument(help="Lyrics; - or nothing reads stdin.")] = None,
    file: Annotated[Path | None, typer.Option("--file", "-f", help="Read lyrics here.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Answer as JSON.")] = False,
    jsonl: Annotated[
        bool, typer.Option("--jsonl", help='Read {"text": …} lines, write each back with a mood.')
    ] = False,
) -> None:
    """Score lyrics. Nothing is stored and nothing leaves this machine."""
    if jsonl:
        _score_lines(file)
        return
    if file is not None:
        lyrics = existing_file(file).read_text("utf-8", "replace")
    elif text is None or text == "-":
        lyrics = sys.stdin.buffer.read().decode("utf-8", "replace")
    else:
        lyrics = text
    found = _scorer().score([lyrics], lines=True)[0]
    if as_json:
        typer.echo(_json(_as_dict(found)))
    else:
        _print(found)


def _scorer() -> "LyricsScorer":
    import analysis

    scorer = analysis.load_scorer()
    scorer.load()
    return scorer


def _score_lines(file: Path | None) -> None:
    source = existing_file(file).open("rb") if file else sys.stdin.buffer
    scorer = _scorer()
    with source:
        for batch in _batches(source):
            scored = scorer.score([row["text"] for row in batch], lines=False)
            for row, one in zip(batch, scored, strict=True):
                sys.stdout.write(_json(row | _as_dict(one)) + "\n")
            sys.stdout.flush()


def _batches(source: Any) -> Iterator[list[dict[str, Any]]]:
    batch: list[dict[str, Any]] = []
    for number, line in enumerate(source, start=1):
        if line.strip():
            batch.append(_row(line, number))
        if len(batch) == _BATCH:
            yield batch
            batch = []
    if batch:
        yield batch


def _row(line: bytes, number: int) -> dict[str, Any]:
    try:
        row = json.loads(line)
    except (ValueError, RecursionError):  # the second where it is nested without end
        fail(f"line {number} is no JSON.")
    if not isinstance(row, dict) or not isinstance(row.get("text"), str):
        fail(f'line {number} has no "text".')
    return row


def _json(row: dict[str, Any]) -> str:
    """One line of JSON; escaped where it holds half a character, which no encoding can write."""
    line = json.dumps(row, ensure_ascii=False)
    try:
        line.encode()
    except UnicodeEncodeError:
        return json.dumps(row)
    return line


def _as_dict(score: "SongScore") -> dict[str, Any]:
    six = score.six
    names = ("happy", "sad", "angry", "relaxed", "valence", "arousal")
    moods = {name: getattr(six, name) if six else None for name in names}
    return {**moods, "confidence": score.confidence, "known": score.known, "reason": score.reason}


def _print(score: "SongScore") -> None:
    if score.six is None:
        typer.echo(f"Unknown mood: {(score.reason or '').replace('_', ' ')}.")
        return
    for mood, share in sorted(score.six.shares.items(), key=lambda x: -x[1]):
        typer.echo(f"{mood:8} {share:5.0%}  {'█' * round(share * 40)}")
    typer.echo(
        f"pleasant {score.six.valence:+.2f}, energy {score.six.arousal:+.2f} "
        f"(a guess: words say little about energy), confidence {score.confidence or 0:.0%}"
    )
