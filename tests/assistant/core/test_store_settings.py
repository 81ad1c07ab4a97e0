"""Settings of the vector store: where its key comes from, and how it lies on a cluster."""

from pathlib import Path

import pytest
from pydantic import ValidationError

from assistant.core.settings import Settings
from vectorstore.errors import InvalidRequest
from vectorstore.types import Spread


def test_a_key_comes_from_a_file_before_the_variable(tmp_path: Path) -> None:
    file = tmp_path / "qdrant-key"
    file.write_text("from-the-file\n")
    assert Settings().store_key is None
    assert Settings(vector_api_key="from-the-variable").store_key == "from-the-variable"
    both = Settings(vector_api_key="from-the-variable", vector_api_key_file=file)
    assert both.store_key == "from-the-file"
    assert "from-the" not in repr(both)
    file.write_text("\n")
    assert Settings(vector_api_key_file=file).store_key is None


def test_a_key_file_that_is_not_there_is_said_at_the_start(tmp_path: Path) -> None:
    for path in (tmp_path / "nothing", tmp_path):
        with pytest.raises(ValidationError, match="it names no file that this account can read"):
            Settings(vector_api_key_file=path)


def test_the_spread_is_three_numbers_or_none() -> None:
    assert Settings().store_spread == Spread()
    settings = Settings(vector_shards=6, vector_replicas=2, vector_write_consistency=2)
    assert settings.store_spread == Spread(6, 2, 2)
    with pytest.raises(InvalidRequest, match="lower the write consistency"):
        _ = Settings(vector_write_consistency=2).store_spread
    with pytest.raises(ValidationError):
        Settings(vector_shards=0)
