"""The index follows SQL: changes, corrections, removals, rebuilds, repairs."""

import pytest

from analysis.affect import from_valence_arousal
from assistant.core.actor import SYSTEM
from assistant.core.errors import Forbidden
from assistant.engine.types import Filters, SearchQuery
from assistant.index import service
from assistant.models.base import six_values
from assistant.models.catalogue import Track
from assistant.models.song_moods import SongMoodCorrection
from tests.support.app import App
from tests.support.indexed import CALM, TENSE, found, plant


def test_songs_come_and_go_with_sql(app: App) -> None:
    calm, tense = plant(app, "Low Water", CALM), plant(app, "Glass", TENSE)
    assert app.apply_index() == 2
    assert found(app, CALM) == [calm, tense]
    assert found(app, TENSE) == [tense, calm]
    with app.open_uow() as uow:
        uow.db.delete(uow.db.get(Track, calm))
        service.note_removal(uow, calm, "")
    assert app.apply_index() == 1
    assert found(app, CALM) == [tense]
    assert app.apply_index() == 0


def test_a_correction_counts_for_its_owner_alone(app: App) -> None:
    mara, nils = app.person("mara"), app.person("nils")
    song = plant(app, "Low Water", CALM)
    other = plant(app, "Glass", TENSE)
    with app.open_uow() as uow:
        uow.db.add(
            SongMoodCorrection(user_id=mara.require_user(), track_id=song, **six_values(TENSE))
        )
        service.note_change(uow, song, str(mara.user_id))
    app.apply_index()
    query = SearchQuery(mood=CALM, filters=Filters(owner_keys=["", str(mara.user_id)]), limit=10)
    seen = {c.track_id: c.six for c in app.container.engine.search(query).candidates}
    assert seen[song].valence == pytest.approx(-0.6, abs=1e-3)
    assert found(app, CALM, owner_keys=["", str(nils.user_id)]) == [song, other]


def test_a_rebuild_answers_the_same_and_keeps_the_old_one_to_go_back_to(app: App) -> None:
    admin = app.person("admin", role="admin")
    for n in range(10):
        plant(app, f"Song {n}", from_valence_arousal(n / 10 - 0.5, 0.2))
    app.apply_index()
    before = found(app, CALM)
    with app.open_uow() as uow:
        service.rebuild(uow, admin)
    late = plant(app, "Late", CALM)
    app.run_jobs()
    with app.open_uow(read=True) as uow:
        status = service.status(uow, admin, app.container.stamps)
    assert (status.active.number, status.points, status.songs) == (2, 11, 11)  # type: ignore[union-attr]
    assert status.active.checks["passed"] is True  # type: ignore[union-attr]
    assert [g.state for g in status.generations] == ["active", "retired"]
    assert found(app, CALM) == [late, *before][:10]
    with app.open_uow() as uow:
        service.go_to(uow, admin, status.generations[1].id)
    app.run_jobs()
    assert found(app, CALM) == [late, *before][:10]
    with app.open_uow(read=True) as uow:
        status = service.status(uow, admin, app.container.stamps)
    assert (status.active.number, status.points) == (1, 11)  # type: ignore[union-attr]


def test_a_lost_store_is_rebuilt_from_sql(app: App) -> None:
    song = plant(app, "Low Water", CALM)
    app.apply_index()
    for generation in app.store.generations():
        app.store.drop(generation.name, even_active=True)
    service.ensure_active(app.open_uow, app.store, app.container.stamps)
    app.run_jobs()
    assert found(app, CALM) == [song]


def test_only_admins_see_and_rebuild(sqlite_app: App) -> None:
    listener = sqlite_app.client(sqlite_app.person())
    stranger = sqlite_app.client()
    for client, status in ((listener, 403), (stranger, 401)):
        assert client.get("/admin/index").status_code == status
        assert client.post("/admin/index/rebuild").status_code == status
    with sqlite_app.open_uow() as uow, pytest.raises(Forbidden):
        service.rebuild(uow, sqlite_app.person("x"))
    assert SYSTEM.is_system
