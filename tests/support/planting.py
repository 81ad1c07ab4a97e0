"""Rows for any table, made from its columns alone: what a person could leave anywhere."""

from datetime import UTC, date, datetime
from itertools import count
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import Column, LargeBinary, Table, delete, insert
from sqlmodel import SQLModel

from assistant.core.columns import CleanText, Id, Json, UtcDateTime
from assistant.core.unit_of_work import UnitOfWork

ACCOUNT = "app_user"
_number = count(1000)
LATER = datetime(2026, 11, 20, 11, tzinfo=UTC)
_SIX = {
    "valence": 0.0, "arousal": 0.0, "happy": 0.25, "sad": 0.25, "angry": 0.25, "relaxed": 0.25,
}  # fmt: skip


def tables_with_a_path(metadata: Any = SQLModel.metadata) -> list[Table]:
    """Every table from which foreign keys lead to an account, over any others; parents first."""
    found = {ACCOUNT}
    for _ in metadata.tables:
        for table in metadata.tables.values():
            if any(key.column.table.name in found for key in table.foreign_keys):
                found.add(table.name)
    return [table for table in metadata.sorted_tables if table.name in found]


def plant(uow: UnitOfWork, user_id: UUID, mark: str, seal: Any) -> dict[str, dict[str, Any]]:
    """Put a row of somebody's into every table with a path to their account, and what it needs.

    Args:
        uow: an open unit of work.
        user_id: whose.
        mark: stands in every text, with the table's name.
        seal: encrypts notes.

    Returns:
        The primary key of the row in each table with a path to an account.
    """
    wanted = {table.name for table in tables_with_a_path()}
    needed = {
        key.column.table.name
        for name in wanted
        for key in SQLModel.metadata.tables[name].foreign_keys
    }
    keys: dict[str, dict[str, Any]] = {ACCOUNT: {"id": user_id}}
    for table in SQLModel.metadata.sorted_tables:
        if table.name not in wanted | needed or table.name == ACCOUNT:
            continue
        row = {c.name: _value(c, f"{mark}-{table.name}", user_id, keys, seal) for c in table.c}
        keyed = list(table.primary_key.columns)
        if len(keyed) == 1 and keyed[0].name == "user_id":  # made with the account
            uow.db.execute(delete(table).where(keyed[0] == user_id))
        uow.db.execute(insert(table).values(**row))
        keys[table.name] = {column.name: row[column.name] for column in keyed}
    return {name: key for name, key in keys.items() if name in wanted}


def _value(column: Column[Any], word: str, user_id: UUID, keys: Any, seal: Any) -> Any:
    for key in column.foreign_keys:
        own = key.column.table is column.table  # a row of its own kind: left empty
        return None if own else keys[key.column.table.name][key.column.name]
    if column.name == "owner_key":
        return str(user_id)
    if column.name in _SIX:
        return _SIX[column.name]
    if column.name.endswith("note_enc"):
        return seal(f"{word} note")
    if column.name in {"expires_at", "delete_after"}:
        return None if column.nullable else LATER.replace(year=2027)
    return _by_type(column, word)


def _by_type(column: Column[Any], word: str) -> Any:
    kind = column.type
    if isinstance(kind, Id):
        return uuid4()
    if isinstance(kind, LargeBinary):
        return f"{word} {column.name} {uuid4()}".encode()[:32]
    if isinstance(kind, UtcDateTime):
        return LATER
    if isinstance(kind, Json):
        return {"planted": word}
    if isinstance(kind, CleanText):
        text = f"{word}-{column.name}"
        return text[-kind.cap :] if kind.cap else text
    made: dict[type, Any] = {bool: True, int: next(_number), float: 0.5, date: date(2026, 11, 20)}
    return made[kind.python_type]
