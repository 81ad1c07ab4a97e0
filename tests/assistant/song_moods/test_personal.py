"""The personal shift: a listener's corrections move their other songs, for them alone."""

from uuid import UUID

import pytest

from analysis.affect import from_shares
from analysis.fusion import Evidence, pool
from assistant.core.actor import Actor
from assistant.song_moods import service
from assistant.song_moods.schemas import EvidenceView, SongMoodView
from tests.assistant.song_moods.test_fusing import HAPPY, settle, song
from tests.support.app import App

SAD = "sad sad sad sad night"


def moods(app: App, actor: Actor, ids: list[UUID]) -> dict[UUID, SongMoodView]:
    with app.open_uow(read=True) as uow:
        return service.moods_of(uow, actor.user_id, ids, app.container.stamps.mood)


def correct(app: App, actor: Actor, ids: list[UUID], mood: str) -> None:
    with app.open_uow() as uow:
        for track_id in ids:
            service.correct(uow, actor, track_id, mood)  # type: ignore[arg-type]


def kinds(view: SongMoodView) -> list[str]:
    return [part.kind for part in view.evidence]


def pooled(view: SongMoodView) -> dict[str, float]:
    def evidence(part: EvidenceView) -> Evidence:
        six = from_shares(part.happy, part.sad, part.angry, part.relaxed)
        return Evidence(part.kind, part.label, six, part.weight)

    shares = pool([evidence(part) for part in view.evidence]).shares
    return {str(mood): share for mood, share in shares.items()}


def test_corrections_move_other_songs_of_the_same_listener_and_nobody_elses(app: App) -> None:
    mara, nils = app.person("mara"), app.person("nils")
    told = [song(app, f"Told {n}", SAD, ("folk",), "The Piers") for n in range(4)]
    like = song(app, "Like them", SAD, ("folk",), "The Piers")
    other = song(app, "Other", SAD, ("techno",))
    settle(app)
    before = moods(app, mara, [like, other])
    correct(app, mara, told, "relaxed")
    after = moods(app, mara, [*told, like, other])
    gained = {i: after[i].valence - before[i].valence for i in (like, other)}  # type: ignore[operator]
    assert gained[like] > gained[other] > 0
    assert kinds(before[like]) == ["words", "genre"]
    assert kinds(after[like]) == ["words", "genre", "you"]
    assert sum(part.share for part in after[like].evidence) == pytest.approx(1, abs=1e-3)
    for mood, share in pooled(after[like]).items():
        assert getattr(after[like], mood) == pytest.approx(share, abs=2e-3)
    assert {kinds(after[i])[0] for i in told} == {"you"}
    assert after[told[0]].valence == service.NAMED["relaxed"].valence
    assert moods(app, nils, [like, other]) == before
    with app.open_uow(read=True) as uow:
        assert service.moods_of(uow, None, [like], app.container.stamps.mood) == {
            like: before[like]
        }


def test_taking_a_correction_back_takes_the_shift_back(app: App) -> None:
    mara = app.person()
    told, like = song(app, "Told", SAD), song(app, "Like it", HAPPY)
    settle(app)
    before = moods(app, mara, [told, like])
    correct(app, mara, [told], "happy")
    assert moods(app, mara, [like])[like].valence != before[like].valence
    with app.open_uow() as uow:
        service.uncorrect(uow, mara, told)
    assert moods(app, mara, [told, like]) == before


def test_a_song_without_a_prediction_teaches_nothing(sqlite_app: App) -> None:
    app = sqlite_app
    mara = app.person()
    unknown, sung = song(app, "Unknown"), song(app, "Sung", HAPPY)
    settle(app)
    before = moods(app, mara, [sung])
    correct(app, mara, [unknown], "sad")
    assert moods(app, mara, [sung]) == before
    assert kinds(moods(app, mara, [unknown])[unknown]) == ["you"]


def test_rest_shows_what_a_mood_rests_on(sqlite_app: App) -> None:
    app = sqlite_app
    mara = app.person()
    client = app.client(mara)
    both, tags = song(app, "Both", SAD, ("metal",)), song(app, "Tags", genres=("metal",))
    settle(app)
    got = client.get(f"/tracks/{both}/mood").json()
    assert (got["basis"], got["reason"]) == ("both", None)
    assert [(e["kind"], e["label"]) for e in got["evidence"]] == [("words", ""), ("genre", "metal")]
    assert got["words"]["sad"] > got["sad"]
    assert got["words"]["angry"] < got["angry"]
    guess = client.get(f"/tracks/{tags}/mood").json()
    assert (guess["known"], guess["basis"], guess["reason"]) == (True, "tags", "no_lyrics")
    assert guess["words"] is None
    assert guess["confidence"] <= 0.45
    client.put(f"/tracks/{both}/mood/correction", json={"mood": "happy"})
    said = client.get(f"/tracks/{both}/mood").json()
    assert (said["corrected"], [e["kind"] for e in said["evidence"]]) == (True, ["you"])
    assert said["words"] == got["words"]
    assert said["predicted"]["sad"] == got["sad"]
    moved = client.get(f"/tracks/{tags}/mood").json()
    assert [e["kind"] for e in moved["evidence"]] == ["genre", "you"]
    assert moved["valence"] > guess["valence"]
