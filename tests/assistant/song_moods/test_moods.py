"""The mood of songs: scored once, seen by whom it concerns, corrected for oneself alone."""

from typing import Any
from uuid import UUID, uuid4

import numpy as np
import pytest
from sqlmodel import col, select

from assistant.catalogue import service as catalogue
from assistant.catalogue.schemas import TrackNames
from assistant.core.errors import UpstreamUnavailable
from assistant.lyrics import service as lyrics
from assistant.lyrics.schemas import FoundLyrics
from assistant.models.index import IndexChange
from assistant.models.song_moods import SongEmbedding, SongMood
from assistant.song_moods import service
from tests.support.app import App

HAPPY = "happy happy happy happy day"
SAD = "sad sad sad sad night"


def song(app: App, title: str, text: str, owner: UUID | None = None) -> UUID:
    key = str(owner) if owner else ""
    with app.open_uow() as uow:
        names = TrackNames(title, ["The Piers"], owner_key=key)
        track_id = catalogue.get_or_create_track(uow, names)
        lyrics.save_found(uow, track_id, "lrclib", FoundLyrics(text), for_owner=key, in_batch=True)
    return track_id


def score(app: App, ids: list[UUID], user_id: UUID | None = None):
    c = app.container
    return service.score_tracks(c.open_uow, c.engine, c.stamps, user_id, ids)


class CountingEngine:
    """An engine that remembers how many texts it read."""

    def __init__(self, inner) -> None:
        self.inner, self.texts = inner, 0

    def score(self, texts, **options):
        self.texts += len(texts)
        return self.inner.score(texts, **options)


class AwayEngine:
    """An engine whose worker is restarting."""

    def score(self, texts, **options):
        raise UpstreamUnavailable("engine_away", "The worker was restarted.")


def test_lyrics_are_scored_with_their_lines(sqlite_app: App) -> None:
    client = sqlite_app.client(sqlite_app.person())
    body = {"lyrics": f"{HAPPY}\n\n{SAD}\nhappy happy", "title": "x"}
    answer = client.post("/analysis/score", json=body).json()
    assert (answer["known"], answer["reason"], answer["language"]) == (True, None, "en")
    assert answer["happy"] > answer["sad"] > answer["angry"] == answer["relaxed"]
    assert sum(answer[m] for m in ("happy", "sad", "angry", "relaxed")) == pytest.approx(1)
    assert [line["text"] for line in answer["lines"]] == [HAPPY, SAD, "happy happy"]
    assert answer["lines"][1]["sad"] > 0.8
    assert client.post("/analysis/score", json={**body, "lines": False}).json()["lines"] == []


@pytest.mark.parametrize(
    "text, reason",
    [
        ("", "empty"),
        ("\x00\x01\x02", "empty"),
        ("\u200b \t", "too_short"),
        ("\U0001f600\U0001f3b5", "too_short"),
        ("one two", "too_short"),
        ("[au: instrumental]", "instrumental"),
    ],
)
def test_what_has_no_mood_says_why(sqlite_app: App, text: str, reason: str) -> None:
    client = sqlite_app.client(sqlite_app.person())
    answer = client.post("/analysis/score", json={"lyrics": text})
    assert answer.status_code == 200
    assert answer.json() == {
        "known": False,
        "reason": reason,
        "confidence": None,
        "lines": [],
        "language": answer.json()["language"],
        **dict.fromkeys(("happy", "sad", "angry", "relaxed", "valence", "arousal")),
    }


@pytest.mark.parametrize(
    "body, status, code",
    [
        ('{"lyrics": "%s"}' % ("la " * 340_000), 422, "lyrics_too_long"),
        ('{"lyrics": NaN}', 422, "not_valid"),
        ('{"lyrics": "\\ud800 la la la la"}', 422, "not_valid"),
        ('{"lyrics": ["la"]}', 422, "not_valid"),
        ("{}", 422, "not_valid"),
        ("lyrics", 422, "not_valid"),
    ],
)
def test_what_is_no_text_is_refused(sqlite_app: App, body: str, status: int, code: str) -> None:
    client = sqlite_app.client(sqlite_app.person())
    answer = client.post(
        "/analysis/score", content=body, headers={"content-type": "application/json"}
    )
    assert (answer.status_code, answer.json()["code"]) == (status, code)


def test_a_stranger_gets_nothing_scored(sqlite_app: App) -> None:
    assert sqlite_app.client().post("/analysis/score", json={"lyrics": HAPPY}).status_code == 401


def test_each_text_is_read_once(app: App) -> None:
    ids = [song(app, f"Song {n}", HAPPY if n % 2 else f"{SAD} {n}") for n in range(40)]
    counting: Any = CountingEngine(app.container.engine)
    c = app.container
    seen: list[tuple[int, int]] = []
    first = service.score_tracks(
        c.open_uow,
        counting,
        c.stamps,
        None,
        [*ids, ids[0], uuid4()],
        progress=lambda done, total: seen.append((done, total)),
    )
    assert counting.texts == 21
    assert (first.scored + first.copied, first.known, first.no_text) == (40, 40, 1)
    assert seen == [(16, 41), (32, 41), (41, 41)]
    again = service.score_tracks(c.open_uow, counting, c.stamps, None, ids)
    assert (counting.texts, again.unchanged, again.known) == (21, 40, 40)
    with app.open_uow(read=True) as uow:
        moods = service.moods_of(uow, None, ids, c.stamps.mood)
        assert {(m.valence or 0) > 0 for i, m in moods.items() if ids.index(i) % 2} == {True}
        vectors = uow.db.exec(select(SongEmbedding)).all()
        assert len(vectors) == 21
        assert np.linalg.norm(np.frombuffer(vectors[0].vector, "<f2")) == pytest.approx(1, abs=1e-3)


def test_a_stop_keeps_what_is_done_and_the_next_run_goes_on(app: App) -> None:
    ids = [song(app, f"Song {n}", f"{SAD} {n}") for n in range(20)]
    counting: Any = CountingEngine(app.container.engine)
    c = app.container

    def stop(done: int, total: int) -> None:
        raise InterruptedError

    with pytest.raises(InterruptedError):
        service.score_tracks(c.open_uow, counting, c.stamps, None, ids, progress=stop)
    service.score_tracks(c.open_uow, counting, c.stamps, None, ids)
    assert counting.texts == 20


def test_a_song_and_its_lines_as_a_listener_sees_them(app: App) -> None:
    mara = app.person()
    track_id = song(app, "Low Tide", f"{HAPPY}\n{SAD}")
    client = app.client(mara)
    path = f"/tracks/{track_id}/mood"
    assert (client.get(path).json()["known"], client.get(path).json()["reason"]) == (
        False,
        "waiting",
    )
    score(app, [track_id])
    answer = client.get(path).json()
    assert (answer["known"], answer["corrected"], answer["predicted"]) == (True, False, None)
    assert [line["text"] for line in answer["lines"]] == [HAPPY, SAD]
    with app.open_uow(read=True) as uow:
        stored = uow.db.exec(select(SongMood)).one().lines
        assert "happy" not in str(stored)
        stamp = app.container.stamps.mood
        assert service.strongest_lines(uow, None, [track_id], stamp, "sad") == {track_id: SAD}
        cover = service.cover_of(uow, track_id, mara, stamp)
    assert cover.startswith("<svg")


def test_a_correction_counts_for_its_listener_alone_and_can_be_undone(app: App) -> None:
    mara, nils = app.person("mara"), app.person("nils")
    track_id = song(app, "Low Tide", SAD)
    score(app, [track_id])
    path = f"/tracks/{track_id}/mood"
    mine = app.client(mara).put(f"{path}/correction", json={"mood": "relaxed"}).json()
    assert (mine["corrected"], mine["relaxed"] > 0.5, mine["predicted"]["sad"] > 0.5) == (
        True,
        True,
        True,
    )
    assert app.client(nils).get(path).json()["corrected"] is False
    point = {"valence": -1, "arousal": 1}
    assert app.client(mara).put(f"{path}/correction", json=point).json()["angry"] == 1
    with app.open_uow(read=True) as uow:
        moods = service.moods_of(uow, mara.user_id, [track_id], app.container.stamps.mood)
        keys = [c.owner_key for c in uow.db.exec(select(IndexChange))]
    assert moods[track_id].corrected is True
    assert keys == ["", str(mara.user_id), str(mara.user_id)]
    assert app.client(mara).delete(f"{path}/correction").status_code == 204
    assert app.client(mara).get(path).json()["corrected"] is False
    gone = app.client(mara).delete(f"{path}/correction")
    assert (gone.status_code, gone.json()["code"]) == (404, "correction_not_found")


@pytest.mark.parametrize(
    "body",
    [
        "{}", '{"mood": "glad"}', '{"valence": 1}', '{"valence": NaN, "arousal": 0}',
        '{"valence": 1e309, "arousal": 0}', '{"valence": 2, "arousal": 0}',
        '{"mood": "sad", "valence": 0, "arousal": 0}', '{"valence": "high", "arousal": 0}',
    ],
)  # fmt: skip
def test_a_correction_that_is_no_mood_is_refused(sqlite_app: App, body: str) -> None:
    track_id = song(sqlite_app, "Low Tide", SAD)
    answer = sqlite_app.client(sqlite_app.person()).put(
        f"/tracks/{track_id}/mood/correction",
        content=body,
        headers={"content-type": "application/json"},
    )
    assert (answer.status_code, answer.json()["code"]) == (422, "not_valid")


def test_a_pasted_song_is_scored_at_once_and_nobody_elses(app: App) -> None:
    mara, nils = app.person("mara"), app.person("nils")
    body = {"title": "Letter", "artist": "Mara", "lyrics": HAPPY}
    answer = app.client(mara).post("/analysis/songs", json=body)
    assert (answer.status_code, answer.json()["state"]) == (201, "scored")
    assert answer.json()["mood"]["happy"] > 0.8
    track_id = answer.json()["track"]["id"]
    assert app.client(nils).get(f"/tracks/{track_id}/mood").status_code == 404
    songs = app.client(mara).get("/me/library").json()
    assert [s["track"]["title"] for s in songs["items"]] == ["Letter"]
    assert app.client(nils).get("/me/library").json()["total"] == 0
    again = app.client(mara).post("/analysis/songs", json={**body, "lyrics": SAD}).json()
    assert (again["track"]["id"], again["mood"]["sad"] > 0.8) == (track_id, True)
    app.run_jobs()
    assert app.client(mara).get(f"/tracks/{track_id}/mood").json()["sad"] > 0.8


def test_own_words_change_the_mood_for_their_listener_alone(app: App) -> None:
    mara, nils = app.person("mara"), app.person("nils")
    track_id = song(app, "Low Tide", SAD)
    score(app, [track_id])
    client, path = app.client(mara), f"/tracks/{track_id}"
    client.put(f"{path}/lyrics", json={"lyrics": HAPPY})
    app.run_jobs()
    assert (client.get(f"{path}/mood").json()["happy"] > 0.8) is True
    assert client.get(f"{path}/mood").json()["own"] is True
    assert app.client(nils).get(f"{path}/mood").json()["sad"] > 0.8
    client.delete(f"{path}/lyrics")
    assert client.get(f"{path}/mood").json()["sad"] > 0.8


def test_without_a_model_a_pasted_song_is_kept_and_scored_later(app: App) -> None:
    mara = app.person()
    away: Any = AwayEngine()
    engine, app.container.engine = app.container.engine, away
    body = {"title": "Letter", "artist": "Mara", "lyrics": HAPPY}
    answer = app.client(mara).post("/analysis/songs", json=body).json()
    assert (answer["state"], answer["mood"]["reason"]) == ("waiting", "waiting")
    app.container.engine = engine
    app.run_jobs()
    mood = app.client(mara).get(f"/tracks/{answer['track']['id']}/mood").json()
    assert mood["happy"] > 0.8


def test_a_waiting_text_is_scored_by_the_job_for_all(app: App) -> None:
    mara, nils = app.person("mara"), app.person("nils")
    shared = [song(app, f"Song {n}", f"{SAD} {n}") for n in range(18)]
    own = song(app, "Letter", HAPPY, mara.user_id)
    other = song(app, "Letter", HAPPY, nils.user_id)
    with app.open_uow() as uow:
        service.start_waiting(uow, mara.user_id, "now")
    app.run_jobs()
    stamp = app.container.stamps.mood
    with app.open_uow(read=True) as uow:
        assert len(service.moods_of(uow, mara.user_id, [*shared, own], stamp)) == 19
        assert service.moods_of(uow, nils.user_id, [other], stamp) == {}
    job = app.client(mara).get("/me/jobs").json()["items"][0]
    assert (job["state"], job["done"], job["total"]) == ("done", 19, 19)


def test_another_model_scores_anew_what_the_last_one_scored(app: App) -> None:
    mara, nils = app.person("mara"), app.person("nils")
    shared, own = song(app, "Low Tide", SAD), song(app, "Letter", HAPPY, mara.user_id)
    new, others = song(app, "New", HAPPY), song(app, "Letter", HAPPY, nils.user_id)
    score(app, [shared])
    score(app, [own], mara.user_id)
    stamp = app.container.stamps.mood
    with app.open_uow() as uow:
        assert service.renew(uow, stamp) == []
        for row in uow.db.exec(select(SongMood)).all():
            row.stamp = "mood:another"
    with app.open_uow() as uow:
        jobs = service.renew(uow, stamp)
        assert len(jobs) == 2
        assert service.renew(uow, stamp) == jobs
    app.run_jobs()
    with app.open_uow(read=True) as uow:
        assert set(service.moods_of(uow, mara.user_id, [shared, own, new], stamp)) == {
            shared, own, new
        }  # fmt: skip
        assert service.moods_of(uow, nils.user_id, [others], stamp) == {}
        assert service.renew(uow, stamp) == []


def test_facts_that_grow_reach_every_point_of_a_song(app: App) -> None:
    mara = app.person()
    track_id = song(app, "Low Tide", SAD)
    bare = song(app, "No Score Yet", SAD)
    score(app, [track_id])
    app.client(mara).put(f"/tracks/{track_id}/mood/correction", json={"mood": "happy"})
    with app.open_uow() as uow:
        before = len(uow.db.exec(select(IndexChange)).all())
        names = [
            TrackNames(t, ["The Piers"], release_year=1999) for t in ("Low Tide", "No Score Yet")
        ]
        catalogue.get_or_create_tracks(uow, names)
        changes = uow.db.exec(select(IndexChange).order_by(col(IndexChange.seq))).all()[before:]
    assert {(c.track_id, c.owner_key) for c in changes} == {
        (track_id, ""),
        (track_id, str(mara.user_id)),
    }
    assert bare != track_id
