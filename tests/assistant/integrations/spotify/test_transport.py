"""What our spotipy subclass sends, and that removed paths cannot be reached through it."""

import httpx
import pytest

from assistant.integrations.http import new_client
from assistant.integrations.spotify import SpotifyClient
from assistant.integrations.spotify.transport import RemovedPathError, Transport
from tests.support.sandboxes import HARBOUR, SpotifyAtHand


@pytest.mark.parametrize(
    "call",
    [
        lambda t: t.recommendations(seed_tracks=[HARBOUR.id]),
        lambda t: t.audio_features([HARBOUR.id]),
        lambda t: t.audio_analysis(HARBOUR.id),
        lambda t: t.artist_related_artists("a" * 22),
        lambda t: t.tracks([HARBOUR.id]),
        lambda t: t.categories(),
        lambda t: t.user_playlists("somebody"),
        lambda t: t.next({"next": "http://127.0.0.1:9/v1/me/player/recently-played"}),
        lambda t: t.start_playback(),
    ],
)
def test_what_we_do_not_use_cannot_be_called(call) -> None:
    with new_client() as http, pytest.raises(RemovedPathError):
        call(Transport("token", "http://127.0.0.1:9/v1", 1.0, http))


def test_paths_and_bodies_are_mended(spotify: SpotifyAtHand) -> None:
    client = spotify.client()
    client.me()
    made = client.create_playlist("Attune queue")
    client.playlist_add_items(made.id, [HARBOUR.uri])
    asked = [(r.method, r.path, r.body) for r in spotify.sandbox.requests]
    assert asked == [
        ("GET", "/v1/me", None),
        ("POST", "/v1/me/playlists", {"name": "Attune queue", "public": False, "description": ""}),
        ("POST", f"/v1/playlists/{made.id}/items", {"uris": [HARBOUR.uri]}),
    ]


def test_a_device_id_cannot_smuggle_parameters(spotify: SpotifyAtHand) -> None:
    with pytest.raises(Exception, match="did not accept"):
        spotify.client().queue_add(HARBOUR.uri, "x&uri=spotify:track:y")
    (request,) = spotify.sandbox.requests
    assert request.query == {"uri": [HARBOUR.uri], "device_id": ["x&uri=spotify:track:y"]}


def test_a_lent_pool_is_shared_and_stays_open(spotify: SpotifyAtHand) -> None:
    with new_client() as http:
        for _ in range(2):
            with SpotifyClient(spotify.token(), base_url=spotify.base_url, session=http) as client:
                assert client.me().id == "sandbox-premium"
            del client
        assert not http.is_closed


def test_a_pool_keeps_no_cookies() -> None:
    def set_a_cookie(_: httpx.Request) -> httpx.Response:
        return httpx.Response(200, headers={"Set-Cookie": "who=me; Path=/"})

    with new_client() as http:
        http._transport = httpx.MockTransport(set_a_cookie)
        http.get("http://api.example/one")
        assert list(http.cookies.jar) == []
