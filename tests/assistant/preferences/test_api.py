"""Settings and preferences over REST."""

import pytest

from assistant.library import service as library
from assistant.preferences import service
from assistant.preferences.schemas import SettingsChange
from tests.support.app import App

FRESH = {
    "theme": "system",
    "time_zone": "UTC",
    "language": "en",
    "explicit_ok": True,
    "sample_hidden": False,
    "prompts": True,
    "notifications": {"finished": False, "weekly": False},
    "privacy": {"public_profile": False, "listening_activity": False},
    "playback": {"autoplay": True, "crossfade_s": 0},
}


def test_settings_begin_with_defaults_and_keep_what_is_left_out(app: App) -> None:
    client = app.client(app.person())
    assert client.get("/users/me/settings").json() == FRESH
    changed = {"theme": "dark", "time_zone": "Europe/Berlin", "explicit_ok": False}
    first = client.put("/users/me/settings", json=changed)
    assert (first.status_code, first.json()) == (200, {**FRESH, **changed})
    second = client.put("/users/me/settings", json={"prompts": False, "theme": None})
    assert second.json() == {**FRESH, **changed, "prompts": False}
    assert client.get("/users/me/settings").json() == second.json()
    assert client.get("/users/me").json()["time_zone"] == "Europe/Berlin"


def test_each_listener_has_their_own(app: App) -> None:
    app.client(app.person()).put("/users/me/settings", json={"theme": "light", "prompts": False})
    other = app.client(app.person("nils"))
    assert other.get("/users/me/settings").json() == FRESH


def test_hiding_the_sample_is_one_wish_wherever_it_is_said(app: App) -> None:
    actor = app.person()
    with app.open_uow() as uow:
        service.change_settings(uow, actor, SettingsChange(sample_hidden=True))
    with app.open_uow() as uow:
        assert library.sample_hidden(uow, actor.require_user()) is True
        library.hide_sample(uow, actor, hidden=False)
    with app.open_uow(read=True) as uow:
        assert service.get_settings(uow, actor).sample_hidden is False


@pytest.mark.parametrize(
    "body",
    [
        '{"theme": "pink"}',
        '{"them": "dark"}',
        '{"time_zone": "Mars/Olympus"}',
        '{"time_zone": "../../etc/passwd"}',
        '{"language": "tlh"}',
        '{"explicit_ok": "no"}',
        '{"prompts": 1}',
        '{"sample_hidden": {}}',
        "[]",
        "null",
        '{"theme": ',
    ],
)
def test_what_is_no_setting_is_refused(sqlite_app: App, body: str) -> None:
    client = sqlite_app.client(sqlite_app.person())
    answer = client.put(
        "/users/me/settings", content=body, headers={"content-type": "application/json"}
    )
    assert (answer.status_code, answer.json()["code"]) == (422, "not_valid")
    assert client.get("/users/me/settings").json() == FRESH


def test_preferences_change_one_by_one_and_energy_can_be_given_back_to_the_mood(app: App) -> None:
    client = app.client(app.person())
    lists = ("favourite_genres", "disliked_genres", "favourite_artists", "disliked_artists")
    nothing: dict[str, list[str]] = {name: [] for name in (*lists, "languages")}
    fresh = {"explicit_ok": True, "discovery": 0.5, "energy": None, **nothing}
    assert client.get("/users/me/preferences").json() == fresh
    client.put("/users/me/preferences", json={"discovery": 0, "energy": 0.75})
    changed = client.put("/users/me/preferences", json={"explicit_ok": False}).json()
    assert changed == {**fresh, "explicit_ok": False, "discovery": 0.0, "energy": 0.75}
    assert client.get("/users/me/settings").json()["explicit_ok"] is False
    given_back = client.put("/users/me/preferences", json={"energy": None, "discovery": None})
    assert given_back.json() == {**fresh, "explicit_ok": False, "discovery": 0.0}


@pytest.mark.parametrize(
    "body",
    [
        '{"discovery": NaN}',
        '{"discovery": 1e309}',
        '{"discovery": -0.01}',
        '{"energy": 1.01}',
        '{"energy": "lots"}',
        '{"genres": ["jazz"]}',
    ],
)
def test_what_is_no_preference_is_refused(sqlite_app: App, body: str) -> None:
    client = sqlite_app.client(sqlite_app.person())
    answer = client.put(
        "/users/me/preferences", content=body, headers={"content-type": "application/json"}
    )
    assert (answer.status_code, answer.json()["code"]) == (422, "not_valid")


def test_a_stranger_is_told_to_sign_in(sqlite_app: App) -> None:
    for path in ("/users/me/settings", "/users/me/preferences"):
        assert sqlite_app.client().get(path).status_code == 401
        assert sqlite_app.client().put(path, json={}).status_code == 401
