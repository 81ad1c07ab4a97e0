"""What must hold before Attune starts, and what is said when it does not."""

import os
import socket
from pathlib import Path
from types import SimpleNamespace

import pytest

from assistant import supervisor
from assistant.core.settings import Settings
from assistant.supervisor import CannotServeError, preflight


@pytest.fixture
def built(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pretend that the dashboard is built: these tests are about the rest."""
    monkeypatch.setattr(supervisor, "_check_build", lambda: None)


def settings(folder: Path, port: int) -> Settings:
    return Settings.model_validate({"data_dir": folder, "port": port})


@pytest.mark.usefixtures("built")
def test_a_free_port_and_folder_will_do(tmp_path: Path, free_port: int) -> None:
    lock = preflight(settings(tmp_path / "data", free_port))
    assert (tmp_path / "data").stat().st_mode & 0o777 == 0o700
    lock.close()


@pytest.mark.usefixtures("built")
def test_a_taken_port_is_named_with_another_to_take(tmp_path: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        with pytest.raises(CannotServeError, match=rf"Port {port} .* make run PORT={port + 1}"):
            preflight(settings(tmp_path / "data", port))


@pytest.mark.usefixtures("built")
def test_a_folder_has_one_owner(tmp_path: Path, free_port: int) -> None:
    lock = preflight(settings(tmp_path / "data", free_port))
    with pytest.raises(CannotServeError, match="Another Attune is running on the folder"):
        preflight(settings(tmp_path / "data", free_port))
    lock.close()
    preflight(settings(tmp_path / "data", free_port)).close()


@pytest.mark.usefixtures("built")
def test_a_folder_that_cannot_be_made(tmp_path: Path, free_port: int) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(CannotServeError, match=r"cannot be made .* ATTUNE_DATA_DIR"):
        preflight(settings(tmp_path / "file" / "data", free_port))


@pytest.mark.usefixtures("built")
def test_a_full_disk_is_said_before_anything_is_written(
    tmp_path: Path, free_port: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    full = SimpleNamespace(f_bavail=1, f_frsize=4096)
    monkeypatch.setattr(os, "statvfs", lambda _folder: full)
    with pytest.raises(CannotServeError, match="has 0 MB left; Attune needs 200 MB"):
        preflight(settings(tmp_path / "data", free_port))


def test_a_dashboard_that_was_not_built(
    tmp_path: Path, free_port: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(supervisor, "ROOT", tmp_path)
    with pytest.raises(CannotServeError, match=r"not been built yet. Run: make build"):
        preflight(settings(tmp_path / "data", free_port))


def test_a_long_folder_still_gets_a_socket_that_fits(tmp_path: Path) -> None:
    deep = tmp_path / ("x" * 80) / ("y" * 80)
    address = settings(deep, 3000).engine_address
    assert address.startswith("unix:///")
    assert len(address.removeprefix("unix://")) < 100
    assert settings(deep, 3000).engine_address == address
    assert settings(tmp_path / ("z" * 160), 3000).engine_address != address


@pytest.mark.parametrize(
    "values, origin",
    [
        ({}, "http://127.0.0.1:3000"),
        ({"host": "localhost"}, "http://127.0.0.1:3000"),
        ({"host": "0.0.0.0"}, "http://127.0.0.1:3000"),
        ({"host": "::1", "port": 81}, "http://[::1]:81"),
        ({"public_url": "https://music.example/attune/"}, "https://music.example"),
        ({"tls_cert": Path("/c"), "tls_key": Path("/k")}, "https://127.0.0.1:3000"),
    ],
)
def test_the_origin_follows_the_settings(values: dict[str, object], origin: str) -> None:
    found = Settings.model_validate(values)
    assert found.origin == origin
    assert found.secure is origin.startswith("https")
