"""`attune serve`, and its two processes alone: `attune web` and `attune worker`."""

from pathlib import Path
from typing import Annotated

import typer

from assistant.commands.common import fail, plain_errors, read_settings

Host = Annotated[str | None, typer.Option(help="Address to listen on (127.0.0.1).")]
Port = Annotated[int | None, typer.Option(help="Port to listen on (3000).", min=1, max=65535)]
DataDir = Annotated[Path | None, typer.Option(help="Where everything is kept.")]
PublicUrl = Annotated[str | None, typer.Option(help="The address people type, behind a proxy.")]
Cert = Annotated[Path | None, typer.Option(help="Certificate (PEM) for --tls.")]
Key = Annotated[Path | None, typer.Option(help="Its key (PEM, PKCS8).")]


def add_to(app: typer.Typer) -> None:
    """Register the commands."""
    app.command()(serve)
    app.command()(web)
    app.command()(worker)


def serve(
    host: Host = None,
    port: Port = None,
    data_dir: DataDir = None,
    public_url: PublicUrl = None,
    tls: Annotated[
        bool, typer.Option("--tls", help="Serve https; self-signed if no cert.")
    ] = False,
    tls_cert: Cert = None,
    tls_key: Key = None,
    spotify_sandbox: Annotated[
        bool, typer.Option("--spotify-sandbox", help="Run a Spotify of our own, to try things.")
    ] = False,
) -> None:
    """Start Attune and keep it running."""
    from assistant import startup, supervisor

    settings = read_settings(
        host=host, port=port, data_dir=data_dir, public_url=public_url,
        tls_cert=tls_cert, tls_key=tls_key, spotify_sandbox=spotify_sandbox,
    )  # fmt: skip
    if tls and not settings.tls_cert:
        settings = startup.with_self_signed(settings)
    try:
        lock = supervisor.preflight(settings)
        settings = startup.prepare(settings)
        supervisor.serve(settings, lock, ready=lambda: startup.greet(settings))
    except supervisor.CannotServeError as error:
        fail(str(error))


def web(
    host: Host = None,
    port: Port = None,
    data_dir: DataDir = None,
    public_url: PublicUrl = None,
    tls_cert: Cert = None,
    tls_key: Key = None,
) -> None:
    """Run the web process alone: the dashboard and REST, beside workers that run elsewhere."""
    from assistant import startup, supervisor

    settings = read_settings(
        host=host, port=port, data_dir=data_dir, public_url=public_url,
        tls_cert=tls_cert, tls_key=tls_key,
    )  # fmt: skip
    try:
        supervisor.check_web(settings)
    except supervisor.CannotServeError as error:
        fail(str(error))
    startup.migrate(settings)
    supervisor.become_web(settings)


def worker(
    migrated: Annotated[bool, typer.Option("--migrated", hidden=True)] = False,
) -> None:
    """Run a worker alone: the mood model, the song index, the jobs."""
    from assistant import startup
    from assistant import worker as process

    settings = read_settings()
    if not migrated:
        startup.migrate(settings)
    with plain_errors():
        process.run(settings)
