"""The command line: `attune …`. Commands write SQL or enqueue jobs; none opens the vector store."""

import os
import sys

import typer

from analysis.errors import ModelError
from assistant.commands import (
    accounts,
    doctor,
    evaluation,
    imports,
    index,
    sample,
    scoring,
    secrets,
    serving,
)

OWN_ONLY = 0o077
"""What Attune writes (moods, lyrics, vectors) is for the account it runs under, whoever made the
data folder; processes it starts inherit this."""

app = typer.Typer(
    help="Attune: a mood-aware music assistant on your own machine.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
serving.add_to(app)
scoring.add_to(app)
doctor.add_to(app)
imports.add_to(app)
app.add_typer(accounts.app, name="user")
app.add_typer(evaluation.app, name="evaluate")
app.add_typer(index.app, name="index")
app.add_typer(sample.app, name="sample")
app.add_typer(secrets.app, name="secrets")


def main() -> None:
    """Run a command."""
    os.umask(OWN_ONLY)
    try:
        app()
    except ModelError as error:
        typer.echo(f"attune: {error}.", err=True)
        sys.exit(1)


if __name__ == "__main__":
    main()
