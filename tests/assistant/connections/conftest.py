"""An Attune with a Spotify beside it, for the tests of this folder."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.spotify_app import SpotifyApp, spotify_app


@pytest.fixture
def near_spotify(sqlite_url: str, tmp_path: Path) -> Iterator[SpotifyApp]:
    """On SQLite."""
    with spotify_app(sqlite_url, tmp_path) as made:
        yield made


@pytest.fixture
def near_spotify_both(database_url: str, tmp_path: Path) -> Iterator[SpotifyApp]:
    """Once on SQLite and once on PostgreSQL."""
    with spotify_app(database_url, tmp_path) as made:
        yield made
