"""Changes become visible in another order than they were numbered: PostgreSQL with two writers."""

import threading
from pathlib import Path
from uuid import UUID

from assistant.index import following, service
from assistant.models.catalogue import Track
from tests.support.app import App, make_app
from tests.support.indexed import CALM, TENSE, found, plant


def test_a_change_that_commits_late_is_not_passed_over(postgres_url: str, tmp_path: Path) -> None:
    app = make_app(postgres_url, tmp_path)
    early, late = plant(app, "Low Water", CALM), plant(app, "Glass", TENSE)
    app.apply_index()
    numbered, may_commit = threading.Event(), threading.Event()
    slow = threading.Thread(target=_remove_slowly, args=(app, early, numbered, may_commit))
    slow.start()
    assert numbered.wait(10)
    with app.open_uow() as uow:  # gets a later number, and is committed first
        uow.db.delete(uow.db.get(Track, late))
        service.note_removal(uow, late, "")
    applied: list[int] = []
    follows = threading.Thread(
        target=lambda: applied.append(following.apply_changes(app.open_uow, app.store))
    )
    follows.start()
    follows.join(0.5)
    assert follows.is_alive()  # it waits for the one that still writes
    may_commit.set()
    slow.join(10)
    follows.join(10)
    assert applied == [2]
    assert found(app, CALM) == []
    app.container.sql.dispose()


def _remove_slowly(
    app: App, track_id: UUID, numbered: threading.Event, may_commit: threading.Event
) -> None:
    with app.open_uow() as uow:
        uow.db.delete(uow.db.get(Track, track_id))
        service.note_removal(uow, track_id, "")
        numbered.set()
        may_commit.wait(10)
