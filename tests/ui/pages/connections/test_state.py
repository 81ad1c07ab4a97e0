"""Connections: the client ID, consent, the test, disconnecting; and reading recent listening."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from assistant.core.actor import Actor
from assistant.sandbox.spotify import SANDBOX_CLIENT_ID
from tests.support.sandboxes import EMILE, FREE, HARBOUR, PREMIUM
from tests.support.spotify_app import SpotifyApp, spotify_app
from tests.support.states import connect, cookie_of, in_background, state_of
from ui import backend
from ui.pages.connections.models import Check
from ui.pages.connections.recent import RecentState
from ui.pages.connections.state import ConnectionsState
from ui.text.en import connections as words

pytestmark = pytest.mark.anyio
REDIRECT_URI = "http://127.0.0.1:3000/api/v1/spotify/callback"


@pytest.fixture
def both(
    migrated_sqlite_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[SpotifyApp]:
    """Attune and a Spotify that it takes for the real one."""
    with spotify_app(migrated_sqlite_url, tmp_path) as made:
        monkeypatch.setattr(backend.web, "_container", made.app.container)
        yield made


@pytest.fixture
def mara(both: SpotifyApp) -> Actor:
    return both.app.person("mara")


async def opened(both: SpotifyApp, actor: Actor, **query: str) -> Any:
    state = state_of(ConnectionsState, cookie=cookie_of(both.app, actor), **query)
    await state.load()
    return state


async def recent(both: SpotifyApp, actor: Actor) -> Any:
    state = state_of(RecentState, cookie=cookie_of(both.app, actor))
    await state.load()
    return state


@pytest.mark.parametrize("client_id", ["", "xyz", "0" * 31, "0" * 33, "g" * 32, "0" * 31 + "\n0"])
async def test_what_is_no_client_id_is_refused(
    both: SpotifyApp, mara: Actor, client_id: str
) -> None:
    page = await opened(both, mara)
    await page.save_client({"client_id": client_id})
    assert page.client_error == words.CLIENT_ID_WRONG
    assert page.spotify.client_id == ""


async def test_from_nothing_to_connected_and_back(both: SpotifyApp, mara: Actor) -> None:
    page = await opened(both, mara)
    assert (page.asks_client, page.spotify.redirect_uri) == (True, REDIRECT_URI)
    assert (page.spotify.is_sandbox, page.spotify.needs_paste, page.troubles) == (False, False, [])
    await page.save_client({"client_id": f" {SANDBOX_CLIENT_ID.upper()} "})
    assert (page.spotify.client_id, page.asks_client) == (SANDBOX_CLIENT_ID, False)
    assert (await page.connect()) is not None
    both.connect(mara)
    page = await opened(both, mara)
    view = page.spotify
    assert (view.is_connected, view.since) == (True, "today at 12:00")
    assert view.may.startswith("What you played last can be read.")
    assert view.plan == "not known until a queue is sent"
    await page.disconnect()
    assert (page.spotify.is_connected, page.spotify.client_id) == (False, "")
    assert page.notice.text == words.DISCONNECTED


async def test_connecting_leads_to_spotifys_own_page(both: SpotifyApp, mara: Actor) -> None:
    page = await opened(both, mara)
    await page.save_client({"client_id": SANDBOX_CLIENT_ID})
    answer = await page.connect()
    path = {str(k): str(v) for k, v in answer.args}["path"].strip('"')
    assert path.startswith(f"{both.spotify.accounts_url}/authorize?")
    assert urlsplit(path).hostname == "127.0.0.1"


async def test_without_a_client_id_nothing_begins(both: SpotifyApp, mara: Actor) -> None:
    page = await opened(both, mara)
    assert await page.connect() is None
    assert page.notice.text == "Enter the client ID of your own Spotify app first."


@pytest.mark.parametrize(
    "outcome, kind", [("connected", "good"), ("denied", "bad"), ("something_new", "bad")]
)
async def test_what_spotify_said_is_said_once(
    both: SpotifyApp, mara: Actor, outcome: str, kind: str
) -> None:
    page = state_of(ConnectionsState, cookie=cookie_of(both.app, mara), spotify=outcome)
    assert await page.load() is not None  # leads to the plain address
    connect(page, cookie=cookie_of(both.app, mara))
    assert await page.load() is None
    assert page.notice.kind == kind
    assert page.notice.text == words.CONNECT_SAID.get(outcome, words.CONNECT_FAILED)
    page.dismiss_notice()
    await page.load()
    assert page.notice.text == ""


async def test_a_made_up_answer_connects_nothing(both: SpotifyApp, mara: Actor) -> None:
    page = await opened(both, mara)
    await page.paste_answer({"url": f"{REDIRECT_URI}?code=x&state=y"})
    assert page.notice.kind == "bad"
    assert page.spotify.is_connected is False
    await page.paste_answer({"url": "no address"})
    assert page.notice.kind == "bad"


async def test_the_test_lists_what_it_found(both: SpotifyApp) -> None:
    mara = both.connected("mara")
    page = await opened(both, mara)
    async for _ in page.test():
        assert page.is_testing
    assert page.is_testing is False
    assert page.checks[0].kind == "good"
    assert page.checks[0].label == "Spotify answers"
    assert len(page.checks) == 2


async def test_the_test_says_what_is_wrong(both: SpotifyApp, mara: Actor) -> None:
    page = await opened(both, mara)
    async for _ in page.test():
        pass
    assert page.checks == [
        Check("bad", words.TEST_FAILED, "Connect Spotify first, under Connections.")
    ]


async def test_looking_lyrics_up_is_asked_for(both: SpotifyApp, mara: Actor) -> None:
    page = await opened(both, mara)
    assert page.looks_up_lyrics is False
    await page.look_up_lyrics(True)
    assert (page.looks_up_lyrics, page.notice.text) == (True, words.LYRICS_ON)
    assert (await opened(both, mara)).looks_up_lyrics is True
    assert (await opened(both, both.app.person("jo"))).looks_up_lyrics is False


async def test_recent_listening_is_read(both: SpotifyApp) -> None:
    mara = both.connected("mara")
    both.played(HARBOUR, EMILE, user=PREMIUM)
    card = await recent(both, mara)
    assert (card.job.is_running, card.profile.songs, card.can_start) == (False, 0, False)
    assert await card.start() is not None
    assert (card.job.is_running, card.job.note) == (True, words.WAITS)
    assert (await recent(both, mara)).job.job_id == card.job.job_id
    both.app.run_jobs()
    await in_background(card, "follow")
    assert (card.job.is_running, card.can_start) == (False, True)
    assert card.notice.text == words.ANALYSED
    assert card.outcome == (
        "0 of 2 songs have a mood. 2 were not looked up: allow it under Connections."
    )


async def test_an_analysis_is_stopped(both: SpotifyApp, mara: Actor) -> None:
    card = await recent(both, mara)
    await card.start()
    await card.cancel()
    await in_background(card, "follow")
    assert (card.job.is_running, card.notice.text) == (False, words.CANCELLED)


async def test_an_account_without_premium_connects(both: SpotifyApp) -> None:
    page = await opened(both, both.connected("jo", FREE))
    assert page.spotify.is_connected
