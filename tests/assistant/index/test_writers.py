"""Who waits for the writers of the outbox does not make the next writer wait (PostgreSQL)."""

import threading
from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import pytest
from sqlmodel import col, delete

from assistant.core.errors import UpstreamUnavailable
from assistant.index import service
from assistant.models.song_moods import SongMood
from tests.support.app import App, make_app
from tests.support.indexed import CALM, found, plant

LOOK_S, PATIENCE_S = 1.0, 60


@pytest.fixture
def app(postgres_url: str, tmp_path: Path) -> Iterator[App]:
    made = make_app(postgres_url, tmp_path)
    yield made
    made.container.sql.dispose()


def test_songs_are_written_while_the_index_waits_for_a_slow_writer(app: App) -> None:
    removed = plant(app, "removed", CALM)
    app.apply_index()
    applying = threading.Thread(target=app.apply_index)
    with app.open_uow() as uow:
        service.note_removal(uow, removed, "")
        uow.db.exec(delete(SongMood).where(col(SongMood.track_id) == removed))
        plant(app, "first", CALM)  # numbered later, committed earlier
        applying.start()
        applying.join(LOOK_S)
        assert applying.is_alive()
        plant(app, "second", CALM)  # would stand still here behind a lock
    applying.join(PATIENCE_S)
    assert not applying.is_alive()
    app.apply_index()
    assert len(found(app, CALM)) == 2
    assert removed not in found(app, CALM)


def test_a_writer_that_never_ends_is_told_of(app: App, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("assistant.index.writers.PATIENCE_S", 0.1)
    with app.open_uow() as uow:
        service.note_removal(uow, UUID(int=1), "")
        with pytest.raises(UpstreamUnavailable, match="pg_stat_activity"):
            app.apply_index()
    assert app.apply_index() == 1
