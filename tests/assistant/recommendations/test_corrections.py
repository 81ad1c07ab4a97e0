"""What a listener corrected counts in their ranking, and reasons say what moods rest on."""

from typing import Any

import pytest

from assistant.catalogue import service as catalogue
from assistant.catalogue.schemas import TrackNames
from assistant.recommendations.reasons import rests_on
from assistant.song_moods import service as song_moods
from assistant.song_moods.schemas import EvidenceView, SongMoodView
from tests.assistant.recommendations.conftest import Plant
from tests.support.app import App

SAD = "sad sad sad sad night"


def asked(app: App, actor: Any, mood: str) -> dict[str, Any]:
    app.apply_index()
    answer = app.client(actor).get("/recommendations", params={"mood": mood}).json()
    return {item["track"]["title"]: item for item in answer["items"]}


def test_corrections_are_a_part_of_the_score_of_songs_like_them(app: App, plant: Plant) -> None:
    mara, nils = app.person("mara"), app.person("nils")
    plant(app, nils, "Like it", SAD, "The Piers")
    like = plant(app, mara, "Like it", SAD, "The Piers")
    told = [plant(app, mara, f"Told {n}", f"{SAD} {n}") for n in range(3)]
    plain = asked(app, mara, "relaxed")
    assert "corrections" not in plain["Like it"]["contributions"]
    client = app.client(mara)
    for track_id in told:
        client.put(f"/tracks/{track_id}/mood/correction", json={"mood": "relaxed"})
    moved = asked(app, mara, "relaxed")
    parts = moved["Like it"]["contributions"]
    assert parts["corrections"] > 0.005
    assert parts["mood_fit"] == pytest.approx(plain["Like it"]["contributions"]["mood_fit"])
    assert sum(parts.values()) == pytest.approx(moved["Like it"]["score"])
    assert moved["Like it"]["mood"]["valence"] > plain["Like it"]["mood"]["valence"]
    assert "in its words, moved by your corrections" in moved["Like it"]["reason"]
    assert "as you said" in moved["Told 0"]["reason"]
    assert "words" not in moved["Told 0"]["reason"]
    assert "corrections" not in asked(app, nils, "relaxed")["Like it"]["contributions"]
    for track_id in told:
        client.delete(f"/tracks/{track_id}/mood/correction")
    again = asked(app, mara, "relaxed")
    assert again["Like it"]["contributions"] == pytest.approx(plain["Like it"]["contributions"])
    assert client.get(f"/recommendations/{like}/why").json()["reason"]


def test_a_song_by_its_tags_says_that_it_is_a_guess(sqlite_app: App) -> None:
    app = sqlite_app
    mara = app.person()
    with app.open_uow() as uow:
        catalogue.get_or_create_track(uow, TrackNames("Drift", ["Low Tide"], genres=["ambient"]))
    c = app.container
    song_moods.score_waiting(c.open_uow, c.engine, c.stamps, None)
    assert "by the tag ambient alone, a guess" in asked(app, mara, "relaxed")["Drift"]["reason"]


def part(kind: Any, label: str, share: float) -> EvidenceView:
    against = label == "against"
    six = {"happy": 0.1 if against else 0.4, "sad": 0.4 if against else 0.1}
    return EvidenceView(
        kind=kind, label=label, weight=1, share=share, valence=0.0, arousal=0.0, angry=0.25,
        relaxed=0.25, **six,
    )  # fmt: skip


@pytest.mark.parametrize(
    "basis, parts, said",
    [
        ("lyrics", [("words", "", 1.0)], "in its words"),
        ("both", [("words", "", 0.9), ("genre", "pop", 0.1)], "in its words"),
        ("both", [("words", "", 0.6), ("genre", "metal", 0.4)], "by its words and the tag metal"),
        ("both", [("words", "", 0.6), ("genre", "against", 0.4)], "in its words"),
        ("tags", [("artist", "dub", 1.0)], "by its artist's dub alone, a guess"),
        ("tags", [("genre", f"t{n}", 0.1) for n in range(10)], "by the tag t0 alone, a guess"),
        (
            "lyrics",
            [("words", "", 0.7), ("you", "", 0.3)],
            "in its words, moved by your corrections",
        ),
        ("lyrics", [("words", "", 0.95), ("you", "", 0.05)], "in its words"),
    ],
)
def test_reasons_name_the_parts_that_mattered(
    basis: Any, parts: list[tuple[str, str, float]], said: str
) -> None:
    view = SongMoodView(
        track_id="019a0000-0000-7000-8000-000000000000",  # type: ignore[arg-type]
        known=True,
        basis=basis,
        evidence=[part(*p) for p in parts],
    )
    assert rests_on(view) == said
    own = view.model_copy(update={"corrected": True, "evidence": [part("you", "", 1.0)]})
    assert rests_on(own) == "as you said"
