"""Pauses that Spotify wants and rests after failures: an app's, in SQL, kept by whoever uses it."""

from pathlib import Path

import pytest

from assistant.connections import pausing, poll_rules
from assistant.core.actor import Actor
from assistant.core.errors import UpstreamUnavailable
from tests.assistant.connections.test_polling import due, status
from tests.support.app import App, make_app
from tests.support.sandboxes import FREE, HARBOUR
from tests.support.spotify_app import SpotifyApp

DEVICES = "/v1/me/player/devices"


def asked(near: SpotifyApp) -> int:
    return len(near.sandbox.sent("GET", DEVICES))


def after_a_restart(near: SpotifyApp, folder: Path) -> App:
    """Another process on the same database, its clock where the first one's is."""
    settings = near.app.container.settings
    app = make_app(
        settings.database_url, folder, spotify_api_url=settings.spotify_api_url,
        spotify_accounts_url=settings.spotify_accounts_url,
    )  # fmt: skip
    app.clock.at = near.app.clock.at
    return app


def devices(app: App, actor: Actor) -> tuple[int, str | None]:
    answer = app.client(actor).get("/spotify/devices")
    return answer.status_code, None if answer.status_code == 200 else answer.json()["code"]


def test_a_quota_is_kept_by_every_process_and_listener_of_the_app(
    near_spotify_both: SpotifyApp, tmp_path: Path
) -> None:
    near = near_spotify_both
    mara, jo = near.connected("mara"), near.connected("jo", FREE)
    near.sandbox.add_fault(path=DEVICES, kind="quota_exceeded", retry_after_s=7_200)
    assert devices(near.app, mara) == (429, "spotify_quota_exceeded")
    other = after_a_restart(near, tmp_path)
    other.clock.forward(hours=1)
    for actor in (mara, jo):
        refused = other.client(actor).get("/spotify/devices")
        assert (refused.status_code, refused.headers["retry-after"]) == (429, "3600")
    assert asked(near) == 1
    held = other.client(jo).get("/spotify/status").json()["held"]
    assert (held["code"], held["until"]) == ("spotify_quota_exceeded", "2026-11-20T14:00:00Z")
    other.clock.forward(hours=1)
    assert devices(other, jo) == (200, None)
    assert asked(near) == 2
    other.container.sql.dispose()


def test_another_app_is_not_held(near_spotify: SpotifyApp) -> None:
    near = near_spotify
    mara = near.connected("mara")
    near.sandbox.add_fault(path=DEVICES, kind="rate_limited", retry_after_s=60)
    devices(near.app, mara)
    with near.app.open_uow(read=True) as uow:
        assert pausing.held(uow, pausing.name_of("spotify", "a" * 32)) is None


def test_after_failures_in_a_row_it_is_left_alone_and_one_tries_for_all(
    near_spotify_both: SpotifyApp,
) -> None:
    near, mara = near_spotify_both, near_spotify_both.connected()
    near.sandbox.add_fault(path=DEVICES, kind="server_error", times=poll_rules.TRIES + 1)
    for _ in range(poll_rules.TRIES + 3):
        assert devices(near.app, mara) == (503, "spotify_unavailable")
    assert asked(near) == poll_rules.TRIES
    assert [n["code"] for n in status(near, mara)["lacks"]] == ["resting"]
    near.app.clock.forward(seconds=poll_rules.REST_S)
    assert devices(near.app, mara)[0] == 503  # the one who tried
    assert devices(near.app, mara)[0] == 503
    assert asked(near) == poll_rules.TRIES + 1
    near.app.clock.forward(seconds=2 * poll_rules.REST_S)
    assert devices(near.app, mara) == (200, None)
    assert (status(near, mara)["held"], devices(near.app, mara)) == (None, (200, None))


def test_of_two_after_a_rest_one_asks(near_spotify: SpotifyApp) -> None:
    near, mara = near_spotify, near_spotify.connected()
    near.sandbox.add_fault(path=DEVICES, kind="server_error", times=poll_rules.TRIES)
    for _ in range(poll_rules.TRIES):
        devices(near.app, mara)
    near.app.clock.forward(seconds=poll_rules.REST_S)
    name = pausing.name_of("spotify", "5a4d0b0c" * 4)
    first, second = (pausing.Pausing(near.app.open_uow, name) for _ in range(2))
    first.check()
    with pytest.raises(UpstreamUnavailable):
        second.check()


def test_a_poll_waits_for_the_end_of_a_pause(near_spotify: SpotifyApp) -> None:
    near, mara = near_spotify, near_spotify.connected()
    near.played(HARBOUR)
    near.sandbox.add_fault(
        path="/v1/me/player/recently-played", kind="quota_exceeded", retry_after_s=7_200
    )
    due(near)
    seen = status(near, mara)
    assert seen["poll"]["problem"]["code"] == "spotify_quota_exceeded"
    near.app.clock.forward(seconds=7_199)
    assert due(near) == 0
    near.app.clock.forward(seconds=31)
    assert due(near) == 1
    assert status(near, mara)["poll"]["last_new"] == 1


@pytest.mark.parametrize(
    "failures, rest", [(0, 0), (4, 0), (5, 60), (6, 120), (9, 960), (10, 1_800), (99, 1_800)]
)
def test_how_long_it_rests(failures: int, rest: int) -> None:
    assert poll_rules.rest_s(failures) == rest


@pytest.mark.parametrize(
    "previous, new, over_s, playing, wanted",
    [
        (900, 50, 600.0, False, 300),  # as many as Spotify shows
        (900, 20, 1_200.0, True, 1_200),  # twenty songs in twenty minutes
        (900, 1, 900.0, False, 1_800),
        (900, 40, 900.0, False, 450),
        (900, 2, None, False, 900),
        (1_800, 0, 600.0, True, 900),
        (1_800, 0, 600.0, False, 2_400),
        (300, 0, 300.0, False, 450),
    ],
)
def test_how_often_is_asked(
    previous: int, new: int, over_s: float | None, playing: bool, wanted: int
) -> None:
    assert poll_rules.next_interval_s(previous, new, over_s, playing=playing) == wanted
