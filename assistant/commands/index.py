"""`attune index …`: how the song index stands, and building it anew (by the running worker)."""

import typer

from assistant.commands.common import plain_errors, read_settings
from assistant.core.actor import SYSTEM

app = typer.Typer(help="The song index.", no_args_is_help=True)


@app.command()
def status() -> None:
    """Show the builds and what is waiting."""
    from assistant import startup
    from assistant.index import service

    container = startup.container_for_commands(read_settings())
    with container.open_uow(read=True) as uow:
        found = service.status(uow, SYSTEM, container.stamps)
    typer.echo(f"songs {found.songs:,}, indexed {found.points:,}, waiting {found.waiting:,}")
    for g in found.generations:
        typer.echo(f"  {g.number:3} {g.state:9} {g.count:9,} songs  {g.name}")
    if found.build:
        typer.echo(f"building: {found.build.done} of {found.build.total} {found.build.message}")


@app.command()
def rebuild() -> None:
    """Ask the worker to build the index anew beside the one that answers."""
    from assistant import startup
    from assistant.index import service

    container = startup.container_for_commands(read_settings())
    with plain_errors(), container.open_uow() as uow:
        job_id = service.rebuild(uow, SYSTEM)
    typer.echo(f"Job {job_id} waits for the worker; see `attune index status`.")
