"""Fixtures of the product's tests: `app` on both databases, `sqlite_app` on SQLite alone."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.app import App, make_app


@pytest.fixture
def app(migrated_url: str, tmp_path: Path) -> Iterator[App]:
    """A whole Attune; the test runs once on SQLite and once on PostgreSQL."""
    made = make_app(migrated_url, tmp_path)
    yield made
    made.container.sql.dispose()


@pytest.fixture
def sqlite_app(migrated_sqlite_url: str, tmp_path: Path) -> Iterator[App]:
    """A whole Attune on SQLite, for what does not depend on the database."""
    made = make_app(migrated_sqlite_url, tmp_path)
    yield made
    made.container.sql.dispose()
