"""Owns a throw-away PostgreSQL server on this machine, for tests and for the migration check.

Started from the system's own binaries on a free loopback port, with its files in a temporary
folder and durability off. PostgreSQL refuses to run as root, so root hands it to another user.
"""

import contextlib
import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
import time
import uuid
from collections.abc import Iterator
from pathlib import Path

import psycopg
from psycopg import sql

START_TIMEOUT_S = 30.0
MISSING = (
    "PostgreSQL's server programs (initdb, postgres) were not found. Install them with the "
    "system's packages (Debian and Ubuntu: apt-get install postgresql; Fedora: dnf install "
    "postgresql-server; macOS: brew install postgresql) or run tools/test_env.py as root."
)
_FAST = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_connections=100",
         "max_wal_size=128MB")  # fmt: skip
# A database is a thousand files: where files are memory, making one costs a fifth.
_MEMORY, _ROOM_NEEDED = Path("/dev/shm"), 2 << 30  # noqa: S108 - asked for a folder of our own


class PostgresUnavailableError(RuntimeError):
    """No server could be started; the message says why and what to do."""


def find_binaries() -> Path | None:
    """Find the folder that holds `initdb` and `postgres`, the newest version first."""
    folders = [Path(p) for p in os.environ.get("PATH", "").split(os.pathsep) if p]
    for root in ("/usr/lib/postgresql", "/usr/local/lib/postgresql", "/opt/homebrew/opt"):
        found = [p.parent for p in Path(root).glob("*/bin/initdb")]
        folders += sorted(found, key=_version, reverse=True)
    folders += [Path(p) for p in ("/usr/local/pgsql/bin", "/usr/pgsql/bin")]
    for folder in folders:
        if (folder / "initdb").exists() and (folder / "postgres").exists():
            return folder
    return None


def _version(folder: Path) -> float:
    digits = "".join(c for c in folder.parent.name if c.isdigit() or c == ".")
    try:
        return float(digits)
    except ValueError:
        return 0.0


class LocalPostgres:
    """A running server with one superuser, `postgres`, trusted from loopback."""

    def __init__(self, port: int) -> None:
        self.port = port

    def url(self, database: str = "postgres") -> str:
        """Address for SQLAlchemy with psycopg 3."""
        return f"postgresql+psycopg://postgres@127.0.0.1:{self.port}/{database}"

    def create(self, template: str = "template0") -> str:
        """Make a fresh database, empty or a copy of `template`, and return its name."""
        name = f"t_{uuid.uuid4().hex[:16]}"
        self._run(
            sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(
                sql.Identifier(name), sql.Identifier(template)
            )
        )
        return name

    def drop(self, database: str) -> None:
        """Remove a database, ending whatever is still connected to it."""
        self._run(
            sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(database))
        )

    def _run(self, statement: sql.Composed) -> None:
        with psycopg.connect(
            host="127.0.0.1", port=self.port, user="postgres", dbname="postgres", autocommit=True
        ) as connection:
            connection.execute(statement)


@contextlib.contextmanager
def running() -> Iterator[LocalPostgres]:
    """Start a server, yield it, and leave neither process nor folder behind.

    Raises:
        PostgresUnavailableError: the programs are missing or the server did not come up.
    """
    binaries = find_binaries()
    if binaries is None:
        raise PostgresUnavailableError(MISSING)
    folder = Path(tempfile.mkdtemp(prefix="attune-pg-", dir=_roomy_memory()))
    owner = _owner()
    try:
        if owner:
            os.chown(folder, owner.pw_uid, owner.pw_gid)
        _init(binaries, folder, owner)
        port = _free_port()
        process = _start(binaries, folder, port, owner)
        try:
            _wait(process, port, folder)
            yield LocalPostgres(port)
        finally:
            _stop(process)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _roomy_memory() -> Path | None:
    """Where files live in memory, if there is such a place with room; else the usual one."""
    if os.access(_MEMORY, os.W_OK) and shutil.disk_usage(_MEMORY).free >= _ROOM_NEEDED:
        return _MEMORY
    return None


def _owner() -> pwd.struct_passwd | None:
    if os.geteuid() != 0:
        return None
    for name in ("postgres", "nobody"):
        with contextlib.suppress(KeyError):
            return pwd.getpwnam(name)
    raise PostgresUnavailableError("PostgreSQL cannot run as root and there is no user for it.")


def _launch(
    args: list[str], folder: Path, owner: pwd.struct_passwd | None
) -> subprocess.Popen[bytes]:
    with (folder / "log").open("ab") as log:
        return subprocess.Popen(
            args,
            cwd=folder,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            env={"PATH": os.environ.get("PATH", ""), "LC_ALL": "C", "TZ": "UTC"},
            user=owner.pw_uid if owner else None,
            group=owner.pw_gid if owner else None,
            extra_groups=[] if owner else None,
            start_new_session=True,  # Ctrl-C ends the tests first, then they end the server
        )


def _init(binaries: Path, folder: Path, owner: pwd.struct_passwd | None) -> None:
    args = [
        str(binaries / "initdb"), "--pgdata", str(folder / "data"), "--username", "postgres",
        "--auth", "trust", "--encoding", "UTF8", "--no-locale", "--no-sync",
    ]  # fmt: skip
    if _launch(args, folder, owner).wait(START_TIMEOUT_S) != 0:
        raise PostgresUnavailableError(f"initdb failed: {_tail(folder)}")


def _start(
    binaries: Path, folder: Path, port: int, owner: pwd.struct_passwd | None
) -> subprocess.Popen[bytes]:
    args = [str(binaries / "postgres"), "-D", str(folder / "data"), "-p", str(port)]
    args += ["-h", "127.0.0.1", "-k", str(folder)]
    for setting in _FAST:
        args += ["-c", setting]
    return _launch(args, folder, owner)


def _wait(process: subprocess.Popen[bytes], port: int, folder: Path) -> None:
    deadline = time.monotonic() + START_TIMEOUT_S
    while time.monotonic() < deadline:
        if process.poll() is not None:
            break
        with contextlib.suppress(psycopg.OperationalError):
            psycopg.connect(
                host="127.0.0.1", port=port, user="postgres", dbname="postgres", connect_timeout=2
            ).close()
            return
        time.sleep(0.05)
    raise PostgresUnavailableError(f"PostgreSQL did not start: {_tail(folder)}")


def _stop(process: subprocess.Popen[bytes]) -> None:
    if process.poll() is None:
        process.send_signal(signal.SIGINT)  # PostgreSQL's fast shutdown
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _tail(folder: Path) -> str:
    return (folder / "log").read_text(errors="replace")[-800:].strip()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
