"""The Spotify page's state: what it says, and what its buttons do."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from assistant.core.actor import Actor
from tests.support.sandboxes import CATALOGUE, HARBOUR, PAPER, PREMIUM
from tests.support.spotify_app import SpotifyApp, spotify_app
from tests.support.states import cookie_of, state_of
from ui import backend
from ui.pages.spotify.state import SpotifyState
from ui.text.en import spotify as words

pytestmark = pytest.mark.anyio


@pytest.fixture
def both(
    migrated_sqlite_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[SpotifyApp]:
    """Attune and a Spotify that it takes for the real one."""
    with spotify_app(migrated_sqlite_url, tmp_path) as made:
        monkeypatch.setattr(backend.web, "_container", made.app.container)
        yield made


async def opened(both: SpotifyApp, actor: Actor) -> Any:
    state = state_of(SpotifyState, cookie=cookie_of(both.app, actor))
    await state.load_spotify()
    return state


async def test_without_a_connection_it_says_so(both: SpotifyApp) -> None:
    page = await opened(both, both.app.person("mara"))
    assert (page.is_loading, page.is_connected, page.things) == (False, False, [])
    await page.poll_now()
    assert page.notice.text == "Connect Spotify first, under Connections."


async def test_plays_are_read_now_or_not_by_themselves(both: SpotifyApp) -> None:
    mara = both.connected("mara")
    both.played(HARBOUR, PAPER)
    page = await opened(both, mara)
    assert (page.polling.is_on, page.polling.last, page.polling.next) == (
        True,
        "not yet",
        "in a moment",
    )
    await page.poll_now()
    assert page.polling.is_running
    both.app.run_jobs()
    page = await opened(both, mara)
    seen = page.polling
    assert (seen.is_running, seen.last, seen.brought) == (False, "today at 12:00", "2")
    assert (seen.next, seen.rhythm) == ("today at 12:15", "about every 15 min")
    await page.set_polling(False)
    assert (page.polling.next, page.notice.text) == ("when you ask", words.OFF)


async def test_things_come_in_and_can_be_stopped(both: SpotifyApp) -> None:
    mara = both.connected("mara")
    both.sandbox.state.give_playlist(PREMIUM, "Alpha", [song.uri for song in CATALOGUE[:3]])
    both.sandbox.state.give_playlist(PREMIUM, "Kim's", [], owner_id="sandbox-free")
    page = await opened(both, mara)
    assert [one.outcome for one in page.things] == [words.NEVER_BROUGHT] * 3
    await page.bring("playlists")
    assert (page.things[0].bar.is_running, page.things[0].bar.note) == (True, words.WAITS)
    both.app.run_jobs()
    page = await opened(both, mara)
    assert page.things[0].outcome == (
        "Today at 12:00: 1 new, 1 that Spotify does not show, 3 songs new in your library."
    )
    assert [(row.name, row.note) for row in page.lists] == [
        ("Alpha", "3 songs"),
        ("Kim's", "0 songs that Spotify does not show: it is somebody else's"),
    ]
    await page.bring("library")
    await page.stop("library")
    both.app.run_jobs()
    page = await opened(both, mara)
    assert page.things[1].outcome == "Stopped today at 12:00. What was in stays."
    await page.bring("everything")  # a made-up thing does nothing
    assert not any(one.bar.is_running for one in page.things)


async def test_a_quota_is_said_with_its_end(both: SpotifyApp) -> None:
    mara = both.connected("mara")
    recent = "/v1/me/player/recently-played"
    both.sandbox.add_fault(path=recent, kind="quota_exceeded", retry_after_s=3_600)
    page = await opened(both, mara)
    await page.poll_now()
    both.app.run_jobs()
    page = await opened(both, mara)
    assert (page.is_held, page.quota) == (
        True, "Spotify's quota for this app is used up. It is asked again today at 13:00.",
    )  # fmt: skip
    assert page.polling.problem.startswith(
        "Spotify's quota for this app is used up. Attune tries again today at 13:0"
    )


async def test_disconnecting_says_what_goes_before_it_goes(both: SpotifyApp) -> None:
    mara = both.connected("mara")
    both.played(HARBOUR)
    page = await opened(both, mara)
    await page.poll_now()
    both.app.run_jobs()
    await page.ask_to_disconnect()
    assert page.confirm_disconnect
    assert page.deletes == [
        "1 listen that only Spotify reported", "3 names noted by Spotify's ids",
    ]  # fmt: skip
    page.stay_connected()
    assert page.confirm_disconnect is False
    await page.disconnect_spotify()
    assert (page.is_connected, page.notice.text) == (False, words.DISCONNECTED)
