"""Inserting rows that may exist already, on SQLite and PostgreSQL alike."""

from collections.abc import Iterator, Sequence
from operator import attrgetter
from typing import Any

from sqlalchemy import Table
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session, SQLModel

from assistant.core.bulk import insert_missing

_ROWS_AT_ONCE = 300  # times the widest table's columns stays under SQLite's 32,766 variables


def insert_new(db: Session, rows: Sequence[SQLModel]) -> int:
    """Insert rows of one table, leaving out those that collide with a key that exists.

    Args:
        db: the session of an open unit of work.
        rows: instances of one table's model; they do not become part of the session.

    Returns:
        How many were inserted.
    """
    if not rows:
        return 0
    table = _table(rows[0])
    names = [column.name for column in table.columns]
    counted = table.autoincrement_column
    if counted is not None and getattr(rows[0], counted.name) is None:
        names.remove(counted.name)
    take = attrgetter(*names)
    return insert_missing(db, type(rows[0]), names, [take(row) for row in rows])


def upsert(db: Session, rows: Sequence[SQLModel], change: Sequence[str]) -> None:
    """Insert rows of one table; where the primary key exists, set some columns instead.

    Args:
        db: the session of an open unit of work.
        rows: instances of one table's model, no two with the same key.
        change: the columns that take the new row's values.
    """
    for part in _parts(rows):
        statement = _insert(db, part)
        keys = [column.name for column in _table(part[0]).primary_key]
        values = {name: statement.excluded[name] for name in change}
        db.execute(statement.on_conflict_do_update(index_elements=keys, set_=values))


def _parts(rows: Sequence[SQLModel]) -> Iterator[Sequence[SQLModel]]:
    db_rows = list(rows)
    for start in range(0, len(db_rows), _ROWS_AT_ONCE):
        yield db_rows[start : start + _ROWS_AT_ONCE]


def _insert(db: Session, rows: Sequence[SQLModel]) -> Any:
    table = _table(rows[0])
    make: Any = postgresql.insert if db.get_bind().dialect.name == "postgresql" else sqlite.insert
    return make(table).values([_values(table, row) for row in rows])


def _values(table: Table, row: SQLModel) -> dict[str, Any]:
    given = {column.name: getattr(row, column.name) for column in table.columns}
    counted = table.autoincrement_column
    if counted is not None and given[counted.name] is None:
        del given[counted.name]
    return given


def _table(row: SQLModel) -> Table:
    table: Table = row.__table__  # type: ignore[attr-defined]
    return table
