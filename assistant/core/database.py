"""The connection to SQLite or PostgreSQL: one engine per process, tuned for each."""

from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, make_url

BUSY_TIMEOUT_MS = 30_000
READ_ONLY = "attune_read_only"


def make_engine(url: str, *, pool_size: int = 16) -> Engine:
    """Open a database.

    SQLite runs in WAL mode with foreign keys on. A unit that may write begins IMMEDIATE: a
    deferred one that read first could not become a writer once another had written.

    Args:
        url: a `sqlite:///` or `postgresql+psycopg://` address.
        pool_size: connections kept open.
    """
    if make_url(url).get_backend_name() == "sqlite":
        return _sqlite(url, pool_size)
    return create_engine(url, pool_size=pool_size, max_overflow=8, pool_pre_ping=True)


def reader_of(engine: Engine) -> Engine:
    """The same database for units that only read: each sees it as it was at one moment.

    SQLite's read transactions are like that by themselves. PostgreSQL is told with the BEGIN that
    it needs anyway, so that it costs no round trip; it refuses any writing then, too.
    """
    if engine.dialect.name == "sqlite":
        return engine.execution_options(**{READ_ONLY: True})
    return engine.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)


def make_jobs_engine(url: str) -> Engine:
    """Open the same database for DBOS, which begins its transactions itself.

    Its own default on SQLite is neither WAL nor patient (48 against 1,195 enqueues a second).
    """
    if make_url(url).get_backend_name() != "sqlite":
        return create_engine(url, pool_size=8, max_overflow=4, pool_pre_ping=True)
    engine = create_engine(url, connect_args={"timeout": BUSY_TIMEOUT_MS / 1000})
    event.listen(engine, "connect", _tune_sqlite_for_jobs)
    return engine


def _tune_sqlite_for_jobs(connection: Any, record: Any) -> None:
    _tune_sqlite(connection, record)
    connection.isolation_level = "IMMEDIATE"


def _sqlite(url: str, pool_size: int) -> Engine:
    path = make_url(url).database
    if path:
        Path(path).parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    engine = create_engine(
        url,
        pool_size=pool_size,
        max_overflow=8,
        connect_args={"timeout": BUSY_TIMEOUT_MS / 1000, "check_same_thread": False},
    )
    event.listen(engine, "connect", _tune_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _tune_sqlite(connection: Any, _record: Any) -> None:
    connection.isolation_level = None  # the driver must not begin by itself; _begin_sqlite does
    cursor = connection.cursor()
    for pragma in (
        f"busy_timeout={BUSY_TIMEOUT_MS}",
        "journal_mode=WAL",
        "synchronous=NORMAL",
        "foreign_keys=ON",
        "temp_store=MEMORY",
        "cache_size=-32000",
    ):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    read_only = connection.get_execution_options().get(READ_ONLY, False)
    connection.exec_driver_sql("BEGIN" if read_only else "BEGIN IMMEDIATE")
