"""`attune evaluate …`: how good the mood model is on somebody's own labelled songs."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from assistant.commands.common import existing_file, fail, read_settings
from assistant.commands.evaluation_table import laid_out, left_out
from assistant.commands.jsonl.progress import Progress

if TYPE_CHECKING:
    from analysis.evaluation.evaluating import Evaluation
    from analysis.evaluation.labelled import Labelled
    from analysis.scorers import LyricsScorer

app = typer.Typer(help="Measure the model on labelled songs.", no_args_is_help=True)


@app.callback()
def _group() -> None:
    """Measure the model on labelled songs."""


@app.command()
def mood(
    file: Annotated[
        Path, typer.Argument(help="JSON lines with lyrics and labels.", show_default=False)
    ],
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
) -> None:
    """Measure the mood model on labelled lyrics. Nothing is stored or leaves this machine.

    A line is {"text": …, "label": …} with happy, sad, angry or relaxed, or {"text": …, "v": …,
    "a": …} from -1 to 1, or all of them. A file of two or three moods is measured among those.
    Texts too short for a song are read as sentences where the model can; then v and a are those.
    A line that cannot be used is named and left out. Every figure comes with its 95% interval,
    beside word counts fitted on the file, sentences that name a mood, and the most frequent mood.
    """
    labelled = _read(existing_file(file))
    for line in left_out(labelled):
        typer.echo(f"attune: {line}", err=True)
    found = _measured(labelled)
    if as_json:
        typer.echo(json.dumps(_as_json(file, labelled, found), ensure_ascii=False))
    else:
        typer.echo("\n".join(laid_out(file.name, found)))


def _read(path: Path) -> "Labelled":
    from analysis.evaluation.labelled import LabelledError, read_labelled

    try:
        return read_labelled(path)
    except LabelledError as error:
        fail(f"{path} cannot be measured on: {error}.")
    except OSError as error:
        fail(f"{path} cannot be read: {error.strerror}.")


def _measured(labelled: "Labelled") -> "Evaluation":
    from analysis.errors import ModelError
    from analysis.evaluation.evaluating import evaluate

    progress = Progress(total=len(labelled.texts))

    def show(done: int) -> None:
        progress.show(done, done, done)
        if done == len(labelled.texts):
            progress.say("measuring …")

    progress.say("loading the model …")
    try:
        scorer = _scorer()
        progress.begin(0)
        return evaluate(scorer, labelled.texts, labelled.truth, show)
    except ModelError as error:
        progress.clear()
        fail(f"{error}.")
    finally:
        progress.clear()


def _scorer() -> "LyricsScorer":
    import analysis

    settings = read_settings()
    scorer = analysis.load_scorer(settings.mood_choice, settings.model_threads or None)
    scorer.load()
    return scorer


def _as_json(file: Path, labelled: "Labelled", found: "Evaluation") -> dict[str, Any]:
    return {
        "file": file.name,
        "songs": len(labelled.texts),
        "bad_lines": labelled.bad_lines,
        "bad": [{"line": bad.line, "problem": bad.problem} for bad in labelled.bad],
        **found.as_json(),
    }
