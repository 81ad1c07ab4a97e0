"""Alembic's environment: runs the history on the connection that the caller hands over."""

from typing import Any

from alembic import context
from sqlalchemy import Connection
from sqlmodel import SQLModel

import assistant.models  # noqa: F401 - registers all tables

FOREIGN_TABLE_PREFIXES = ("dbos", "search_")


def include_object(_item: Any, name: str | None, kind: str, reflected: bool, _other: Any) -> bool:  # noqa: FBT001 - Alembic's signature
    """Leave alone what is not ours: tables of DBOS and of full-text search."""
    if kind == "table" and reflected and name not in SQLModel.metadata.tables:
        return False
    return not (kind == "table" and name and name.startswith(FOREIGN_TABLE_PREFIXES))


def run(connection: Connection) -> None:
    """Run the history.

    On SQLite a batch migration rebuilds tables; with foreign keys on, dropping the old copy
    would delete every child row, so they are off while it runs.
    """
    sqlite = connection.dialect.name == "sqlite"
    context.configure(
        connection=connection,
        target_metadata=SQLModel.metadata,
        include_object=include_object,
        render_as_batch=sqlite,
        compare_type=False,
    )
    with context.begin_transaction():
        context.run_migrations()


run(context.config.attributes["connection"])
