"""A real player, MPD, with mpdscribble: what plays now, then the listen."""

import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.support.app import App
from tests.support.music_player import PATIENCE_S, Player, mpdscribble
from tests.support.scrobbling import heard, listening, token

SONG_S = 34
HALF_S = 18  # mpdscribble sends a song that was played for more than its half


def wait_for(holds: Callable[[], bool], log: Path) -> None:
    end = time.monotonic() + PATIENCE_S
    while not holds():
        assert time.monotonic() < end, log.read_text("utf-8")
        time.sleep(0.1)


@pytest.mark.slow
def test_a_song_played_to_more_than_its_half_arrives(sqlite_app: App, tmp_path: Path) -> None:
    sqlite_app.clock.at = datetime.now(UTC)  # the program's handshake tells the real time
    mara = sqlite_app.person("mara")
    _, text = token(sqlite_app, mara)
    http = sqlite_app.client(mara)
    player = Player(tmp_path / "player")
    player.song("low.wav", "Low Water", "The Harbour", SONG_S)
    with (
        listening(sqlite_app) as url,
        player.running(),
        mpdscribble(tmp_path, player, f"{url}/", "Mara", text) as log,
    ):
        player.tell("add low.wav")
        player.tell("play", until="elapsed")
        wait_for(lambda: http.get("/me/now-playing").json() is not None, log)
        shown = http.get("/me/now-playing").json()
        assert (shown["title"], shown["artist"]) == ("Low Water", "The Harbour")
        assert heard(sqlite_app, mara) == []
        wait_for(lambda: float(player.tell("ping").get("elapsed", "0")) > HALF_S, log)
        player.tell("stop")
        wait_for(lambda: heard(sqlite_app, mara) != [], log)
    [(at, title, source)] = heard(sqlite_app, mara)
    assert (title, source) == ("Low Water", "audioscrobbler")
    assert abs(at - sqlite_app.clock.at.timestamp()) < PATIENCE_S
    [kept] = http.get("/me/scrobbling").json()["tokens"]
    assert (kept["last_request"]["what"], kept["last_request"]["good"]) == (
        "a listen: Low Water, The Harbour", True,
    )  # fmt: skip
    assert text not in log.read_text("utf-8")
