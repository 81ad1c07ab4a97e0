"""The Spotify sandbox refuses what Spotify refuses: each wrong request, its status, its body."""

from typing import Any

import httpx
import pytest

from assistant.integrations.spotify import make_pkce
from assistant.sandbox.spotify import SANDBOX_CLIENT_ID, CatalogueTrack, spotify_id
from assistant.sandbox.spotify.accounts import challenge_of, is_permitted_redirect
from tests.support.sandboxes import EMILE, HARBOUR, PAPER, PREMIUM, REDIRECT, SpotifyAtHand

JSON = {"Content-Type": "application/json"}


@pytest.mark.parametrize(
    "method, path, status",
    [
        ("GET", "/v1/recommendations?seed_tracks=x", 403),
        ("GET", f"/v1/audio-features/{HARBOUR.id}", 403),
        ("GET", f"/v1/audio-analysis/{HARBOUR.id}", 403),
        ("GET", f"/v1/artists/{'a' * 22}/related-artists", 403),
        ("GET", "/v1/browse/new-releases", 403),
        ("GET", f"/v1/tracks?ids={HARBOUR.id}", 404),
        ("GET", f"/v1/playlists/{'a' * 22}/tracks", 404),
        ("POST", f"/v1/users/{PREMIUM}/playlists", 404),
        ("PUT", "/v1/me/tracks", 404),
        ("GET", "/v1/me/", 404),
        ("GET", "/v1/nothing", 404),
        ("GET", "/nothing", 404),
        ("POST", "/v1/me", 405),
        ("DELETE", "/v1/me/player/queue", 405),
        ("PUT", "/v1/me/player/queue", 405),
        ("POST", "/v1/search?q=x&type=track", 405),
        ("GET", "/api/token", 405),
    ],
)
def test_removed_paths_and_wrong_methods(
    spotify: SpotifyAtHand, method: str, path: str, status: int
) -> None:
    answer = spotify.raw(method, path)
    assert (answer.status_code, answer.json()["error"]["status"]) == (status, status)
    assert ("allow" in answer.headers) == (status == 405)


@pytest.mark.parametrize(
    "path",
    [
        "/v1/me/player/recently-played?limit=51",
        "/v1/me/player/recently-played?limit=0",
        "/v1/me/player/recently-played?limit=ten",
        "/v1/me/player/recently-played?after=1&before=2",
        "/v1/me/player/recently-played?after=-1",
        "/v1/search?q=x&type=track&limit=11",
        "/v1/search?q=x&type=track&offset=1001",
        "/v1/search?q=x&type=mood",
        "/v1/search?type=track",
        "/v1/tracks/not-base62",
        "/v1/me/playlists?limit=51",
    ],
)
def test_numbers_out_of_range(spotify: SpotifyAtHand, path: str) -> None:
    assert spotify.raw("GET", path).status_code == 400


@pytest.mark.parametrize(
    "query",
    ["", "uri=", f"uri={HARBOUR.id}", "uri=spotify:album:x", f"uri={HARBOUR.uri}&uri={PAPER.uri}"],
)
def test_a_queue_takes_one_track_uri(spotify: SpotifyAtHand, query: str) -> None:
    assert spotify.raw("POST", f"/v1/me/player/queue?{query}").status_code == 400
    assert spotify.user().queue == []


@pytest.mark.parametrize(
    "more",
    [
        {"json": [HARBOUR.uri]},
        {"json": {"uris": HARBOUR.uri}},
        {"json": {"uris": [HARBOUR.uri] * 101}},
        {"json": {"uris": ["spotify:track:x"]}},
        {"json": {"uris": [HARBOUR.uri], "position": 5}},
        {"json": {"uris": [HARBOUR.uri], "position": True}},
        {"content": b"{", "headers": JSON},
        {"data": {"uris": HARBOUR.uri}},
        {},
    ],
)
def test_wrong_bodies(spotify: SpotifyAtHand, more: dict[str, Any]) -> None:
    made = spotify.client().create_playlist("Attune queue")
    answer = spotify.raw("POST", f"/v1/playlists/{made.id}/items", **more)
    assert answer.status_code == 400
    assert spotify.user().playlists[0].items == []


@pytest.mark.parametrize(
    "body",
    [{}, {"name": ""}, {"name": 3}, {"name": "x", "public": "no"}, {"name": "x", "description": 1}],
)
def test_a_playlist_needs_a_name(spotify: SpotifyAtHand, body: dict[str, Any]) -> None:
    assert spotify.raw("POST", "/v1/me/playlists", json=body).status_code == 400
    assert spotify.user().playlists == []


def test_a_public_playlist_needs_its_own_scope(spotify: SpotifyAtHand) -> None:
    private_only = {"Authorization": f"Bearer {spotify.token(PREMIUM, 'playlist-modify-private')}"}
    for body in ({"name": "x"}, {"name": "x", "public": True}):
        assert (
            spotify.raw("POST", "/v1/me/playlists", headers=private_only, json=body).status_code
            == 403
        )


def test_playlist_items_are_read_moved_and_removed(spotify: SpotifyAtHand) -> None:
    client = spotify.client()
    made = client.create_playlist("Attune queue")
    snapshot = client.playlist_add_items(made.id, [HARBOUR.uri, EMILE.uri, PAPER.uri])
    path = f"/v1/playlists/{made.id}/items"
    shown = spotify.raw("GET", f"{path}?limit=2").json()
    assert [item["item"]["name"] for item in shown["items"]] == ["Harbour Lights", "Émile's Door"]
    assert shown["next"].endswith("limit=2&offset=2")
    assert spotify.raw("PUT", path, json={"range_start": 0, "insert_before": 3}).status_code == 200
    kept = spotify.user().playlists[0]
    assert kept.items == [EMILE.uri, PAPER.uri, HARBOUR.uri]
    stale = {"items": [{"uri": PAPER.uri}], "snapshot_id": snapshot}
    assert spotify.raw("DELETE", path, json=stale).status_code == 400
    gone = {"items": [{"uri": PAPER.uri}], "snapshot_id": kept.snapshot_id}
    assert spotify.raw("DELETE", path, json=gone).status_code == 200
    assert kept.items == [EMILE.uri, HARBOUR.uri]


@pytest.mark.parametrize("header", ["", "Basic abc", "Bearer", "Bearer nobody"])
def test_no_good_token(spotify: SpotifyAtHand, header: str) -> None:
    answer = spotify.raw("GET", "/v1/me", headers={"Authorization": header})
    assert answer.status_code == 401


def test_fields_that_are_no_longer_sent(spotify: SpotifyAtHand) -> None:
    track = spotify.raw("GET", f"/v1/tracks/{HARBOUR.id}").json()
    me = spotify.raw("GET", "/v1/me").json()
    assert not {"popularity", "preview_url", "available_markets"} & set(track)
    assert not {"email", "product", "country"} & set(me)


# --- accounts ---


def asked(spotify: SpotifyAtHand, **other: str) -> httpx.Response:
    params = {
        "client_id": SANDBOX_CLIENT_ID,
        "response_type": "code",
        "redirect_uri": REDIRECT,
        "scope": "user-read-private",
        "state": "s",
        "code_challenge": make_pkce().challenge,
        "code_challenge_method": "S256",
    }
    return spotify.http.get(f"{spotify.server.url}/authorize", params=params | other)


def test_the_consent_page_says_what_it_is(spotify: SpotifyAtHand) -> None:
    page = asked(spotify)
    assert page.status_code == 200
    assert "Sandbox: this is not Spotify" in page.text
    assert "user-read-private" in page.text
    assert "form-action 'self' http://127.0.0.1:3000" in page.headers["content-security-policy"]


@pytest.mark.parametrize(
    "wrong",
    [
        {"client_id": "nobody"},
        {"redirect_uri": "http://localhost:3000/cb"},
        {"redirect_uri": "http://attune.example/cb"},
        {"redirect_uri": "http://127.0.0.1:3000/cb\r\nX-Evil: 1"},
    ],
)
def test_an_unsafe_request_is_not_sent_back(spotify: SpotifyAtHand, wrong: dict[str, str]) -> None:
    page = asked(spotify, **wrong)
    assert (page.status_code, "location" in page.headers) == (400, False)


@pytest.mark.parametrize(
    "wrong, error",
    [
        ({"response_type": "token"}, "unsupported_response_type"),
        ({"scope": "user-read-mind"}, "invalid_scope"),
        ({"code_challenge_method": "plain"}, "invalid_request"),
        ({"code_challenge": "short"}, "invalid_request"),
    ],
)
def test_a_wrong_request_is_sent_back(
    spotify: SpotifyAtHand, wrong: dict[str, str], error: str
) -> None:
    answer = asked(spotify, **wrong)
    assert answer.status_code == 302
    assert answer.headers["location"] == f"{REDIRECT}?error={error}&state=s"


@pytest.mark.parametrize(
    "more, error",
    [
        ({"json": {"grant_type": "refresh_token"}}, "invalid_request"),
        ({"data": {"grant_type": "refresh_token", "client_id": "x"}}, "invalid_client"),
        (
            {"data": {"grant_type": "password", "client_id": SANDBOX_CLIENT_ID}},
            "unsupported_grant_type",
        ),
        (
            {"data": {"grant_type": "refresh_token", "client_id": SANDBOX_CLIENT_ID}},
            "invalid_grant",
        ),
    ],
)
def test_wrong_token_requests(spotify: SpotifyAtHand, more: dict[str, Any], error: str) -> None:
    answer = spotify.http.post(f"{spotify.server.url}/api/token", **more)
    assert (answer.status_code, answer.json()["error"]) == (400, error)


def test_the_challenge_of_the_rfcs_example() -> None:
    # RFC 7636, appendix B
    verifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"
    assert challenge_of(verifier) == "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"


@pytest.mark.parametrize(
    "uri", ["https://localhost/", "http://127.0.0.1:1/#x", "http://[::1", "", "//x"]
)
def test_redirects_that_are_refused(uri: str) -> None:
    assert not is_permitted_redirect(uri)


# --- catalogue ---


def test_ids_are_stable_and_of_spotifys_shape() -> None:
    assert spotify_id("track", "a") == spotify_id("track", "a") != spotify_id("track", "b")
    assert len(spotify_id("x")) == 22


@pytest.mark.parametrize(
    "entry",
    [
        {"name": 3, "artists": ["a"], "duration_ms": 1},
        {"name": "x", "artists": [], "duration_ms": 1},
        {"name": "x", "artists": ["a"], "duration_ms": "1"},
        {"name": "x", "artists": ["a"], "duration_ms": 1, "id": "short"},
    ],
)
def test_a_wrong_catalogue_entry(entry: dict[str, Any]) -> None:
    with pytest.raises(ValueError):
        CatalogueTrack.of(entry)
