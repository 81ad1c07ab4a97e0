"""Inserting many rows fast: one prepared statement, values made ready once, numbers beforehand."""

import json
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from operator import itemgetter
from typing import Any, cast

from sqlalchemy import Connection, Table, text
from sqlmodel import Session, SQLModel

from assistant.core.columns import Json, UtcDateTime, storable


def take_numbers(db: Session, model: type[SQLModel], count: int) -> list[int]:
    """Reserve ascending values of a table's counted `id`, nobody else's ever.

    Args:
        db: the session of an open writing unit of work.
        model: of the table.
        count: how many.
    """
    table = _table(model)
    if db.get_bind().dialect.name == "postgresql":
        query = text("SELECT nextval(pg_get_serial_sequence(:name, 'id')) "
                     "FROM generate_series(1, :count)")  # fmt: skip
        return sorted(db.execute(query, {"name": table.name, "count": count}).scalars())
    # SQLite has one writer, and this transaction is it.
    query = text("SELECT seq FROM sqlite_sequence WHERE name = :name")
    first = (db.execute(query, {"name": table.name}).scalar() or 0) + 1
    return list(range(first, first + count))


def insert_rows(
    db: Session, model: type[SQLModel], columns: Sequence[str], rows: Sequence[Sequence[Any]]
) -> None:
    """Insert rows whose keys are known to be free.

    Args:
        db: the session of an open writing unit of work; what it holds is flushed first.
        model: of the table.
        columns: names of the columns given.
        rows: their values, as the model has them.

    Raises:
        sqlalchemy.exc.IntegrityError: a key is taken.
    """
    if not rows:
        return
    db.flush()
    connection, table = db.connection(), _table(model)
    ready = _ready(connection, table, columns, rows)
    if connection.dialect.name == "postgresql":
        _copy(connection, f"COPY {table.name} ({', '.join(columns)}) FROM STDIN", ready)
    else:
        connection.exec_driver_sql(_statement(connection, table, columns), list(ready))


def insert_missing(
    db: Session, model: type[SQLModel], columns: Sequence[str], rows: Sequence[Sequence[Any]]
) -> int:
    """Insert rows, leaving out those that collide with a key that exists; how many went in.

    Args:
        db: the session of an open writing unit of work; what it holds is flushed first.
        model: of the table.
        columns: names of the columns given.
        rows: their values, as the model has them.
    """
    if not rows:
        return 0
    db.flush()
    connection, table = db.connection(), _table(model)
    statement = _statement(connection, table, columns) + " ON CONFLICT DO NOTHING"
    ready = list(_ready(connection, table, columns, rows))
    return int(connection.exec_driver_sql(statement, ready).rowcount)


def _statement(connection: Connection, table: Table, columns: Sequence[str]) -> str:
    mark = "%s" if connection.dialect.name == "postgresql" else "?"
    marks = ", ".join([mark] * len(columns))
    names = ", ".join(columns)
    return f"INSERT INTO {table.name} ({names}) VALUES ({marks})"  # noqa: S608 - our own names


def _copy(connection: Connection, statement: str, rows: Iterable[tuple[Any, ...]]) -> None:
    driver = cast("Any", connection.connection.driver_connection)
    with driver.cursor() as cursor, cursor.copy(statement) as copy:
        for row in rows:
            copy.write_row(row)


def _ready(
    connection: Connection, table: Table, columns: Sequence[str], rows: Sequence[Sequence[Any]]
) -> Iterable[tuple[Any, ...]]:
    """The rows as the driver takes them, column by column."""
    made = [
        _column(_binder(connection, table, name), list(map(itemgetter(place), rows)))
        for place, name in enumerate(columns)
    ]
    return zip(*made, strict=True)


def _column(bind: Callable[[Any], Any] | None, values: list[Any]) -> Iterable[Any]:
    """The values made ready, each object once: names, ids and contexts stand in many rows."""
    if bind is None:
        return values
    ids = list(map(id, values))
    ready = {key: bind(value) for key, value in dict(zip(ids, values, strict=True)).items()}
    return map(ready.__getitem__, ids)


def _binder(connection: Connection, table: Table, name: str) -> Callable[[Any], Any] | None:
    kind = table.c[name].type
    if isinstance(kind, UtcDateTime) and connection.dialect.name == "sqlite":
        return _sqlite_time
    if isinstance(kind, Json):
        return _to_json
    return kind.dialect_impl(connection.dialect).bind_processor(connection.dialect)


def _sqlite_time(value: datetime | None) -> str | None:
    """A moment as `UtcDateTime` stores it on SQLite, without SQLAlchemy's slower formatting."""
    if value is None:
        return None
    return storable(value).replace(tzinfo=None).isoformat(" ", "microseconds")


def _to_json(value: Any) -> str | None:
    return None if value is None else json.dumps(value)


def _table(model: type[SQLModel]) -> Table:
    table: Table = model.__table__  # type: ignore[attr-defined]
    return table
