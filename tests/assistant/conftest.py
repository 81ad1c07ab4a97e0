"""Fixtures of the product's tests: `app` on both databases, `sqlite_app` on SQLite alone."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pwdlib import PasswordHash
from pwdlib.hashers.argon2 import Argon2Hasher

from assistant.auth import passwords
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


@pytest.fixture(autouse=True, scope="session")
def cheap_passwords() -> Iterator[None]:
    """Hash passwords with the least that Argon2id takes: its cost is not what tests look at."""
    real = passwords._passwords, passwords._nobody
    passwords._passwords = PasswordHash((Argon2Hasher(time_cost=1, memory_cost=8, parallelism=1),))
    passwords._nobody = passwords.hashed("nobody's")
    yield
    passwords._passwords, passwords._nobody = real
