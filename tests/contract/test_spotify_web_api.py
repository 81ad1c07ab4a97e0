"""Every row of the Spotify contract that we use: our client against the strict sandbox, over HTTP."""

from datetime import UTC, datetime, timedelta

import pytest

from assistant.core.errors import Conflict, DomainError, Forbidden, NotFound, RuleViolated
from assistant.integrations.spotify.oauth import SCOPES
from assistant.sandbox.spotify.state import Device, Play
from tests.support.sandboxes import CATALOGUE, EMILE, FREE, HARBOUR, PAPER, PREMIUM, SpotifyAtHand

NEWEST = datetime(2026, 5, 1, 12, 0, 0, 250_000, tzinfo=UTC)


def code_of(error: pytest.ExceptionInfo[DomainError]) -> str:
    return error.value.code


def ms(moment: datetime) -> int:
    return int(moment.timestamp() * 1000)


# --- profile ---


def test_me(spotify: SpotifyAtHand) -> None:
    me = spotify.client().me()
    assert (me.id, me.display_name) == (PREMIUM, "Robin (Premium)")
    assert me.account_id == spotify.user().account_id


# --- recent plays ---


def hear(spotify: SpotifyAtHand, count: int) -> None:
    for back in range(count):
        play = Play(CATALOGUE[back % 3], NEWEST - timedelta(minutes=back))
        spotify.user().plays.append(play)


def test_recent_plays_come_newest_first(spotify: SpotifyAtHand) -> None:
    hear(spotify, 3)
    answer = spotify.client().recently_played()
    assert [(i.track.id, i.played_at) for i in answer.items] == [
        (HARBOUR.id, NEWEST),
        (EMILE.id, NEWEST - timedelta(minutes=1)),
        (PAPER.id, NEWEST - timedelta(minutes=2)),
    ]
    assert answer.cursors is not None
    assert answer.cursors.after == str(ms(NEWEST))
    assert answer.next is None


def test_recent_plays_after_and_before_a_moment(spotify: SpotifyAtHand) -> None:
    hear(spotify, 5)
    client = spotify.client()
    after = client.recently_played(after_ms=ms(NEWEST - timedelta(minutes=2)))
    assert [i.played_at for i in after.items] == [NEWEST, NEWEST - timedelta(minutes=1)]
    before = client.recently_played(before_ms=ms(NEWEST - timedelta(minutes=2)), limit=1)
    assert [i.played_at for i in before.items] == [NEWEST - timedelta(minutes=3)]
    assert before.next is not None


def test_no_recent_plays(spotify: SpotifyAtHand) -> None:
    answer = spotify.client().recently_played()
    assert (answer.items, answer.cursors) == ([], None)


def test_a_full_page_newer_than_the_cursor_may_miss_plays(spotify: SpotifyAtHand) -> None:
    hear(spotify, 55)
    cursor = NEWEST - timedelta(hours=2)
    full = spotify.client().recently_played(after_ms=ms(cursor))
    assert len(full.items) == 50
    assert full.may_miss_plays(cursor)
    assert not spotify.client().recently_played(limit=49).may_miss_plays(cursor)


def test_recent_plays_limits_are_ours_too(spotify: SpotifyAtHand) -> None:
    with pytest.raises(ValueError, match="limit"):
        spotify.client().recently_played(limit=51)
    with pytest.raises(ValueError, match="exclude"):
        spotify.client().recently_played(after_ms=1, before_ms=2)
    assert spotify.sandbox.requests == []


# --- player ---


def test_devices(spotify: SpotifyAtHand) -> None:
    spotify.user().devices.append(Device(None, "Web", is_restricted=True))
    assert [(d.name, d.is_active, d.id is None) for d in spotify.client().devices()] == [
        ("Sandbox desk", True, False),
        ("Sandbox kitchen", False, False),
        ("Web", False, True),
    ]


def test_nothing_plays(spotify: SpotifyAtHand) -> None:
    assert spotify.client().player() is None


def test_something_plays(spotify: SpotifyAtHand) -> None:
    spotify.user().playing, spotify.user().progress_ms = EMILE, 1_234
    player = spotify.client().player()
    assert player is not None
    assert player.item is not None
    assert player.device is not None
    assert (player.item.name, player.progress_ms, player.is_playing) == (
        "Émile's Door",
        1_234,
        True,
    )
    assert player.device.name == "Sandbox desk"


def test_the_players_queue(spotify: SpotifyAtHand) -> None:
    spotify.user().playing = HARBOUR
    spotify.user().queue = [EMILE.uri, PAPER.uri]
    queue = spotify.client().player_queue()
    assert queue.currently_playing is not None
    assert queue.currently_playing.id == HARBOUR.id
    assert [track.name for track in queue.queue if track] == ["Émile's Door", "Paper Moon Diner"]


def test_a_track_is_queued_once(spotify: SpotifyAtHand) -> None:
    spotify.client().queue_add(HARBOUR.uri)
    assert spotify.user().queue == [HARBOUR.uri]
    (request,) = spotify.sandbox.requests
    assert (request.method, request.path, request.status) == ("POST", "/v1/me/player/queue", 204)
    assert request.query == {"uri": [HARBOUR.uri]}
    assert request.headers["content-length"] == "0"


def test_a_track_is_queued_on_a_named_device(spotify: SpotifyAtHand) -> None:
    kitchen = spotify.user().devices[1]
    spotify.user().devices = [kitchen]
    spotify.client().queue_add(HARBOUR.uri, kitchen.id)
    assert spotify.user().queue == [HARBOUR.uri]


def test_queueing_needs_premium(spotify: SpotifyAtHand) -> None:
    with pytest.raises(RuleViolated) as error:
        spotify.client(FREE).queue_add(HARBOUR.uri)
    assert code_of(error) == "spotify_premium_required"
    assert error.value.context == {
        "status": 403,
        "reason": "PREMIUM_REQUIRED",
        "uncertain": False,
    }


def test_queueing_needs_an_active_device(spotify: SpotifyAtHand) -> None:
    spotify.user().devices = []
    with pytest.raises(Conflict) as error:
        spotify.client().queue_add(HARBOUR.uri)
    assert code_of(error) == "spotify_no_device"
    with pytest.raises(Conflict) as error:
        spotify.client().queue_add(HARBOUR.uri, "a" * 20)
    assert code_of(error) == "spotify_no_device"


def test_a_restricted_device_takes_nothing(spotify: SpotifyAtHand) -> None:
    spotify.user().devices = [Device("d1", "Car", is_active=True, is_restricted=True)]
    with pytest.raises(Forbidden) as error:
        spotify.client().queue_add(HARBOUR.uri)
    assert error.value.context["reason"] == "DEVICE_NOT_CONTROLLABLE"


def test_a_track_spotify_does_not_have(spotify: SpotifyAtHand) -> None:
    with pytest.raises(NotFound) as error:
        spotify.client().queue_add("spotify:track:" + "0" * 22)
    assert code_of(error) == "spotify_not_found"


@pytest.mark.parametrize(
    "uri",
    [
        "",
        "spotify:track:short",
        f"spotify:album:{'a' * 22}",
        f"{HARBOUR.uri}&uri=x",
        HARBOUR.uri + "\n",
    ],
)
def test_what_is_no_track_is_not_even_asked(spotify: SpotifyAtHand, uri: str) -> None:
    with pytest.raises(RuleViolated) as error:
        spotify.client().queue_add(uri)
    assert code_of(error) == "spotify_bad_id"
    assert spotify.sandbox.requests == []


# --- search and tracks ---


@pytest.mark.parametrize(
    "q, names",
    [
        ("isrc:QZAAA2600001", ["Harbour Lights"]),
        ('track:"harbour lights" artist:"vela"', ["Harbour Lights"]),
        ("emiles door", ["Émile's Door"]),
        ("nothing like it", []),
    ],
)
def test_search(spotify: SpotifyAtHand, q: str, names: list[str]) -> None:
    assert [track.name for track in spotify.client().search_tracks(q)] == names


def test_search_gives_ten_at_most(spotify: SpotifyAtHand) -> None:
    assert len(spotify.client().search_tracks("filler")) == 10
    with pytest.raises(ValueError, match="limit"):
        spotify.client().search_tracks("filler", limit=11)


def test_a_track(spotify: SpotifyAtHand) -> None:
    track = spotify.client().track(HARBOUR.id)
    assert (track.uri, track.duration_ms, track.explicit) == (HARBOUR.uri, 201_000, False)
    assert [artist.name for artist in track.artists] == ["Vela"]
    assert track.external_ids.isrc == "QZAAA2600001"
    assert spotify.client().track(EMILE.id).external_ids.isrc is None


def test_no_such_track(spotify: SpotifyAtHand) -> None:
    with pytest.raises(NotFound):
        spotify.client().track("0" * 22)


# --- playlists ---


def test_a_private_playlist_is_made_filled_and_replaced(spotify: SpotifyAtHand) -> None:
    client = spotify.client()
    made = client.create_playlist("Attune queue, 1 May", description="From Attune")
    first = client.playlist_replace_items(made.id, [HARBOUR.uri, EMILE.uri])
    second = client.playlist_add_items(made.id, [PAPER.uri])
    assert made.public is False
    assert len({made.snapshot_id, first, second}) == 3
    (kept,) = spotify.user().playlists
    assert (kept.name, kept.description, kept.public) == (
        "Attune queue, 1 May",
        "From Attune",
        False,
    )
    assert kept.items == [HARBOUR.uri, EMILE.uri, PAPER.uri]
    client.playlist_replace_items(made.id, [])
    assert kept.items == []
    assert [playlist.id for playlist in client.playlists().items if playlist] == [made.id]


def test_playlists_take_a_hundred_items_a_call(spotify: SpotifyAtHand) -> None:
    client = spotify.client()
    made = client.create_playlist("Attune queue")
    client.playlist_add_items(made.id, [HARBOUR.uri] * 100)
    with pytest.raises(ValueError, match="100"):
        client.playlist_add_items(made.id, [HARBOUR.uri] * 101)
    assert len(spotify.user().playlists[0].items) == 100


def test_somebody_elses_playlist_is_closed(spotify: SpotifyAtHand) -> None:
    theirs = spotify.client(FREE).create_playlist("Mine")
    with pytest.raises(Forbidden) as error:
        spotify.client().playlist_add_items(theirs.id, [HARBOUR.uri])
    assert code_of(error) == "spotify_forbidden"
    with pytest.raises(NotFound):
        spotify.client().playlist_add_items("0" * 22, [HARBOUR.uri])


# --- scopes and tokens ---


@pytest.mark.parametrize(
    "scope, call",
    [
        ("user-read-private", lambda c: c.me()),
        ("user-read-recently-played", lambda c: c.recently_played()),
        ("user-read-playback-state", lambda c: c.player()),
        ("user-read-playback-state", lambda c: c.devices()),
        ("user-read-currently-playing", lambda c: c.player_queue()),
        ("user-read-playback-state", lambda c: c.player_queue()),
        ("user-modify-playback-state", lambda c: c.queue_add(HARBOUR.uri)),
        ("playlist-read-private", lambda c: c.playlists()),
        ("playlist-modify-private", lambda c: c.create_playlist("x")),
    ],
)
def test_each_scope_is_needed_and_enough(spotify: SpotifyAtHand, scope: str, call) -> None:
    call(spotify.client(PREMIUM, *SCOPES))
    with pytest.raises(Forbidden) as error:
        call(spotify.client(PREMIUM, *(set(SCOPES) - {scope})))
    assert code_of(error) == "spotify_forbidden"


def test_an_expired_token(spotify: SpotifyAtHand) -> None:
    client = spotify.client()
    spotify.sandbox.expire_access()
    with pytest.raises(DomainError) as error:
        client.me()
    assert code_of(error) == "spotify_unauthorized"


def test_a_token_that_never_was(spotify: SpotifyAtHand) -> None:
    with pytest.raises(DomainError) as error:
        spotify.client_with("no-such-token").me()
    assert code_of(error) == "spotify_unauthorized"
