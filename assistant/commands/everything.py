"""All commands of `attune` together."""

import typer

from assistant.commands import (
    accounts,
    doctor,
    evaluation,
    imports,
    index,
    remote,
    sample,
    scoring,
    secrets,
    serving,
)

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
app.add_typer(remote.app, name="remote")
app.add_typer(sample.app, name="sample")
app.add_typer(secrets.app, name="secrets")
