"""Shows that the migrations lead to exactly the tables of assistant/models, on both databases.

Each database is made from nothing, upgraded to the newest revision and compared with the models
(`alembic check`). Without PostgreSQL on the machine only SQLite is checked, except in CI, where
it must be there.
"""

import os
import sys
import tempfile
from pathlib import Path

from alembic.util.exc import CommandError

from assistant.core import migrate
from assistant.core.database import make_engine
from tools.local_postgres import find_binaries, running


def check(url: str) -> None:
    """Upgrade an empty database and compare it with the models.

    Raises:
        CommandError: there are two newest revisions, or the tables are not those of the models.
    """
    engine = make_engine(url)
    try:
        migrate.upgrade(engine)
        migrate.check(engine)
    finally:
        engine.dispose()


def main() -> int:
    """Return 0 when every database that is here agrees with the models."""
    try:
        with tempfile.TemporaryDirectory(prefix="attune-migrations-") as folder:
            check(f"sqlite:///{Path(folder) / 'check.db'}")
        if find_binaries() is None and not os.environ.get("CI"):
            print("PostgreSQL is not on this machine: checked on SQLite only")
            return 0
        with running() as server:
            check(server.url(server.create()))
    except CommandError as error:
        print(f"{error}\nMake the missing migration: see CONTRIBUTING.md, Tables.")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
