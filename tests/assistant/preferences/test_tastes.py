"""What somebody wants more or none of, and groups of settings, of which the rest stays."""

import pytest

from tests.support.app import App


def test_lists_replace_what_was_there_and_the_others_stay(app: App) -> None:
    client = app.client(app.person())
    first = {"favourite_genres": ["Jazz", "jazz", " Folk "], "disliked_artists": ["The Loud"]}
    assert client.put("/users/me/preferences", json=first).status_code == 200
    told = client.put(
        "/users/me/preferences", json={"favourite_genres": ["Soul"], "languages": ["de", "en"]}
    ).json()
    assert told == client.get("/users/me/preferences").json()
    assert (told["favourite_genres"], told["disliked_artists"]) == (["Soul"], ["The Loud"])
    assert (told["languages"], told["favourite_artists"]) == (["de", "en"], [])
    other = app.client(app.person("nils")).get("/users/me/preferences").json()
    assert other["favourite_genres"] == []


def test_each_name_is_kept_once_and_changes_sides(app: App) -> None:
    client = app.client(app.person())
    liked = client.put(
        "/users/me/preferences", json={"favourite_genres": ["Jazz", "jazz", " Folk "]}
    )
    assert liked.json()["favourite_genres"] == ["Folk", "Jazz"]
    told = client.put("/users/me/preferences", json={"disliked_genres": ["Jazz"]}).json()
    assert (told["favourite_genres"], told["disliked_genres"]) == (["Folk"], ["Jazz"])


def test_nothing_is_liked_and_disliked_at_once(app: App) -> None:
    client = app.client(app.person())
    both = {"favourite_artists": ["Nina"], "disliked_artists": ["nina"]}
    refused = client.put("/users/me/preferences", json=both)
    assert (refused.status_code, refused.json()["code"]) == (422, "liked_and_disliked")
    assert client.get("/users/me/preferences").json()["favourite_artists"] == []


def test_of_a_group_of_settings_the_rest_stays(app: App) -> None:
    client = app.client(app.person())
    client.put("/users/me/settings", json={"playback": {"crossfade_s": 5}, "theme": "dark"})
    told = client.put("/users/me/settings", json={"playback": {"autoplay": False}}).json()
    assert told["playback"] == {"autoplay": False, "crossfade_s": 5}
    assert told["theme"] == "dark"
    shared = client.put("/users/me/settings", json={"privacy": {"public_profile": True}}).json()
    assert shared["privacy"] == {"public_profile": True, "listening_activity": False}


@pytest.mark.parametrize(
    "path, body",
    [
        ("settings", {"playback": {"crossfade_s": 13}}),
        ("settings", {"privacy": {"everything": True}}),
        ("settings", {"notifications": {"weekly": "yes"}}),
        ("preferences", {"languages": ["Deutsch"]}),
        ("preferences", {"favourite_genres": [""]}),
        ("preferences", {"favourite_genres": ["x"] * 101}),
        ("preferences", {"discovery": 1.5}),
    ],
)
def test_what_is_out_of_bounds_is_refused(
    sqlite_app: App, path: str, body: dict[str, object]
) -> None:
    client = sqlite_app.client(sqlite_app.person())
    assert client.put(f"/users/me/{path}", json=body).status_code == 422
