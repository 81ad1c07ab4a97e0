"""What happens before the processes start: migrations, the sample, the words of welcome."""

import socket

import typer

from assistant import bootstrap, tls
from assistant.auth import service as auth
from assistant.container import Container
from assistant.core.database import make_engine
from assistant.core.migrate import upgrade
from assistant.core.settings import Settings
from assistant.jobs import runtime
from assistant.sample import service as sample


def with_self_signed(settings: Settings) -> Settings:
    """The settings with a certificate made on the spot."""
    cert, key = tls.self_signed(settings.data_dir / "tls", settings.host)
    return settings.model_copy(update={"tls_cert": cert, "tls_key": key})


def prepare(settings: Settings) -> Settings:
    """Bring the database up to date, load the sample the first time, ready the sandbox.

    Returns:
        The settings, with the sandbox's address when there is one.
    """
    migrate(settings)
    if settings.load_sample:
        _load_sample_once(settings)
    if settings.spotify_sandbox and not settings.spotify_sandbox_url:
        return _with_sandbox(settings)
    return settings


def _load_sample_once(settings: Settings) -> None:
    """Load the sample library into a new installation; one that removed it stays without."""
    marker = settings.data_dir / "run" / "sample-offered"
    if marker.exists():
        return
    container = bootstrap.build(settings)
    sample.load(container.open_uow)
    container.sql.dispose()
    marker.touch()


def _with_sandbox(settings: Settings) -> Settings:
    """Choose a free port for the sandbox of Spotify and write the catalogue it has."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    from assistant.sandbox.catalogue import write_sample_catalogue

    write_sample_catalogue(settings.data_dir / "run" / "sandbox-catalogue.json")
    return settings.model_copy(update={"spotify_sandbox_url": f"http://127.0.0.1:{port}"})


def migrate(settings: Settings) -> None:
    """Run our migrations and those of the job machinery."""
    sql = make_engine(settings.sql_url)
    try:
        upgrade(sql)
    finally:
        sql.dispose()
    runtime.migrate(settings.sql_url)


def container_for_commands(settings: Settings) -> Container:
    """A container for a command that runs beside (or without) a running instance."""
    migrate(settings)
    return bootstrap.build(settings)


def greet(settings: Settings) -> None:
    """Say where Attune is, and how the first account becomes the admin."""
    typer.echo(f"\n  Attune is at {settings.origin}\n")
    container = bootstrap.build(settings)
    with container.open_uow(read=True) as uow:
        first = auth.needs_setup(uow)
    if first:
        typer.echo("  The first account becomes the admin. From another machine it is asked for")
        typer.echo(f"  this set-up code: {container.auth.setup_code}\n")
    if not settings.smtp_host:
        typer.echo(f"  Mails are written to {settings.outbox_dir}")
    typer.echo("  Stop with Ctrl+C.")
    container.sql.dispose()
