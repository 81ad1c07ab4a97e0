"""`attune index …`: how the song index stands, and what an admin can do (by the running worker)."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Annotated, Any
from uuid import UUID

import typer

from assistant.commands.common import fail, plain_errors, read_settings
from assistant.commands.index_words import (
    build_line,
    comparison_lines,
    history_line,
    plan_lines,
)
from assistant.core.actor import SYSTEM

app = typer.Typer(help="The song index.", no_args_is_help=True)
ADMIN = replace(SYSTEM, via="cli")
Json = Annotated[bool, typer.Option("--json", help="One JSON document.")]
Number = Annotated[int, typer.Argument(help="The generation's number.")]


@app.command()
def status(json: Json = False) -> None:
    """Show the generations, what is waiting, and what is wrong."""
    from assistant.index import service

    with _uow(read=True) as (uow, container):
        found = service.status(uow, ADMIN, container.stamps)
    if json:
        typer.echo(found.model_dump_json())
        return
    typer.echo(f"songs {found.songs:,}, indexed {found.points:,}, waiting {found.waiting:,}")
    for g in found.generations:
        typer.echo(f"  {g.number:3} {g.state:9} {g.count:9,} songs  {g.name}")
    if found.progress:
        typer.echo(build_line(found.progress))
    if found.trouble:
        typer.echo(f"{found.trouble.detail} ({found.trouble.repair})")


@app.command()
def plan(json: Json = False) -> None:
    """Show what a rebuild would do and how long it would take, without doing it."""
    from assistant.index import service

    with _uow(read=True) as (uow, container):
        found = service.plan(uow, ADMIN, container.stamps, container.settings.index_keep)
    typer.echo(found.model_dump_json() if json else "\n".join(plan_lines(found)))


@app.command()
def rebuild(
    switch: Annotated[
        bool, typer.Option(help="Switch when it is whole, or wait, compared, for `switch`.")
    ] = True,
) -> None:
    """Ask the worker to build the index anew beside the one that answers."""
    _ask(lambda service, uow: service.rebuild(uow, ADMIN, switch=switch, stamps=_stamps()))


@app.command()
def pause() -> None:
    """Let the build rest, over restarts too."""
    _ask(lambda service, uow: service.pause(uow, ADMIN), "The build rests after its next batch.")


@app.command()
def resume() -> None:
    """Go on with the build that rests."""
    _ask(lambda service, uow: service.resume(uow, ADMIN, _stamps()))


@app.command()
def cancel() -> None:
    """Give the build up and remove what it wrote."""
    _ask(lambda service, uow: service.cancel(uow, ADMIN), "The build is given up.")


@app.command()
def switch(number: Number) -> None:
    """Switch to a generation that is whole, newer or older."""
    _ask(lambda service, uow: service.go_to(uow, ADMIN, _id(service, uow, number)))


@app.command()
def rollback() -> None:
    """Switch to the generation that answered before this one."""
    _ask(lambda service, uow: service.rollback(uow, ADMIN))


@app.command()
def drop(number: Number) -> None:
    """Remove a generation that does not answer; its history stays."""
    _ask(lambda service, uow: service.drop(uow, ADMIN, _id(service, uow, number)))


@app.command()
def check() -> None:
    """Compare the index in use with the database, and put right what differs."""
    _ask(lambda service, uow: service.check(uow, ADMIN))


@app.command()
def compare(
    number: Number,
    again: Annotated[bool, typer.Option("--again", help="Ask the worker to do it anew.")] = False,
    json: Json = False,
) -> None:
    """Show a generation and the one that answers side by side, on the same queries."""
    if again:
        _ask(lambda service, uow: service.compare(uow, ADMIN, _id(service, uow, number)))
        return
    from assistant.index import service

    with _uow(read=True) as (uow, _):
        found = service.comparison(uow, ADMIN, _id(service, uow, number))
    typer.echo(found.model_dump_json() if json else "\n".join(comparison_lines(found)))


@app.command()
def history(limit: Annotated[int, typer.Option(min=1, max=200)] = 50) -> None:
    """Show what happened to the generations, by whom and when, newest first."""
    from assistant.index import service

    with _uow(read=True) as (uow, _):
        found = service.history(uow, ADMIN, limit)
    for entry in found:
        typer.echo(history_line(entry))


@contextmanager
def _uow(*, read: bool = False) -> Iterator[tuple[Any, Any]]:
    from assistant import startup

    container = startup.container_for_commands(read_settings())
    with plain_errors(), container.open_uow(read=read) as uow:
        yield uow, container


def _ask(verb: Callable[[Any, Any], UUID | None], said: str = "") -> None:
    """Call a verb of the service and say what becomes of it."""
    from assistant.index import service

    with _uow() as (uow, _):
        job_id = verb(service, uow)
    typer.echo(said or f"Job {job_id} waits for the worker; see `attune index status`.")


def _stamps() -> Any:
    """Which model counts by the settings here."""
    import analysis
    from analysis.fusion import stamped

    return stamped(analysis.stamps(read_settings().mood_choice))


def _id(service: Any, uow: Any, number: int) -> UUID:
    found: UUID | None = service.find_id(uow, ADMIN, number)
    if found is None:
        fail(f"there is no generation {number}; see `attune index status`.")
    return found
