"""`attune doctor`: checks every setting, folder, port, model and provider, and says what to do."""

import os
import socket
import sys
from collections.abc import Callable
from dataclasses import dataclass

import typer

from assistant.commands.common import read_settings
from assistant.core.errors import DomainError
from assistant.core.settings import Settings


@dataclass(frozen=True, slots=True)
class Finding:
    """What one check found."""

    ok: bool
    said: str


def add_to(app: typer.Typer) -> None:
    """Register the command."""
    app.command()(doctor)


def doctor(
    online: bool = typer.Option(False, "--online", help="Also ask the providers (network)."),
) -> None:
    """Check the installation; ends with code 1 when something must be done."""
    settings = read_settings()
    checks: list[tuple[str, Callable[[Settings], Finding]]] = [
        ("Python", _python), ("data folder", _folder), ("port", _port), ("database", _database),
        ("mood model", _model), ("song index", _store), ("dashboard", _dashboard),
        ("worker", _worker),
    ]  # fmt: skip
    if online:
        checks += [("Spotify", _spotify), ("LRCLIB", _lrclib)]
    bad = 0
    for name, check in checks:
        finding = check(settings)
        bad += not finding.ok
        typer.echo(f"  {'ok   ' if finding.ok else 'WRONG'} {name:12} {finding.said}")
    raise typer.Exit(1 if bad else 0)


def _python(_settings: Settings) -> Finding:
    shown = sys.version.split()[0]
    return Finding(sys.version_info >= (3, 11), f"{shown} (3.11 or newer is needed)")


def _folder(settings: Settings) -> Finding:
    folder = settings.data_dir
    if not folder.exists():
        return Finding(True, f"{folder} will be made at the first start")
    if not os.access(folder, os.W_OK):
        return Finding(False, f"{folder} cannot be written: change its owner or ATTUNE_DATA_DIR")
    open_to_others = folder.stat().st_mode & 0o077
    if open_to_others:
        return Finding(False, f"{folder} can be read by others: chmod 700 {folder}")
    status = os.statvfs(folder)
    return Finding(True, f"{folder}, {status.f_bavail * status.f_frsize // 1_000_000:,} MB free")


def _port(settings: Settings) -> Finding:
    with socket.socket() as probe:
        probe.settimeout(0.5)
        taken = probe.connect_ex(("127.0.0.1", settings.port)) == 0
    shown = f"{settings.host}:{settings.port}"
    return Finding(True, f"{shown} answers" if taken else f"{shown} is free")


def _database(settings: Settings) -> Finding:
    from sqlalchemy.exc import SQLAlchemyError

    from assistant.core.database import make_engine

    kind = settings.sql_url.split(":", 1)[0].split("+")[0]
    if kind == "sqlite" and not settings.data_dir.exists():
        return Finding(True, "sqlite, made at the first start")
    try:
        with make_engine(settings.sql_url).connect() as connection:
            connection.exec_driver_sql("SELECT 1")
    except SQLAlchemyError as error:
        said = str(error).splitlines()[0]
        return Finding(False, f"{kind} does not answer: {said}. Check ATTUNE_DATABASE_URL")
    return Finding(True, f"{kind} answers")


def _model(settings: Settings) -> Finding:
    import analysis
    from analysis.errors import ModelError

    try:
        scorer = analysis.load_scorer(settings.mood_choice, settings.model_threads or None)
        scorer.load()
    except ModelError as error:
        return Finding(False, f"{error} ({error.code})")
    except ImportError as error:
        return Finding(False, f"{error}. Run: make setup")
    return Finding(True, f"{scorer.name} loads ({scorer.mood_stamp})")


def _store(settings: Settings) -> Finding:
    kind = settings.store_url.split(":", 1)[0].lower()
    if kind not in ("http", "https"):
        return Finding(True, f"{kind}; the worker alone opens it, see `attune index status`")
    from vectorstore import open_store
    from vectorstore.errors import StoreError

    try:
        spread = settings.store_spread
        store = open_store(settings.store_url, api_key=settings.store_key, spread=spread)
    except StoreError as error:
        return Finding(False, str(error))
    health, version = store.health(), store.capabilities().version
    store.close()
    return Finding(health.ok, f"Qdrant {version or 'server'}: {health.detail}")


def _dashboard(_settings: Settings) -> Finding:
    from assistant.supervisor import ROOT

    built = (ROOT / ".web" / "build" / "client").is_dir()
    return Finding(built, "built" if built else "not built yet. Run: make build")


def _worker(settings: Settings) -> Finding:
    from assistant import bootstrap
    from assistant.engine.client import EngineClient

    client = EngineClient(settings.engine_address, bootstrap.engine_token(settings), timeout_s=5)
    try:
        health = client.health()
    except DomainError:
        return Finding(True, "not running")
    finally:
        client.close()
    ok = health.model in ("ready", "warming") and health.store == "ready"
    said = f"model {health.model}, index {health.store} with {health.points:,} songs"
    return Finding(ok, f"{said} {health.model_message}{'' if ok else health.store_message}".strip())


def _spotify(settings: Settings) -> Finding:
    return _answers("Spotify", settings.spotify_urls[0])


def _lrclib(settings: Settings) -> Finding:
    return _answers("LRCLIB", settings.lrclib_url)


def _answers(name: str, url: str) -> Finding:
    import httpx

    try:
        answer = httpx.get(url, timeout=5)
    except httpx.HTTPError as error:
        return Finding(False, f"{url} does not answer ({type(error).__name__}); {name} is optional")
    return Finding(True, f"{url} answers ({answer.status_code})")
