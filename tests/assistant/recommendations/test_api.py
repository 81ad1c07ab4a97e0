"""Songs that fit a mood, over REST."""

import math

import pytest

from tests.assistant.recommendations.conftest import Plant
from tests.support.app import App

WORDS = {
    "happy": "happy happy happy happy happy and a little sad",
    "sad": "sad sad sad sad sad sad and so it goes",
    "angry": "angry angry angry angry angry at the wall",
    "relaxed": "relaxed relaxed relaxed relaxed relaxed by the sea",
}


@pytest.fixture
def shelf(app: App, plant: Plant) -> App:
    """Three songs of each mood by one listener."""
    actor = app.person()
    for mood, words in WORDS.items():
        for n in range(3):
            plant(app, actor, f"{mood} {n}", f"{words}\nline {n}")
    app.apply_index()
    app.actor = actor
    return app


@pytest.mark.parametrize("mood", WORDS)
def test_the_nearest_songs_come_first_with_parts_that_sum_to_the_score(
    shelf: App, mood: str
) -> None:
    client = shelf.client(shelf.actor)
    answer = client.get("/recommendations", params={"mood": mood, "limit": 12}).json()
    titles = [item["track"]["title"] for item in answer["items"]]
    assert sorted(titles[:3]) == [f"{mood} {n}" for n in range(3)]
    assert len(titles) == 12
    assert answer["target"]["source"] == "chosen"
    for item in answer["items"]:
        assert sum(item["contributions"].values()) == pytest.approx(item["score"], abs=1e-9)
        assert f"{item['mood'][mood]:.0%}"[:-1] in item["reason"] or item["reason"]
        assert item["line"]


def test_the_same_question_gets_the_same_answer(shelf: App) -> None:
    client = shelf.client(shelf.actor)
    ask: dict[str, str | int] = {"mood": "sad", "limit": 8, "seed": 3}
    first, second = (
        [
            (i["track"]["id"], i["score"])
            for i in client.get("/recommendations", params=ask).json()["items"]
        ]
        for _ in range(2)
    )
    assert first == second


def test_nothing_said_means_a_neutral_target_and_an_entry_moves_it(shelf: App) -> None:
    client = shelf.client(shelf.actor)
    unknown = client.get("/recommendations").json()["target"]
    assert (unknown["source"], unknown["uncertainty"], unknown["mood"]["valence"]) == (
        "neutral", 1.0, 0.0
    )  # fmt: skip
    client.post("/mood/record", json={"valence": -0.7, "arousal": -0.6})
    said = client.get("/recommendations", params={"limit": 3}).json()
    assert said["target"]["source"] == "current"
    assert {i["track"]["title"][:3] for i in said["items"]} == {"sad"}
    lifted = client.get("/recommendations", params={"intent": "lift"}).json()["target"]
    assert lifted["mood"]["valence"] > 0.2


def test_no_artist_comes_more_than_twice_in_ten(app: App, plant: Plant) -> None:
    actor = app.person()
    for n in range(6):
        plant(app, actor, f"one {n}", f"{WORDS['happy']} {n}", artist="The Same Band")
    for n in range(3):
        plant(app, actor, f"other {n}", f"{WORDS['happy']} and sad {n}")
    app.apply_index()
    items = app.client(actor).get("/recommendations", params={"mood": "happy"}).json()["items"]
    artists = [i["track"]["artist"] for i in items]
    assert artists.count("The Same Band") == 2
    assert len(items) == 5


def test_songs_of_another_listener_never_come(shelf: App) -> None:
    other = shelf.client(shelf.person("nils"))
    assert other.get("/recommendations", params={"mood": "happy"}).json()["items"] == []
    made = other.post("/recommendations/queue", json={"mood": "happy"})
    assert (made.status_code, made.json()["code"]) == (404, "no_songs")


def test_likes_lift_and_dislikes_remove(shelf: App) -> None:
    client = shelf.client(shelf.actor)
    before = client.get("/recommendations", params={"mood": "happy", "limit": 12}).json()["items"]
    liked, disliked = before[2]["track"]["id"], before[0]["track"]["id"]
    client.put(f"/me/favorites/{liked}")
    assert client.put(f"/me/library/{disliked}", json={"rating": -1}).status_code < 300
    after = client.get("/recommendations", params={"mood": "happy", "limit": 12}).json()["items"]
    assert after[0]["track"]["id"] == liked
    assert after[0]["contributions"]["liked"] == pytest.approx(0.10)
    assert disliked not in [i["track"]["id"] for i in after]


@pytest.mark.parametrize(
    "ask, code",
    [
        ({"valence": 0.5}, "half_a_point"),
        ({"valence": "nan", "arousal": 0}, "not_valid"),
        ({"valence": "1e309", "arousal": 0}, "not_valid"),
        ({"valence": 2, "arousal": 0}, "not_valid"),
        ({"mood": "meh"}, "not_valid"),
        ({"limit": 0}, "not_valid"),
        ({"limit": 101}, "not_valid"),
        ({"intent": "dance"}, "not_valid"),
    ],
)
def test_what_cannot_be_asked(sqlite_app: App, ask: dict[str, str | float], code: str) -> None:
    client = sqlite_app.client(sqlite_app.person())
    answer = client.get("/recommendations", params=ask)
    assert (answer.status_code, answer.json()["code"]) == (422, code)


def test_songs_like_ones_own_say_how_alike_their_words_are(shelf: App) -> None:
    client = shelf.client(shelf.actor)
    held = client.get("/me/library").json()["items"]
    song = next(s["track"]["id"] for s in held if s["track"]["title"] == "sad 0")
    near = client.get(f"/recommendations/similar/{song}", params={"limit": 11}).json()
    alike = {found["track"]["title"]: found["similarity"] for found in near}
    assert {found["track"]["title"] for found in near[:2]} == {"sad 1", "sad 2"}
    assert alike["sad 1"] == pytest.approx(41 / 42, abs=1e-3)  # all words but the last
    assert alike["angry 0"] == pytest.approx(2 / math.sqrt(42 * 30), abs=1e-3)  # "line 0"


def test_a_stranger_gets_nothing(sqlite_app: App) -> None:
    assert sqlite_app.client().get("/recommendations").status_code == 401


def test_why_says_what_the_last_answer_said(shelf: App) -> None:
    client = shelf.client(shelf.actor)
    item = client.get("/recommendations", params={"mood": "relaxed"}).json()["items"][0]
    why = client.get(f"/recommendations/{item['track']['id']}/why").json()
    assert why["contributions"] == item["contributions"]
    assert why["reason"] == item["reason"]
