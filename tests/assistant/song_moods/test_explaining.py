"""Why a song has its mood: for whoever may read its words, and for lyrics that are not kept."""

from typing import Any
from uuid import UUID

import pytest

from assistant.catalogue import service as catalogue
from assistant.catalogue.schemas import TrackNames
from assistant.core.errors import UpstreamUnavailable
from assistant.lyrics import service as lyrics
from assistant.lyrics.schemas import FoundLyrics
from tests.support.app import App

WORDS = "sad sad night\nhappy here with you\n\nsad sad night\nand nothing else"
HAPPY = "happy happy day and days"


def song(app: App, title: str, text: str | None, owner: UUID | None = None) -> UUID:
    key = str(owner) if owner else ""
    with app.open_uow() as uow:
        track_id = catalogue.get_or_create_track(
            uow, TrackNames(title, ["The Piers"], owner_key=key)
        )
        if text is not None:
            found = FoundLyrics(text)
            lyrics.save_found(uow, track_id, "lrclib", found, for_owner=key, in_batch=True)
    return track_id


class _Away:
    """An engine whose model still warms up."""

    def explain(self, text: str) -> Any:
        raise UpstreamUnavailable("model_warming", "The mood model is warming up.", retry_after_s=5)


def test_a_song_is_explained_line_by_line(app: App) -> None:
    track_id = song(app, "Low Tide", WORDS)
    answer = app.client(app.person()).get(f"/tracks/{track_id}/mood/explanation")
    found = answer.json()
    assert (answer.status_code, found["known"], found["reason"]) == (200, True, None)
    assert (found["mood"], found["runner_up"], found["untried"]) == ("sad", "happy", 0)
    assert found["sad"] == pytest.approx(4.1 / 5.4)
    assert found["lead"] == pytest.approx(3 / 5.4)
    assert [(x["text"], x["numbers"]) for x in found["lines"]] == [
        ("sad sad night", [0, 3]), ("happy here with you", [1]), ("and nothing else", [4]),
    ]  # fmt: skip
    first = found["lines"][0]
    assert first["without"]["sad"] == pytest.approx(0.1 / 1.4)
    assert first["gives"]["sad"] == pytest.approx(4.1 / 5.4 - 0.1 / 1.4)
    assert found["lines"][2]["gives"]["sad"] == pytest.approx(0)
    assert (found["turn"]["lines"], found["turn"]["mood"]) == ([0], "happy")
    assert found["turn"]["happy"] == pytest.approx(1.1 / 1.4)
    assert found["energy_unsaid"] == (abs(found["arousal"]) <= 2 * found["arousal_error"])


def test_a_song_is_explained_by_the_words_its_listener_has(app: App) -> None:
    mara, nils = app.person("mara"), app.person("nils")
    track_id = song(app, "Low Tide", WORDS)
    app.client(mara).put(f"/tracks/{track_id}/lyrics", json={"lyrics": HAPPY})
    path = f"/tracks/{track_id}/mood/explanation"
    assert app.client(mara).get(path).json()["mood"] == "happy"
    assert [x["text"] for x in app.client(mara).get(path).json()["lines"]] == [HAPPY]
    assert "happy happy" not in app.client(nils).get(path).text
    assert app.client(nils).get(path).json()["mood"] == "sad"
    letter = song(app, "Letter", HAPPY, mara.user_id)
    own = f"/tracks/{letter}/mood/explanation"
    assert app.client(mara).get(own).json()["mood"] == "happy"
    assert (app.client(nils).get(own).status_code, app.client().get(own).status_code) == (404, 401)


def test_what_cannot_be_explained_says_why(app: App) -> None:
    client = app.client(app.person())

    def said(track_id: UUID) -> tuple[bool, str, int]:
        found = client.get(f"/tracks/{track_id}/mood/explanation").json()
        return found["known"], found["reason"], len(found["lines"])

    assert said(song(app, "Bare", None)) == (False, "no_lyrics", 0)
    assert said(song(app, "Short", "too few")) == (False, "too_short", 0)
    quiet = song(app, "Quiet", WORDS)
    client.put(f"/tracks/{quiet}/lyrics", json={"lyrics": "[au: instrumental]"})
    assert said(quiet) == (False, "instrumental", 0)


def test_a_model_that_warms_is_said_to(sqlite_app: App) -> None:
    track_id = song(sqlite_app, "Low Tide", WORDS)
    away: Any = _Away()
    sqlite_app.container.engine = away
    client = sqlite_app.client(sqlite_app.person())
    answer = client.get(f"/tracks/{track_id}/mood/explanation")
    assert (answer.status_code, answer.json()["code"]) == (503, "model_warming")
    assert answer.headers["retry-after"] == "5"
    answer = client.post("/analysis/explain", json={"lyrics": WORDS})
    assert (answer.status_code, answer.json()["code"]) == (503, "model_warming")


def test_lyrics_are_explained_without_being_kept(sqlite_app: App) -> None:
    mara = sqlite_app.person()
    client = sqlite_app.client(mara)
    found = client.post("/analysis/explain", json={"lyrics": WORDS}).json()
    assert (found["mood"], len(found["lines"]), found["turn"]["mood"]) == ("sad", 3, "happy")
    assert client.get("/me/library").json()["total"] == 0
    nothing = client.post("/analysis/explain", json={"lyrics": " \n"}).json()
    assert (nothing["known"], nothing["reason"], nothing["mood"]) == (False, "empty", None)
    long = client.post("/analysis/explain", json={"lyrics": "a " * 150_000})
    assert long.status_code == 422
    assert sqlite_app.client().post("/analysis/explain", json={"lyrics": "x"}).status_code == 401
