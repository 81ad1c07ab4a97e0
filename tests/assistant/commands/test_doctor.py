"""`attune doctor` on the vector store: asks a server, says what is wrong with what was set."""

from pathlib import Path

import pytest

from assistant.commands.doctor import _store as look
from assistant.core.settings import Settings
from tests.support.qdrant_server import running


def test_the_embedded_store_is_left_to_the_worker() -> None:
    found = look(Settings())
    assert found.ok
    assert found.said.startswith("edge; the worker alone opens it")


def test_a_server_is_asked() -> None:
    with running(api_key="right") as server:
        found = look(Settings(vector_url=server.url, vector_api_key="right"))
        assert (found.ok, found.said) == (True, "Qdrant 1.0.0-test: No generation is active yet.")
        wrong = look(Settings(vector_url=server.url, vector_api_key="guess"))
        assert (wrong.ok, "refused the API key" in wrong.said) == (False, True)


@pytest.mark.parametrize(
    "settings, said",
    [
        ({"vector_url": "http://10.0.0.5:6333", "vector_api_key": "k"}, "in clear text. Use https"),
        ({"vector_url": "http://h?api_key=k"}, "have settings of their own"),
        ({"vector_url": "http://h", "vector_write_consistency": 2}, "lower the write consistency"),
    ],
)
def test_what_was_set_wrongly_is_said(settings: dict[str, object], said: str) -> None:
    found = look(Settings(**settings))  # type: ignore[arg-type]  # the values differ by field
    assert (found.ok, said in found.said) == (False, True)


def test_a_key_file_is_used(tmp_path: Path) -> None:
    (tmp_path / "key").write_text("right\n")
    with running(api_key="right") as server:
        settings = Settings(vector_url=server.url, vector_api_key_file=tmp_path / "key")
        assert look(settings).ok
