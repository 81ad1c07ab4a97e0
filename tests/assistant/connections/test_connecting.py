"""Connecting Spotify by PKCE, and everything that can go wrong on the way."""

from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest

from assistant.auth import sessions
from assistant.connections.rules import SANDBOX_CLIENT_ID as OURS
from assistant.core.actor import Actor
from assistant.core.credentials import Seen
from assistant.sandbox.spotify import SANDBOX_CLIENT_ID
from tests.support.app import App, make_app
from tests.support.spotify_app import CALLBACK, SpotifyApp, spotify_app

ID = {"client_id": SANDBOX_CLIENT_ID}


def codes(notes: list[dict[str, str]]) -> list[str]:
    return [note["code"] for note in notes]


def begin(near: SpotifyApp, actor: Actor) -> str:
    client = near.app.client(actor)
    client.put("/spotify", json=ID)
    url: str = client.get("/spotify/auth").json()["url"]
    return url


def come_back(near: SpotifyApp, actor: Actor | None, said: dict[str, str]) -> str:
    client = near.app.client(actor)
    answer = client.get("/spotify/callback", params=said, follow_redirects=False)
    assert (answer.status_code, answer.headers["cache-control"]) == (303, "no-store")
    return answer.headers["location"].removeprefix("/connections?spotify=")


def test_a_sign_in_that_ended_on_the_way_connects_nothing(near_spotify: SpotifyApp) -> None:
    near, mara = near_spotify, near_spotify.app.person()
    with near.app.open_uow() as uow:
        opened = sessions.open_session(
            uow, mara.require_user(), "api", Seen(), timedelta(days=1), lambda _: "secret"
        )
    actor = replace(mara, auth_session_id=opened.auth_session_id)
    said = near.spotify.consent(begin(near, actor))
    with near.app.open_uow() as uow:
        sessions.revoke_session(uow, actor, opened.auth_session_id)
    assert come_back(near, actor, said) == "signed_out"
    assert near.app.client(mara).get("/spotify/status").json()["state"] == "configured"


def test_the_sandboxs_client_id_is_the_one_offered() -> None:
    assert OURS == SANDBOX_CLIENT_ID


def test_the_whole_way(near_spotify_both: SpotifyApp) -> None:
    near = near_spotify_both
    mara = near.app.person()
    client = near.app.client(mara)
    before = client.get("/spotify/status").json()
    assert (before["state"], before["redirect_uri"], before["sandbox"]) == (
        "not_set",
        CALLBACK,
        False,
    )
    assert codes(before["lacks"]) == ["no_client_id"]
    configured = client.put("/spotify", json=ID).json()
    assert (configured["state"], codes(configured["lacks"])) == ("configured", ["not_connected"])
    near.connect(mara)
    after = client.get("/spotify/status").json()
    assert (after["state"], after["account_name"]) == ("connected", "Robin (Premium)")
    assert codes(after["works"]) == [
        "recent_plays", "queue", "playlist", "playlists", "library", "top",
    ]  # fmt: skip
    assert (after["lacks"], after["missing_scopes"], after["premium"]) == ([], [], "unknown")
    assert after["authorized_at"] == "2026-11-20T12:00:00Z"
    assert client.post("/spotify/test").json() == {
        "ok": True, "account_name": "Robin (Premium)", "devices": 2, "code": None,
        "detail": "Spotify answers.",
    }  # fmt: skip
    names = [device["name"] for device in client.get("/spotify/devices").json()]
    assert names == ["Sandbox desk", "Sandbox kitchen"]


def test_saying_no(near_spotify: SpotifyApp) -> None:
    mara = near_spotify.app.person()
    said = near_spotify.spotify.consent(begin(near_spotify, mara), answer="deny")
    assert come_back(near_spotify, mara, said) == "denied"
    assert near_spotify.app.client(mara).get("/spotify/status").json()["state"] == "configured"


def test_a_state_works_once_for_whom_it_was_made_and_for_ten_minutes(
    near_spotify: SpotifyApp,
) -> None:
    near, mara, nils = near_spotify, near_spotify.app.person(), near_spotify.app.person("nils")
    said = near.spotify.consent(begin(near, mara))
    begin(near, nils)
    elsewhere = replace(mara, auth_session_id=uuid4())
    assert come_back(near, nils, said) == "spotify_state"
    assert come_back(near, elsewhere, said) == "spotify_state"
    assert come_back(near, None, said) == "not_signed_in"
    assert come_back(near, mara, {**said, "state": "guess"}) == "spotify_state"
    assert come_back(near, mara, said) == "connected"
    assert come_back(near, mara, said) == "spotify_state"
    late = near.spotify.consent(begin(near, mara))
    near.app.clock.forward(minutes=10)
    assert come_back(near, mara, late) == "spotify_state"


def test_a_callback_of_nonsense(near_spotify: SpotifyApp) -> None:
    mara = near_spotify.app.person()
    begin(near_spotify, mara)
    for said in (
        {},
        {"code": "x"},
        {"state": "x"},
        {"state": "\udcff".encode("utf-8", "replace").decode(), "code": "x"},
    ):
        assert come_back(near_spotify, mara, said) in ("spotify_callback", "spotify_state")


def test_a_code_that_spotify_refuses(near_spotify: SpotifyApp) -> None:
    mara = near_spotify.app.person()
    said = near_spotify.spotify.consent(begin(near_spotify, mara))
    assert come_back(near_spotify, mara, {**said, "code": "wrong"}) == "spotify_reconnect"
    assert near_spotify.app.client(mara).get("/spotify/status").json()["connected"] is False


def test_pasting_the_address_of_a_page_that_did_not_open(sqlite_url, tmp_path) -> None:
    with spotify_app(sqlite_url, tmp_path, public_url="http://music.lan", port=8123) as near:
        client = near.app.client(near.app.person())
        client.put("/spotify", json=ID)
        start = client.get("/spotify/auth").json()
        assert start["paste_needed"] is True
        assert start["redirect_uri"] == "http://127.0.0.1:8123/api/v1/spotify/callback"
        said = near.spotify.consent(start["url"])
        url = f"{start['redirect_uri']}?code={said['code']}&state={said['state']}"
        done = client.post("/spotify/callback-url", json={"url": f"  {url}\n"})
        assert (done.status_code, done.json()["state"]) == (200, "connected")
        again = client.post("/spotify/callback-url", json={"url": url})
        assert (again.status_code, again.json()["code"]) == (422, "spotify_state")
        other = client.post("/spotify/callback-url", json={"url": "hello"})
        assert (other.status_code, other.json()["code"]) == (422, "spotify_callback")


@pytest.mark.parametrize(
    "wrong", ["", "5A4D" * 8, "5a4d", "g" * 32, "5a4d" * 9, None, 7, "\x00" * 32]
)
def test_what_is_no_client_id(sqlite_app: App, wrong) -> None:
    answer = sqlite_app.client(sqlite_app.person()).put("/spotify", json={"client_id": wrong})
    assert (answer.status_code, answer.json()["errors"][0]["pointer"]) == (422, "/client_id")


def test_without_a_client_id_nothing_begins(sqlite_app: App) -> None:
    answer = sqlite_app.client(sqlite_app.person()).get("/spotify/auth")
    assert (answer.status_code, answer.json()["code"]) == (409, "spotify_client_id_missing")


def test_another_client_id_ends_the_connection(near_spotify: SpotifyApp) -> None:
    client = near_spotify.app.client(near_spotify.connected())
    assert client.put("/spotify", json=ID).json()["state"] == "connected"
    assert client.put("/spotify", json={"client_id": "a" * 32}).json()["state"] == "configured"


def test_nothing_sealed_stands_readable_in_the_database(near_spotify: SpotifyApp, tmp_path) -> None:
    near_spotify.connected()
    tokens = [*near_spotify.sandbox.state.access, *near_spotify.sandbox.state.refresh]
    assert len(tokens) == 2
    stored = b"".join(path.read_bytes() for path in tmp_path.glob("attune.db*"))
    assert [token for token in tokens if token.encode() in stored] == []


def test_the_sample_listener_reaches_the_sandbox_only(near_spotify: SpotifyApp) -> None:
    sample = replace(near_spotify.app.person(), is_sample=True)
    client = near_spotify.app.client(sample)
    for answer in (client.put("/spotify", json=ID), client.get("/spotify/auth")):
        assert (answer.status_code, answer.json()["code"]) == (403, "sample_sandbox_only")
    lookup = client.put("/connections/lyrics", json={"allowed": True})
    assert (lookup.status_code, lookup.json()["code"]) == (403, "sample_asks_nobody")


def test_in_the_sandbox_a_client_id_is_there_and_all_is_badged(sqlite_url, tmp_path) -> None:
    with spotify_app(sqlite_url, tmp_path, as_sandbox=True) as near:
        sample = replace(near.app.person(), is_sample=True)
        client = near.app.client(sample)
        status = client.get("/spotify/status").json()
        assert (status["sandbox"], status["client_id"]) == (True, SANDBOX_CLIENT_ID)
        said = near.spotify.consent(client.get("/spotify/auth").json()["url"])
        assert come_back(near, sample, said) == "connected"


def test_tokens_of_the_sandbox_never_reach_spotify(sqlite_url, tmp_path) -> None:
    with spotify_app(sqlite_url, tmp_path, as_sandbox=True) as near:
        mara = near.connected()
        real = make_app(sqlite_url, tmp_path, spotify_api_url=near.spotify.base_url)
        assert real.client(mara).get("/spotify/status").json()["state"] == "not_set"
        refused = real.client(mara).get("/spotify/devices")
        assert (refused.status_code, refused.json()["code"]) == (409, "spotify_not_connected")
        real.container.sql.dispose()


def test_consent_to_look_lyrics_up(app: App) -> None:
    mara, nils = app.person(), app.person("nils")
    client = app.client(mara)
    assert client.get("/connections/lyrics").json()["allowed"] is None
    for said in (True, False):
        assert client.put("/connections/lyrics", json={"allowed": said}).json()["allowed"] is said
        assert client.get("/connections/lyrics").json()["allowed"] is said
    assert app.client(nils).get("/connections/lyrics").json()["allowed"] is None
    assert client.put("/connections/lyrics", json={"allowed": "perhaps"}).status_code == 422


@pytest.mark.parametrize(
    "method, path",
    [
        ("GET", "/spotify/status"), ("GET", "/spotify/auth"), ("GET", "/spotify/devices"),
        ("GET", "/spotify/recent-tracks"), ("POST", "/spotify/test"), ("DELETE", "/spotify"),
        ("GET", "/connections/lyrics"),
    ],
)  # fmt: skip
def test_strangers_see_nothing(sqlite_app: App, method, path) -> None:
    assert sqlite_app.client().request(method, path).status_code == 401
