"""Fixtures of the dashboard's tests: its states stand on a whole Attune on SQLite."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.app import App, make_app
from ui import backend


@pytest.fixture
def app(migrated_sqlite_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[App]:
    """A whole Attune that the dashboard's handlers call."""
    made = make_app(migrated_sqlite_url, tmp_path)
    monkeypatch.setattr(backend.web, "_container", made.container)
    yield made
    made.container.sql.dispose()
