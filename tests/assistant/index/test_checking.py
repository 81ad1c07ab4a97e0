"""A store that does not match SQL or the model says so and is put right; nothing is scored again."""

from uuid import UUID

import pytest

from analysis.types import ModelStamps
from assistant.core.actor import Actor
from assistant.core.ids import new_id
from assistant.index import building, checking, repository, service
from assistant.index.schemas import IndexStatus
from assistant.models.base import six_values
from assistant.models.catalogue import Track
from assistant.models.index import IndexGeneration
from assistant.models.lyrics import Lyrics
from assistant.models.song_moods import SongMood
from tests.support.app import NOON, App
from tests.support.fake_scorer import FakeScorer
from tests.support.indexed import CALM, TENSE, found, plant, plant_many
from vectorstore.types import SongPoint

NEW = ModelStamps("mood:fake:2", FakeScorer.embedding_stamp)


@pytest.fixture
def admin(app: App) -> Actor:
    return app.person("mara", role="admin")


def status(app: App, admin: Actor, stamps: ModelStamps | None = None) -> IndexStatus:
    with app.open_uow(read=True) as uow:
        return service.status(uow, admin, stamps or app.container.stamps)


def name_of(app: App) -> str:
    name = app.store.active()
    assert name is not None
    return name


def active(app: App) -> IndexGeneration:
    with app.open_uow(read=True) as uow:
        row = repository.active(uow.db)
    assert row is not None
    return row


def song_as_sql_says(app: App, song: UUID) -> SongPoint:
    with app.open_uow(read=True) as uow:
        return building.points_of(uow, active(app), [(song, "")])[0]


def look(app: App) -> None:
    """What the worker does every few minutes."""
    service.look_after(app.open_uow, app.store)
    app.run_jobs()


def test_songs_that_are_missing_are_told_and_put_back(app: App, admin: Actor) -> None:
    songs = [plant(app, f"Song {n}", CALM) for n in range(5)]
    app.apply_index()
    look(app)
    assert status(app, admin).trouble is None
    assert status(app, admin).checked_at == NOON
    app.store.delete(name_of(app), songs[:2])
    look(app)
    trouble = status(app, admin).trouble
    assert trouble is not None
    assert (trouble.code, trouble.repair, trouble.detail) == (
        "songs", "replaying", "Generation 1 does not match the database: 2 songs missing.",
    )  # fmt: skip
    app.apply_index()
    assert status(app, admin).trouble is None
    assert sorted(found(app, CALM)) == sorted(songs)


def test_points_that_no_song_wrote_are_removed(app: App, admin: Actor) -> None:
    song = plant(app, "Song", CALM)
    app.apply_index()
    kept = app.store.retrieve(name_of(app), [song], with_vectors=True)[0]
    assert kept.lyric is not None
    stranger = UUID(int=7)
    for own in (stranger, UUID(int=8)):  # one whose id follows from its song, one whose does not
        app.store.upsert(name_of(app), [SongPoint(
            id=own, track_id=stranger, owner_key="", lyric=kept.lyric, six=kept.six,
            popularity=0.0, freshness=0.0,
        )])  # fmt: skip
    look(app)
    app.apply_index()
    assert set(app.store.ids(name_of(app))) == {song}
    assert status(app, admin).trouble is None


def test_a_song_that_is_stored_wrong_has_the_index_built_anew(app: App, admin: Actor) -> None:
    song, other = plant(app, "Song", CALM), plant(app, "Other", TENSE)
    app.apply_index()
    kept = app.store.retrieve(name_of(app), [other], with_vectors=True)[0]
    assert kept.lyric is not None
    app.store.upsert(name_of(app), [SongPoint(
        id=song, track_id=song, owner_key="", lyric=kept.lyric, six=kept.six,
        popularity=0.0, freshness=0.0,
    )])  # fmt: skip
    with app.open_uow() as uow:
        service.check(uow, admin)
    app.run_jobs()
    now = status(app, admin)
    assert now.active is not None
    assert (now.active.number, now.trouble) == (2, None)
    assert found(app, CALM) == [song, other]


def test_counts_that_differ_only_because_changes_wait_start_nothing(app: App, admin: Actor) -> None:
    plant(app, "Song", CALM)
    app.apply_index()
    look(app)
    plant(app, "Waiting", CALM)
    service.look_after(app.open_uow, app.store)
    assert app.jobs.waiting == []


def test_a_generation_that_names_another_model_is_built_anew(app: App, admin: Actor) -> None:
    song = plant(app, "Song", CALM)
    app.apply_index()
    name = name_of(app)
    app.store.drop(name, even_active=True)
    app.store.create(name, model_stamp="somebody else's")
    app.store.activate(name)
    service.ensure_active(app.open_uow, app.store, app.container.stamps)
    app.run_jobs()
    now = status(app, admin)
    assert now.active is not None
    assert (now.active.number, now.points, now.trouble) == (2, 1, None)
    assert found(app, CALM) == [song]
    with app.open_uow(read=True) as uow:
        reasons = [e.details for e in service.history(uow, admin) if e.what == "repair"]
    assert reasons == [{"reason": "foreign"}]


def test_the_stamp_in_the_store_names_model_dimensions_and_preprocessing(
    app: App, admin: Actor
) -> None:
    now = status(app, admin)
    assert now.active is not None
    (kept,) = app.store.generations()
    assert kept.model_stamp.split(" | ") == [
        FakeScorer.mood_stamp, FakeScorer.embedding_stamp, "384", now.active.params_sha,
    ]  # fmt: skip
    assert len(now.active.params_sha) == 8


def score_anew(app: App, song: UUID, title: str) -> None:
    """What the new model says of a song."""
    with app.open_uow() as uow:
        uow.db.add(
            SongMood(track_id=song, stamp=NEW.mood, text_sha256=title, known=True,
                     confidence=0.8, **six_values(TENSE))
        )  # fmt: skip


def test_another_model_takes_over_only_when_it_has_read_every_song(app: App, admin: Actor) -> None:
    titles = ["One", "Two"]
    songs = [plant(app, title, CALM) for title in titles]
    with app.open_uow() as uow:
        for song, title in zip(songs, titles, strict=True):
            uow.db.add(Lyrics(track_id=song, provider="test", state="found", text=title,
                              text_sha256=title, fetched_at=NOON))  # fmt: skip
    app.apply_index()
    score_anew(app, songs[0], titles[0])
    service.ensure_active(app.open_uow, app.store, NEW)
    assert app.jobs.waiting == []
    now = status(app, admin, NEW)
    assert not now.current
    assert now.trouble is not None
    assert (now.trouble.code, now.trouble.repair) == ("model", "scoring")
    assert "1 more text." in now.trouble.detail
    score_anew(app, songs[1], titles[1])
    service.ensure_active(app.open_uow, app.store, NEW)
    assert len(app.jobs.waiting) == 1
    assert sorted(found(app, CALM)) == sorted(songs)  # the old one answers until then


def test_a_build_an_admin_gave_up_is_not_begun_again_unasked(app: App, admin: Actor) -> None:
    plant(app, "One", CALM)
    app.apply_index()
    container = app.container
    container.stamps = NEW
    with app.open_uow() as uow:
        service.rebuild(uow, admin, switch=False)
    app.run_jobs()
    service.ensure_active(app.open_uow, app.store, NEW)
    assert app.jobs.waiting == []


def test_a_lost_generation_cannot_be_gone_back_to(app: App, admin: Actor) -> None:
    with app.open_uow() as uow:
        service.rebuild(uow, admin)
    app.run_jobs()
    kept = status(app, admin).generations[1]
    app.store.drop(kept.name)
    service.ensure_active(app.open_uow, app.store, app.container.stamps)
    assert [g.state for g in status(app, admin).generations] == ["active", "failed"]


def test_many_missing_songs_are_built_anew(
    app: App, admin: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(checking, "FEW", 10)
    plant_many(app, 12)
    app.apply_index()
    name = name_of(app)
    app.store.delete(name, list(app.store.ids(name))[:11])
    look(app)
    now = status(app, admin)
    assert now.active is not None
    assert (now.active.number, now.points, now.songs, now.trouble) == (2, 12, 12, None)


def test_a_song_that_was_removed_everywhere_but_in_the_store(app: App, admin: Actor) -> None:
    song = plant(app, "Song", CALM)
    plant(app, "Other", TENSE)
    app.apply_index()
    with app.open_uow() as uow:
        uow.db.delete(uow.db.get(Track, song))  # and nobody notes it
    look(app)
    app.apply_index()
    assert song not in set(app.store.ids(name_of(app)))
    assert status(app, admin).trouble is None


def store_wrong(app: App, song: UUID, other: UUID) -> None:
    """Have a song stored with the words of another."""
    kept = app.store.retrieve(name_of(app), [other], with_vectors=True)[0]
    assert kept.lyric is not None
    app.store.upsert(name_of(app), [SongPoint(
        id=song, track_id=song, owner_key="", lyric=kept.lyric, six=kept.six,
        popularity=0.9, freshness=0.0,
    )])  # fmt: skip


def test_a_wrong_song_among_many_is_found_on_its_day(app: App, admin: Actor) -> None:
    """Of 250 songs a quarter is compared each day."""
    plant_many(app, 250)
    app.apply_index()
    ids = list(app.store.ids(name_of(app)))
    days = []
    for turn in (0, 1):
        wrong = next(i for i in ids if i.int % 4 == turn)
        store_wrong(app, wrong, next(i for i in ids if i != wrong))
        found = []
        for _ in range(4):
            app.clock.forward(days=1, seconds=1)
            row = active(app)
            found.append(checking.look(app.open_uow, app.store, row).wrong)
        assert sorted(found) == [0, 0, 0, 1]
        days.append(found)
        mended = song_as_sql_says(app, wrong)
        app.store.upsert(name_of(app), [mended])
    assert days[0] != days[1]  # each on a day of its own


def test_every_song_has_its_turn_and_none_twice() -> None:
    keys = [(new_id(), "") for _ in range(13_000)]
    turns = [checking.part_of(keys, day) for day in range(1000, 1128)]
    assert sorted(key for turn in turns for key in turn) == sorted(keys)
    assert max(map(len, turns)) < 250
    assert checking.part_of(keys[:99], 3) == keys[:99]
