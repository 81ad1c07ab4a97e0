"""Builds in small steps, so that a few songs take several."""

import pytest

from assistant.index import building


@pytest.fixture(autouse=True)
def small_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    """Builds and replays take eight songs at a time."""
    monkeypatch.setattr(building, "BATCH", 8)
