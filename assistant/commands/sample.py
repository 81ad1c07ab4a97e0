"""`attune sample …`: the sample library, by whoever owns the machine."""

import typer

from assistant.commands.common import plain_errors, read_settings
from assistant.core.actor import SYSTEM

app = typer.Typer(help="Load or remove the sample library.", no_args_is_help=True)


@app.command()
def status() -> None:
    """Say how the sample library stands."""
    from assistant import startup
    from assistant.sample import service as sample

    container = startup.container_for_commands(read_settings())
    with container.open_uow(read=True) as uow:
        found = sample.status(uow, SYSTEM, container.stamps.mood)
    if not found.loaded:
        typer.echo("The sample library is not loaded.")
        return
    typer.echo(f"{found.songs} sample songs, {found.scored} scored.")
    if found.job_id is not None:
        typer.echo("The rest is being scored, or waits for: attune serve")


@app.command()
def load() -> None:
    """Load the sample library; its songs are scored while Attune runs."""
    from assistant import startup
    from assistant.sample import service as sample

    container = startup.container_for_commands(read_settings())
    with plain_errors():
        sample.load(container.open_uow)
    typer.echo("The sample library is loaded.")


@app.command()
def remove() -> None:
    """Take the sample library away with all that came with it, and nothing else."""
    from assistant import startup
    from assistant.sample import service as sample

    container = startup.container_for_commands(read_settings())
    with plain_errors(), container.open_uow() as uow:
        removed = sample.remove(uow, SYSTEM)
    typer.echo(f"{removed.songs} sample songs and their listener are gone.")
