"""Sending the queue from its page: song by song, with partial success and what is uncertain."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from assistant.core.actor import Actor
from assistant.sandbox.spotify import CatalogueTrack
from tests.support.pushing import QUEUE, queue_up, run
from tests.support.sandboxes import EMILE, HARBOUR, PAPER
from tests.support.spotify_app import SpotifyApp, spotify_app
from tests.support.states import cookie_of, in_background, state_of
from ui import backend
from ui.pages.queue.push import PushState
from ui.text.en import queue as words

pytestmark = pytest.mark.anyio
UNKNOWN = CatalogueTrack.of({"name": "Nowhere", "artists": ["Nobody"], "duration_ms": 60_000})


@pytest.fixture
def near(sqlite_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[SpotifyApp]:
    """A whole Attune beside a Spotify."""
    with spotify_app(sqlite_url, tmp_path) as made:
        monkeypatch.setattr(backend.web, "_container", made.app.container)
        yield made


@pytest.fixture
def mara(near: SpotifyApp) -> Actor:
    return near.connected()


@pytest.fixture
async def card(near: SpotifyApp, mara: Actor) -> Any:
    state = state_of(PushState, cookie=cookie_of(near.app, mara))
    await state.load()
    return state


async def test_without_a_connection_a_file_is_left(near: SpotifyApp) -> None:
    jo = near.app.person("jo")
    queue_up(near.app, jo, HARBOUR)
    card = state_of(PushState, cookie=cookie_of(near.app, jo))
    await card.load()
    assert not card.is_connected
    await card.send()
    assert card.notice.text.startswith("Connect Spotify first")
    card.send_as("file")
    await card.send()
    run(near)
    await card.load()
    (said,) = card.said.values()
    assert (card.seen_text, said) == (words.SEEN["file"], words.ROW_SEEN["file"])
    assert (card.sent_text, card.send_text) == ("1 of 1 saved", words.SAVE_AGAIN["file"])
    card.choose_target("spotify_queue")
    assert (card.send_text, card.is_all_sent) == ("", False)
    assert card.push.file_href == words.FILE_HREF.format(push_id=card.push.job_id)
    assert near.app.client(jo).get(card.push.file_href.removeprefix("/api/v1")).status_code == 200


async def test_each_song_has_its_mark_and_its_words(
    near: SpotifyApp, mara: Actor, card: Any
) -> None:
    items = queue_up(near.app, mara, HARBOUR, UNKNOWN, PAPER)
    assert await card.send() == PushState.follow
    assert (card.push.is_running, card.push.marks) == (True, ["waiting"] * 3)
    run(near)
    await in_background(card, "follow")
    assert (card.push.is_running, card.push.marks) == (False, ["seen", "missing", "seen"])
    assert (card.seen, card.missing, card.sent_text) == (2, 1, "2 of 3 sent")
    assert card.said[items[0]] == words.ROW_SEEN["spotify_queue"]
    assert (card.send_text, card.is_all_sent) == (words.SEND_LEFT, False)
    assert card.said[items[1]] == words.ROW_STATES["missing"]
    assert card.push_failure.title == ""


async def test_no_player_stops_it_and_the_rest_can_follow(
    near: SpotifyApp, mara: Actor, card: Any
) -> None:
    queue_up(near.app, mara, HARBOUR, EMILE)
    user = near.sandbox.user("sandbox-premium")
    devices = list(user.devices)
    user.devices.clear()
    await card.send()
    run(near)
    await card.load()
    assert card.push_failure.title == words.FAILURES["spotify_no_device"][0]
    assert card.push_failure.body.startswith("0 of 2 songs went through and are safe.")
    assert card.rest_text == "Send the other 2"
    user.devices.extend(devices)
    await card.send_rest()
    run(near)
    await card.load()
    assert card.push.marks == ["seen", "seen"]
    assert card.push_failure.title == ""
    assert user.queue == [HARBOUR.uri, EMILE.uri]


async def test_what_is_uncertain_is_sent_again_only_when_asked(
    near: SpotifyApp, mara: Actor, card: Any
) -> None:
    items = queue_up(near.app, mara, HARBOUR)
    near.sandbox.add_fault(path=QUEUE, method="POST", kind="cut_after_effect")
    near.sandbox.add_fault(path=QUEUE, method="GET", kind="server_error")
    await card.send()
    run(near)
    await card.load()
    assert card.push.marks == ["uncertain"]
    assert card.said[items[0]] == words.ROW_STATES["uncertain"]
    assert card.uncertain == 1
    await card.retry_uncertain()
    run(near)
    await card.load()
    assert card.push.marks == ["seen"]


async def test_players_are_asked_for_only_when_wanted(
    near: SpotifyApp, mara: Actor, card: Any
) -> None:
    assert (card.has_looked, card.devices) == (False, [])
    assert near.sent("GET", "/me/player/devices") == []
    await in_background(card, "look_for_devices")
    assert card.has_looked
    assert not card.is_looking
    known = card.devices[0].id
    card.choose_device("made-up")
    assert card.device_id == ""
    card.choose_device(known)
    assert card.device_id == known
    card.choose_device("")
    assert card.device_id == ""


async def test_there_is_no_other_target(card: Any) -> None:
    card.choose_target("everywhere")
    assert card.target == "spotify_queue"
    card.choose_target("spotify_playlist")
    assert card.target_note == words.TARGET_NOTES["spotify_playlist"]


async def test_stopped_before_it_began(near: SpotifyApp, mara: Actor, card: Any) -> None:
    queue_up(near.app, mara, HARBOUR)
    await card.send()
    await card.stop()
    assert (card.notice.text, card.push.is_running) == (words.STOPPED, False)
    run(near)
    await card.load()
    assert card.push.marks == ["waiting"]
    assert near.sandbox.user("sandbox-premium").queue == []


async def test_a_playlist_holds_what_is_there(near: SpotifyApp, mara: Actor, card: Any) -> None:
    queue_up(near.app, mara, HARBOUR, UNKNOWN)
    card.send_as("spotify_playlist")
    await card.send()
    run(near)
    await card.load()
    assert card.sent_to == words.SENT_TO["spotify_playlist"]
    assert (card.unseen + card.seen, card.missing) == (1, 1)


async def test_sent_and_looked_after(near: SpotifyApp, mara: Actor, card: Any) -> None:
    queue_up(near.app, mara, HARBOUR)
    await in_background(card, "check")  # nothing was sent: nothing to ask
    await card.send()
    run(near)
    await card.load()
    await in_background(card, "check")
    assert card.push.marks == ["seen"]
    assert (card.seen_text, card.send_text) == (words.SEEN["spotify_queue"], words.SEND_NONE)
    assert card.is_all_sent
    client = near.app.client(mara)
    song = client.get("/me/queue").json()["items"][0]["track"]["id"]
    assert client.post("/me/queue", json={"track_ids": [song]}).status_code == 201
    await card.load()
    assert (card.send_text, card.is_all_sent) == (words.SEND_LEFT, False)
    card.forget()
    assert (card.push.marks, card.said) == ([], {})
    assert (card.send_text, card.is_all_sent) == ("", False)
