"""Another model takes over by itself only where no admin decided against it."""

from uuid import UUID

import pytest

from analysis.types import ModelStamps
from assistant.core.actor import Actor
from assistant.index import service
from assistant.models.base import six_values
from assistant.models.song_moods import SongMood
from tests.support.app import App
from tests.support.fake_scorer import FakeScorer
from tests.support.indexed import CALM, TENSE, plant

NEW = ModelStamps("mood:fake:2", FakeScorer.embedding_stamp)


@pytest.fixture
def admin(sqlite_app: App) -> Actor:
    """An admin of an index that the old model made, the new one having read every song."""
    song = plant(sqlite_app, "One", CALM)
    sqlite_app.apply_index()
    read_anew(sqlite_app, song)
    sqlite_app.container.stamps = NEW
    return sqlite_app.person("mara", role="admin")


def test_the_new_model_takes_over_by_itself(sqlite_app: App, admin: Actor) -> None:
    assert _in_use_ten_seconds_later(sqlite_app, admin) == (2, NEW.mood)


def test_who_went_back_stays_there(sqlite_app: App, admin: Actor) -> None:
    _build(sqlite_app, admin, switch=True)
    with sqlite_app.open_uow() as uow:
        service.rollback(uow, admin)
    sqlite_app.run_jobs()
    assert _in_use_ten_seconds_later(sqlite_app, admin) == (1, FakeScorer.mood_stamp)


def test_a_build_that_was_looked_at_and_dropped_does_not_come_back(
    sqlite_app: App, admin: Actor
) -> None:
    _build(sqlite_app, admin, switch=False)
    with sqlite_app.open_uow() as uow:
        newest = service.status(uow, admin, NEW).generations[0]
        service.drop(uow, admin, newest.id)
    sqlite_app.run_jobs()
    assert _in_use_ten_seconds_later(sqlite_app, admin) == (1, FakeScorer.mood_stamp)


def _in_use_ten_seconds_later(app: App, admin: Actor) -> tuple[int, str]:
    service.ensure_active(app.open_uow, app.store, NEW)
    app.run_jobs()
    with app.open_uow(read=True) as uow:
        active = service.status(uow, admin, NEW).active
    assert active is not None
    return active.number, active.mood_stamp


def _build(app: App, admin: Actor, *, switch: bool) -> None:
    with app.open_uow() as uow:
        service.rebuild(uow, admin, switch=switch)
    app.run_jobs()


def read_anew(app: App, song: UUID) -> None:
    with app.open_uow() as uow:
        uow.db.add(
            SongMood(
                track_id=song,
                stamp=NEW.mood,
                text_sha256="One",
                known=True,
                confidence=0.8,
                **six_values(TENSE),
            )
        )
