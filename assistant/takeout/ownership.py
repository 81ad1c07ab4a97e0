"""Whose each row is, worked out from the tables themselves: a new table is covered by its keys.

A row is a listener's own when a cascading foreign key leads from it to their account, or when its
`owner_key` is theirs; deleting the account must take it away. It is only *made by* them when a
foreign key lets go of the account (SET NULL): such a row is the server's and stays, without them.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from uuid import UUID

from sqlalchemy import Column, ColumnElement, Table, or_, select
from sqlmodel import SQLModel

ACCOUNT = "app_user"
OWNER_KEY = "owner_key"
AUDIT = "audit_event"
# The outbox of the index carries owner keys, and must: points of deleted songs go by it.
MACHINERY = frozenset({"index_change"})
Rows = Callable[[UUID], ColumnElement[bool]]


@dataclass(frozen=True, slots=True)
class Owned:
    """The rows of a table that are about somebody.

    Attributes:
        table: the table.
        own: picks the listener's own rows; None where there are none.
        made_by: picks rows of the server's that they made; None where there are none.
    """

    table: Table
    own: Rows | None
    made_by: Rows | None

    def rows_of(self, user_id: UUID) -> ColumnElement[bool]:
        """Every row about somebody."""
        return or_(*(pick(user_id) for pick in (self.own, self.made_by) if pick))


@cache
def owned_tables() -> tuple[Owned, ...]:
    """Every table that holds rows about somebody, parents first."""
    found = []
    for table in SQLModel.metadata.sorted_tables:
        own, made_by = _own(table), _made_by(table)
        if table.name == AUDIT:
            made_by = _either([table.c.subject_id, table.c.actor_id])
        if table.name not in MACHINERY and (own or made_by):
            found.append(Owned(table, own, made_by))
    return tuple(found)


def keyed_tables() -> list[Table]:
    """Tables whose rows only an owner key ties to an account, children first."""
    return [
        owned.table
        for owned in reversed(owned_tables())
        if OWNER_KEY in owned.table.c and owned.table.name not in MACHINERY
    ]


def _own(table: Table) -> Rows | None:
    """The nearest way to the account: the row itself, its columns, else those of its parents."""
    if table.name == ACCOUNT:
        return lambda user_id: table.c.id == user_id
    return _by_columns(table) or _by_parents(table)


def _by_columns(table: Table) -> Rows | None:
    ids = [c for c in table.c if _leads_to_account(c, "CASCADE")]
    keys = [c for c in table.c if c.name == OWNER_KEY]
    if not ids and not keys:
        return None
    return lambda user_id: or_(
        *(column == user_id for column in ids), *(column == str(user_id) for column in keys)
    )


def _by_parents(table: Table) -> Rows | None:
    """Through the parents that lead to an account by ids; by owner keys where none does."""
    ways: dict[bool, list[tuple[Column[UUID], Column[UUID], Rows]]] = {True: [], False: []}
    for column in table.c:
        for key in column.foreign_keys:
            parent = key.column.table
            own = _own(parent) if key.ondelete == "CASCADE" and parent is not table else None
            if own is not None:
                ways[OWNER_KEY not in parent.c].append((column, key.column, own))
    nearest = ways[True] or ways[False]
    if not nearest:
        return None
    return lambda user_id: or_(
        *(column.in_(select(target).where(own(user_id))) for column, target, own in nearest)
    )


def _made_by(table: Table) -> Rows | None:
    return _either([c for c in table.c if _leads_to_account(c, "SET NULL")])


def _either(columns: list[Column[UUID]]) -> Rows | None:
    return (lambda user_id: or_(*(c == user_id for c in columns))) if columns else None


def _leads_to_account(column: Column[UUID], on_delete: str) -> bool:
    return any(
        key.column.table.name == ACCOUNT and key.ondelete == on_delete
        for key in column.foreign_keys
    )
