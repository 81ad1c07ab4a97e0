"""Shows what the tests' own set-up finds missing, and what it says then."""

from pathlib import Path

import pytest

from tools import test_env


@pytest.fixture
def bare_machine(monkeypatch, tmp_path: Path) -> Path:
    """A machine with an empty PATH and no PostgreSQL folders; returns its folder of programs."""
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(test_env, "POSTGRES_FOLDERS", ())
    return tmp_path


def program(folder: Path, name: str) -> None:
    (folder / name).write_text("#!/bin/sh\n")
    (folder / name).chmod(0o755)


def test_names_every_package_of_a_bare_machine(bare_machine, capsys) -> None:
    wanted = ["chromium", "fonts-liberation", "postgresql", "redis-server", "mpd", "mpdscribble"]
    assert test_env.missing() == wanted
    assert test_env.main() == 1
    said = capsys.readouterr().err
    assert "are not on this machine: chromium, postgresql, redis-server, mpd, mpdscribble." in said
    assert f"sudo apt-get install {' '.join(wanted)}" in said


@pytest.mark.parametrize("chromium", test_env.CHROMIUM)
def test_is_content_with_what_is_there(bare_machine, chromium) -> None:
    for name in (chromium, "initdb", "postgres", "redis-server", "mpd", "mpdscribble"):
        program(bare_machine, name)
    assert test_env.missing() == []
    assert test_env.main() == 0


def test_a_client_of_postgresql_is_not_a_server(bare_machine) -> None:
    for name in ("chromium", "psql", "initdb", "redis-server", "mpd", "mpdscribble"):
        program(bare_machine, name)
    assert test_env.missing() == ["postgresql"]
