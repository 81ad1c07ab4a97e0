"""Shows that the tests' own ground holds: databases are fresh, the network is shut."""

import socket

import pytest
from sqlalchemy import create_engine, inspect, text
from sqlmodel import SQLModel

from tests.support.network import NetworkBlockedError, chosen, is_local


@pytest.mark.parametrize("_again", [1, 2])
def test_each_database_is_empty_and_can_be_written(database_url, _again) -> None:
    engine = create_engine(database_url)
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE thing (name TEXT)"))
        connection.execute(text("INSERT INTO thing VALUES ('é')"))
        assert connection.execute(text("SELECT name FROM thing")).scalars().all() == ["é"]
    engine.dispose()


@pytest.mark.parametrize("_again", [1, 2])
def test_a_migrated_database_has_all_tables_and_no_rows(migrated_url, _again) -> None:
    engine = create_engine(migrated_url)
    with engine.begin() as connection:
        tables = set(inspect(connection).get_table_names())
        assert set(SQLModel.metadata.tables) <= tables
        statement = text("SELECT count(*) FROM app_user")
        assert connection.execute(statement).scalar() == 0
    engine.dispose()


@pytest.mark.parametrize("host", ["192.0.2.1", "2001:db8::1", "example.org"])
def test_another_machine_cannot_be_reached(host) -> None:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe, pytest.raises(NetworkBlockedError):
        probe.connect((host, 80))
    with pytest.raises(NetworkBlockedError):
        socket.getaddrinfo(host, 80)


@pytest.mark.parametrize(
    "address", [("127.0.0.1", 1), ("::1", 1, 0, 0), ("localhost", 1), "a.sock"]
)
def test_this_machine_can(address) -> None:
    assert is_local(address)


def test_only_the_qdrant_server_a_person_named_is_let_through(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("QDRANT_TEST_URL", raising=False)
    assert chosen() == set()
    monkeypatch.setenv("QDRANT_TEST_URL", "http://localhost:6333")
    assert {"localhost", "127.0.0.1"} <= chosen() <= {"localhost", "127.0.0.1", "::1"}


def test_a_free_port_can_be_bound(free_port) -> None:
    with socket.socket() as server:
        server.bind(("127.0.0.1", free_port))
        server.listen()
        with socket.create_connection(("127.0.0.1", free_port)) as client:
            assert client.getpeername() == ("127.0.0.1", free_port)


def test_chromium_is_here(chromium_path) -> None:
    assert chromium_path.startswith("/")
