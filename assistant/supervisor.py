"""`attune serve`: checks, migrates, starts web and worker, and starts them again when they die."""

import fcntl
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType
from typing import IO, NoReturn
from urllib.parse import urlsplit

import structlog

import analysis
from analysis.errors import ModelError
from assistant.core.settings import Settings

ROOT = Path(__file__).resolve().parent.parent
_WEB = ROOT / "serve.py"
MIN_FREE_BYTES = 200_000_000
_QUICK_DEATH_S = 10.0
_BACKOFF_MAX_S = 15.0
_STOP_PATIENCE_S = 10.0
log = structlog.get_logger(__name__)


class CannotServeError(Exception):
    """Attune cannot start; the message says what is wrong and what to do."""


@dataclass
class Child:
    """A process that is kept alive."""

    name: str
    command: list[str]
    process: subprocess.Popen[bytes] | None = None
    started_at: float = 0.0
    deaths: int = 0
    wait_until: float = field(default=0.0)

    def start(self, environment: dict[str, str]) -> None:
        """Start it."""
        self.process = subprocess.Popen(self.command, cwd=ROOT, env=environment)
        self.started_at = time.monotonic()

    def tend(self, environment: dict[str, str]) -> None:
        """Start it again when it died; wait longer each time it died at once."""
        now = time.monotonic()
        if self.process is not None and self.process.poll() is None:
            return
        if self.process is not None:
            quick = now - self.started_at < _QUICK_DEATH_S
            self.deaths = self.deaths + 1 if quick else 0
            delay = min(_BACKOFF_MAX_S, 0.2 * 2**self.deaths)
            log.warning("restarting", process=self.name, exit_code=self.process.returncode,
                        after_s=round(delay, 1))  # fmt: skip
            self.process, self.wait_until = None, now + delay
        if now >= self.wait_until:
            self.start(environment)

    def stop(self) -> None:
        """Ask it to end, and end it when it does not."""
        if self.process is None or self.process.poll() is not None:
            return
        self.process.terminate()
        try:
            self.process.wait(_STOP_PATIENCE_S)
        except subprocess.TimeoutExpired:
            self.process.kill()


def preflight(settings: Settings) -> IO[str]:
    """Check what must hold before anything starts.

    Returns:
        The open lock file; while it is open, no other instance can own the folder.

    Raises:
        CannotServeError: says what is wrong and what to do.
    """
    _check_folder(settings.data_dir)
    lock = _own(settings.data_dir)
    try:
        _check_port(settings)
        _check_build()
        _check_model(settings)
    except CannotServeError:
        lock.close()
        raise
    return lock


def check_web(settings: Settings) -> None:
    """Check what must hold before a web process starts alone; it may share its folder.

    Raises:
        CannotServeError: says what is wrong and what to do.
    """
    _check_folder(settings.data_dir)
    _check_port(settings)
    _check_build()
    _check_model(settings)


def become_web(settings: Settings) -> NoReturn:
    """Turn this process into a web process."""
    environment = {**os.environ, **as_environment(settings)}
    os.execve(sys.executable, [sys.executable, str(_WEB)], environment)  # noqa: S606 - our own


def serve(settings: Settings, lock: IO[str], *, ready: Callable[[], None] = lambda: None) -> None:
    """Run web and worker until told to stop."""
    environment = {**os.environ, **as_environment(settings)}
    children = _children(settings)
    stopping = False

    def stop(_signal: int, _frame: FrameType | None) -> None:
        nonlocal stopping
        stopping = True

    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
    for child in children:
        child.start(environment)
    write_pids(settings, children)
    announced = False
    while not stopping:
        before = [c.process.pid if c.process else 0 for c in children]
        for child in children:
            child.tend(environment)
        if before != [c.process.pid if c.process else 0 for c in children]:
            write_pids(settings, children)
        if not announced and _answers(settings):
            announced = True
            ready()
        time.sleep(0.2)
    for child in reversed(children):
        child.stop()
    lock.close()


def _children(settings: Settings) -> list[Child]:
    children = [
        Child("worker", [sys.executable, "-m", "assistant.cli", "worker", "--migrated"]),
        Child("web", [sys.executable, str(_WEB)]),
    ]
    if settings.spotify_sandbox:
        port = urlsplit(settings.spotify_sandbox_url).port
        catalogue = settings.data_dir / "run" / "sandbox-catalogue.json"
        command = [sys.executable, "-m", "assistant.sandbox.spotify"]
        children.insert(
            0, Child("sandbox", [*command, "--port", str(port), "--catalogue", str(catalogue)])
        )
    return children


def write_pids(settings: Settings, children: list[Child]) -> None:
    """Leave the processes' numbers in run/pids, for whoever must find them."""
    lines = [f"{c.name} {c.process.pid}" for c in children if c.process]
    (settings.data_dir / "run" / "pids").write_text("\n".join(lines) + "\n")


def as_environment(settings: Settings) -> dict[str, str]:
    """The settings as variables, so that both processes see what the command line said."""
    values = {
        "ATTUNE_HOST": settings.host,
        "ATTUNE_PORT": str(settings.port),
        "ATTUNE_DATA_DIR": str(settings.data_dir),
        "ATTUNE_PUBLIC_URL": settings.public_url,
        "ATTUNE_MOOD_MODEL": settings.mood_model,
        "ATTUNE_MOOD_LABELS": settings.mood_labels,
        "ATTUNE_SPOTIFY_SANDBOX": "1" if settings.spotify_sandbox else "0",
        "ATTUNE_SPOTIFY_SANDBOX_URL": settings.spotify_sandbox_url,
        "PYTHONUNBUFFERED": "1",
    }
    if settings.tls_cert and settings.tls_key:
        values["ATTUNE_TLS_CERT"] = str(settings.tls_cert)
        values["ATTUNE_TLS_KEY"] = str(settings.tls_key)
    return values


def _check_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        (folder / "run").mkdir(exist_ok=True, mode=0o700)
    except OSError as error:
        raise CannotServeError(
            f"The data folder {folder} cannot be made ({error.strerror}). "
            "Set ATTUNE_DATA_DIR to a folder you may write to."
        ) from error
    _check_disk(folder)


def _check_disk(folder: Path) -> None:
    status = os.statvfs(folder)
    free = status.f_bavail * status.f_frsize
    if free < MIN_FREE_BYTES:
        raise CannotServeError(
            f"The disk of {folder} has {free // 1_000_000} MB left; Attune needs "
            f"{MIN_FREE_BYTES // 1_000_000} MB. Free some space or set ATTUNE_DATA_DIR elsewhere."
        )


def _own(folder: Path) -> IO[str]:
    lock = (folder / "run" / "lock").open("a+")
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        lock.close()
        raise CannotServeError(
            f"Another Attune is running on the folder {folder}. Stop it, or give this one a "
            "folder of its own with ATTUNE_DATA_DIR."
        ) from error
    return lock


def _check_port(settings: Settings) -> None:
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((settings.host, settings.port))
        except OSError as error:
            raise CannotServeError(
                f"Port {settings.port} on {settings.host} cannot be used ({error.strerror}). "
                f"Choose another: make run PORT={settings.port + 1}"
            ) from error


def _check_build() -> None:
    if not (ROOT / ".web" / "build" / "client").is_dir():
        raise CannotServeError("The dashboard has not been built yet. Run: make build")


def _check_model(settings: Settings) -> None:
    """Find the mood model, fetching it where that was asked for; nothing is loaded yet."""
    try:
        analysis.stamps(settings.mood_choice)
    except ModelError as error:
        raise CannotServeError(f"The mood model cannot be used: {error}.") from error


def _answers(settings: Settings) -> bool:
    host = "127.0.0.1" if settings.host in ("0.0.0.0", "localhost") else settings.host  # noqa: S104 - compared
    host = "::1" if host == "::" else host
    try:
        with socket.create_connection((host, settings.port), timeout=0.3):
            return True
    except OSError:
        return False
