"""All SQL of sealed columns; which these are, their names say (`…_enc`)."""

from typing import Any

from sqlalchemy import Column, select, tuple_, update
from sqlmodel import Session, SQLModel

import assistant.models  # noqa: F401 - every table must be known

SUFFIX = "_enc"
PAGE = 500
Key = tuple[Any, ...]
Sealed = Column[Any]


def sealed_columns() -> list[Sealed]:
    """Every column of every table that holds what a vault sealed."""
    tables = SQLModel.metadata.sorted_tables
    return [column for table in tables for column in table.columns if column.name.endswith(SUFFIX)]


def page(db: Session, column: Sealed, after: Key | None) -> list[tuple[Key, bytes]]:
    """(primary key, sealed bytes) of the next filled rows of a column, at most `PAGE`."""
    keys = _keys(column)
    query = select(*keys, column).where(column.is_not(None)).order_by(*keys).limit(PAGE)
    if after is not None:
        query = query.where(tuple_(*keys) > tuple_(*after) if len(keys) > 1 else keys[0] > after[0])
    return [(tuple(row[:-1]), row[-1]) for row in db.execute(query)]


def replace(db: Session, column: Sealed, key: Key, old: bytes, new: bytes) -> bool:
    """Put new bytes where the old ones still stand; False when somebody changed the row."""
    statement = update(column.table).where(column == old)
    for part, value in zip(_keys(column), key, strict=True):
        statement = statement.where(part == value)
    return bool(db.execute(statement.values({column: new})).rowcount)  # type: ignore[attr-defined]


def _keys(column: Sealed) -> list[Column[Any]]:
    return list(column.table.primary_key.columns)
