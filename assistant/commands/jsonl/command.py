"""`attune score --jsonl`: from what the command line said to an exit code."""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

import typer

from assistant.commands.common import existing_file, fail
from assistant.commands.jsonl.output import OutputError, Pipe, RecordFile
from assistant.commands.jsonl.progress import Progress, clock_time
from assistant.commands.jsonl.running import Catalogue, Tally

if TYPE_CHECKING:
    from analysis.scorers import LyricsScorer
    from assistant.commands.jsonl.output import Output

SOME_REFUSED = 3
INTERRUPTED = 130  # as shells say it of a program that Ctrl-C ended
CUT_OFF = 141  # and of one whose reader left


def score_lines(
    given: Path | None, out: Path | None, *, resume: bool, scorer: "Callable[[], LyricsScorer]"
) -> int:
    """Score a catalogue.

    Args:
        given: JSON lines; None for standard input.
        out: where the records go; None for standard output.
        resume: whether to go on with `out`.
        scorer: gives the loaded model.

    Returns:
        The exit code: 0, 3 when some lines were no songs, 130 when interrupted, 141 when nobody
        reads the records.
    """
    if resume and out is None:
        fail("--resume goes on with a file: name it with --out.")
    if (
        given is not None
        and out is not None
        and out.exists()
        and out.samefile(existing_file(given))
    ):
        fail(f"{out} is the input: name another file with --out.")
    with _source(given) as source, _output(out, resume=resume) as output:
        progress = Progress(total=existing_file(given).stat().st_size if given else None)
        progress.say("loading the model …")
        catalogue = Catalogue(scorer(), output, progress)
        return _run(catalogue, source, progress, out)


def _run(catalogue: Catalogue, source: BinaryIO, progress: Progress, out: Path | None) -> int:
    tally = catalogue.tally
    resume = " Go on with the same command and --resume." if out else ""
    try:
        catalogue.run(source)
    except KeyboardInterrupt:
        typer.echo(f"attune: interrupted after {tally.lines:,} lines.{resume}", err=True)
        return INTERRUPTED
    except OutputError as error:
        fail(str(error))
    except BrokenPipeError:  # who read the records has enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return CUT_OFF
    except OSError as error:
        fail(f"stopped after {tally.lines:,} lines: {error.strerror}.{resume}")
    if out is not None or tally.refused or sys.stderr.isatty():
        typer.echo(summary(tally, progress.seconds), err=True)
    return SOME_REFUSED if tally.refused else 0


def summary(tally: Tally, seconds: float) -> str:
    """Say in a few lines what came of a run.

    Args:
        tally: of the run.
        seconds: it took.
    """
    new = tally.lines - tally.skipped
    rate = f", {new / seconds:,.1f}/s" if new and seconds > 0 else ""
    words = [
        f"{tally.lines:,} lines: {tally.known:,} with a mood"
        + "".join(f", {n:,} {why.replace('_', ' ')}" for why, n in tally.unknown.most_common())
        + f" ({new:,} done now in {clock_time(seconds)}{rate})."
    ]
    if tally.equal:
        words.append(f"{tally.equal:,} were equal to one before them and were not scored again.")
    if tally.skipped:
        words.append(f"{tally.skipped:,} were there already and were not scored again.")
    if tally.refused:
        codes = ", ".join(f"{n:,} {code}" for code, n in tally.refused.most_common())
        words.append(
            f'{tally.refused.total():,} are no songs and have an "error" instead: {codes}.'
        )
    return "\n".join(words)


@contextmanager
def _source(given: Path | None) -> Iterator[BinaryIO]:
    if given is not None:
        with existing_file(given).open("rb") as file:
            yield file
        return
    try:
        descriptor = sys.stdin.fileno()
    except OSError:  # no real one: called by a test
        yield sys.stdin.buffer
        return
    # A reader of its own, never closed: while a thread waits for input its buffer is locked, and
    # Python would wait for it or stop with a fatal error.
    yield os.fdopen(descriptor, "rb", closefd=False)


@contextmanager
def _output(out: Path | None, *, resume: bool) -> "Iterator[Output]":
    if out is None:
        yield Pipe(sys.stdout.buffer)
        return
    try:
        file = RecordFile(out, resume=resume)
    except OutputError as error:
        fail(str(error))
    try:
        yield file
    finally:
        file.close()
