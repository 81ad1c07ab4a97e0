"""`attune score`: the mood of lyrics from a text, a file, or a catalogue of JSON lines."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from assistant.commands.common import existing_file, fail, read_settings
from assistant.commands.jsonl.command import score_lines
from assistant.commands.jsonl.records import results, to_json

if TYPE_CHECKING:
    from analysis.scorers import LyricsScorer
    from analysis.types import SongScore


def add_to(app: typer.Typer) -> None:
    """Register the command."""
    app.command()(score)


def score(
    text: Annotated[
        str | None,
        typer.Argument(help="Lyrics, or with --jsonl a file; - or nothing reads stdin."),
    ] = None,
    file: Annotated[Path | None, typer.Option("--file", "-f", help="Read lyrics here.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Answer as JSON.")] = False,
    jsonl: Annotated[
        bool, typer.Option("--jsonl", help='Read {"text": …} lines, write each back with a mood.')
    ] = False,
    out: Annotated[
        Path | None, typer.Option("--out", "-o", help="With --jsonl: write to this new file.")
    ] = None,
    resume: Annotated[
        bool, typer.Option("--resume", help="With --out: go on where an earlier run stopped.")
    ] = False,
) -> None:
    """Score lyrics. Nothing is stored and nothing leaves this machine.

    With --jsonl a catalogue of any size is scored in constant memory: each line comes back in its
    place with happy, sad, angry, relaxed, valence, arousal, confidence, known, reason and model. A
    line that is no song comes back as its number and an "error"; the run goes on and ends with
    code 3. With --out it may be interrupted at any moment and gone on with by --resume.
    """
    if jsonl:
        given = file or (Path(text) if text not in (None, "-") else None)
        raise typer.Exit(score_lines(given, out, resume=resume, scorer=_scorer))
    if out is not None or resume:
        fail("--out and --resume need --jsonl.")
    if file is not None:
        lyrics = existing_file(file).read_text("utf-8", "replace")
    elif text is None or text == "-":
        lyrics = sys.stdin.buffer.read().decode("utf-8", "replace")
    else:
        lyrics = text
    found = _scorer().score([lyrics], lines=True)[0]
    if as_json:
        typer.echo(to_json(results(found)))
    else:
        _print(found)


def _scorer() -> "LyricsScorer":
    import analysis

    settings = read_settings()
    scorer = analysis.load_scorer(settings.mood_choice, settings.model_threads or None)
    scorer.load()
    return scorer


def _why(reason: str) -> str:
    from analysis.preprocessing import MIN_WORDS

    if reason == "too_short":
        return f"too short; it takes {MIN_WORDS} words or more"
    return reason.replace("_", " ")


def _print(score: "SongScore") -> None:
    if score.six is None:
        typer.echo(f"Unknown mood: {_why(score.reason or '')}.")
        return
    for mood, share in sorted(score.six.shares.items(), key=lambda x: -x[1]):
        typer.echo(f"{mood:8} {share:5.0%}  {'█' * round(share * 40)}")
    typer.echo(
        f"pleasant {score.six.valence:+.2f}, energy {score.six.arousal:+.2f} "
        f"(a guess: words say little about energy), confidence {score.confidence or 0:.0%}"
    )
