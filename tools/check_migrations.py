"""Shows that the migrations lead to exactly the tables of assistant/models, on both databases.

Each database is made from nothing: upgrade to the newest revision, compare with the models
(`alembic check`), go all the way back, and up again. Without PostgreSQL on the machine only
SQLite is checked, except in CI, where it must be there.
"""

import os
import sys
import tempfile
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from alembic.util.exc import CommandError

from tools.local_postgres import find_binaries, running

MIGRATIONS = Path(__file__).resolve().parent.parent / "assistant" / "migrations"


def configuration(url: str) -> Config:
    """Alembic's settings for one database; env.py reads `sqlalchemy.url`."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.set_main_option("sqlalchemy.url", url.replace("%", "%%"))
    return config


def check(url: str) -> None:
    """Upgrade, compare, downgrade and upgrade again.

    Raises:
        CommandError: a migration fails or the tables are not those of the models.
    """
    config = configuration(url)
    ScriptDirectory.from_config(config).get_current_head()  # raises when there are two
    command.upgrade(config, "head")
    command.check(config)
    command.downgrade(config, "base")
    command.upgrade(config, "head")


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
