"""Writes a migration for what the tables in code have and the history lacks.

Usage: python -m tools.new_migration 0002 "add playlists"
"""

import sys
import tempfile
from pathlib import Path

from assistant.core.database import make_engine
from assistant.core.migrate import revision, upgrade


def main() -> None:
    """Upgrade an empty database to the head, then write the difference."""
    number, message = sys.argv[1:3]
    with tempfile.TemporaryDirectory() as folder:
        engine = make_engine(f"sqlite:///{Path(folder) / 'blank.db'}")
        upgrade(engine)
        revision(engine, message, number)
        engine.dispose()


if __name__ == "__main__":
    main()
