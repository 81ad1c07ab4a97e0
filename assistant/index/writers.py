"""Waiting for those that write to the outbox, on PostgreSQL, without standing in their way.

A lock on the table would do it too, but the next writer would queue behind it: and when the one
that is waited for needs a row of that next writer, all three wait for each other. SQLite has one
writer at a time and nothing to wait for.
"""

import time

from sqlalchemy import text
from sqlmodel import Session

from assistant.core.errors import UpstreamUnavailable

_LOOK_EVERY_S, PATIENCE_S = 0.005, 120.0
_WRITING = text(
    "SELECT virtualtransaction FROM pg_locks WHERE relation = 'index_change'::regclass"
    " AND database = (SELECT oid FROM pg_database WHERE datname = current_database())"
    " AND mode = 'RowExclusiveLock' AND granted AND pid <> pg_backend_pid()"
)


def wait_for_writers(db: Session) -> None:
    """Wait until everybody has ended who is writing changes at this moment.

    Raises:
        UpstreamUnavailable: somebody did not within `PATIENCE_S`.
    """
    if db.get_bind().dialect.name != "postgresql":
        return
    writing = set(db.execute(_WRITING).scalars())
    until = time.monotonic() + PATIENCE_S
    while writing:
        if time.monotonic() >= until:
            raise UpstreamUnavailable(
                "changes_open",
                f"A change to the songs has not ended for {PATIENCE_S:g} s, so the index waits. "
                "Look in pg_stat_activity for a transaction that was left open.",
            )
        time.sleep(_LOOK_EVERY_S)
        writing &= set(db.execute(_WRITING).scalars())
