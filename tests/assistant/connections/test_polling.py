"""The schedule of polls: when, once at a time, nothing twice, gaps, and what Spotify may do to it."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest

from assistant.connections import plays, polling
from assistant.core.actor import Actor
from assistant.core.errors import Conflict
from assistant.jobs import service as jobs
from assistant.sandbox.spotify.state import Play
from tests.support.app import NOON
from tests.support.sandboxes import CATALOGUE, EMILE, HARBOUR, PAPER, PREMIUM
from tests.support.spotify_app import SpotifyApp

RECENT = "/v1/me/player/recently-played"
PLAYER = "/v1/me/player"


def due(near: SpotifyApp) -> int:
    """What the worker does several times a minute; how many listeners were due."""
    with near.app.open_uow() as uow:
        number = polling.start_due(uow, near.app.container.settings)
    near.app.run_jobs()
    return number


def status(near: SpotifyApp, actor: Actor) -> dict[str, Any]:
    seen: dict[str, Any] = near.app.client(actor).get("/spotify/status").json()
    return seen


def heard(near: SpotifyApp, actor: Actor) -> list[str]:
    page = near.app.client(actor).get("/me/history").json()["items"]
    return [item["track"]["title"] for item in page]


def test_connecting_begins_it_and_it_goes_on_by_itself(near_spotify_both: SpotifyApp) -> None:
    near, mara = near_spotify_both, near_spotify_both.connected()
    near.played(HARBOUR, PAPER)
    assert due(near) == 1
    poll = status(near, mara)["poll"]
    assert (poll["on"], poll["last_new"], poll["job_id"], poll["problem"]) == (True, 2, None, None)
    assert (poll["last_at"], poll["next_at"]) == ("2026-11-20T12:00:00Z", "2026-11-20T12:15:00Z")
    assert heard(near, mara) == ["Paper Moon Diner", "Harbour Lights"]
    library = near.app.client(mara).get("/me/library").json()
    assert library["total"] == 2
    near.app.clock.forward(minutes=14, seconds=59)
    assert due(near) == 0
    near.app.clock.forward(seconds=1)
    near.sandbox.user(PREMIUM).plays.append(Play(EMILE, NOON + timedelta(minutes=5)))
    assert due(near) == 1
    assert heard(near, mara)[0] == "Émile's Door"
    assert [r.query["after"] for r in near.sandbox.sent("GET", RECENT)[1:]] == [
        [str(int((NOON - timedelta(minutes=70)).timestamp() * 1000))]
    ]
    kinds = [job["kind"] for job in near.app.client(mara).get("/me/jobs").json()["items"]]
    assert kinds == [polling.KIND]  # the polls before leave nothing behind


def test_two_listeners_are_two_schedules(near_spotify: SpotifyApp) -> None:
    near = near_spotify
    mara, jo = near.connected("mara"), near.connected("jo", "sandbox-free")
    near.played(HARBOUR)
    assert due(near) == 2
    assert (heard(near, mara), heard(near, jo)) == (["Harbour Lights"], [])
    assert near.app.client(mara).put("/spotify/polling", json={"on": False}).status_code == 200
    near.app.clock.forward(hours=2)
    assert due(near) == 1
    seen = status(near, mara)["poll"]
    assert (seen["on"], seen["next_at"]) == (False, None)
    near.app.client(mara).put("/spotify/polling", json={"on": True})
    assert due(near) == 1


def test_never_two_at_once(near_spotify_both: SpotifyApp) -> None:
    near, mara = near_spotify_both, near_spotify_both.connected()
    near.played(HARBOUR)
    c, me = near.app.container, mara.require_user()
    first = uuid4()
    plays._begin(c.open_uow, c.settings, me, first)
    with pytest.raises(Conflict, match="right now"):
        plays.pull_recent(c.open_uow, c.vault, c.settings, me)
    assert due(near) == 0
    assert near.sandbox.sent("GET", RECENT) == []
    again = plays.pull_recent(c.open_uow, c.vault, c.settings, me, first)  # it was killed
    assert again.recorded.added == 1
    one = near.app.client(mara).post("/spotify/import").json()
    assert near.app.client(mara).post("/spotify/import").json() == one


def test_a_reading_that_took_too_long_writes_nothing(near_spotify: SpotifyApp) -> None:
    near, mara = near_spotify, near_spotify.connected()
    near.played(HARBOUR)
    c, me = near.app.container, mara.require_user()
    plays._begin(c.open_uow, c.settings, me, slow := uuid4())
    near.app.clock.forward(hours=1)
    assert plays.pull_recent(c.open_uow, c.vault, c.settings, me).recorded.added == 1
    with near.spotify.client() as client:
        page = client.recently_played()
    with pytest.raises(Conflict) as late, c.open_uow() as uow:
        plays._keep(uow, c.settings, me, slow, page, None)
    assert late.value.code == "spotify_poll_lost"


def test_a_time_that_shifts_makes_no_second_play(near_spotify: SpotifyApp) -> None:
    near, mara = near_spotify, near_spotify.connected()
    user = near.sandbox.user(PREMIUM)
    at = NOON - timedelta(minutes=5)
    user.plays.append(Play(HARBOUR, at))
    due(near)
    user.plays[0] = Play(HARBOUR, at + timedelta(seconds=3))
    user.plays.append(Play(HARBOUR, at + timedelta(seconds=201)))  # on repeat
    near.app.clock.forward(hours=1)
    due(near)
    assert heard(near, mara) == ["Harbour Lights"] * 2


def test_a_gap_is_known_only_when_nothing_overlaps(near_spotify_both: SpotifyApp) -> None:
    near, mara = near_spotify_both, near_spotify_both.connected()
    near.played(HARBOUR)
    due(near)
    first = NOON - timedelta(minutes=10)
    user, start = near.sandbox.user(PREMIUM), NOON + timedelta(minutes=1)
    user.plays += [Play(t, start + timedelta(minutes=n)) for n, t in enumerate(CATALOGUE[3:52])]
    near.app.clock.forward(hours=1)
    due(near)  # 49 new ones, and the one that was known
    assert near.app.client(mara).get("/spotify/gaps").json()["items"] == []
    last = user.plays[-1].played_at
    user.plays = [Play(t, last + timedelta(minutes=20 + n)) for n, t in enumerate(CATALOGUE[3:63])]
    near.app.clock.forward(hours=3)
    due(near)
    (gap,) = near.app.client(mara).get("/spotify/gaps").json()["items"]
    assert (gap["source"], gap["listens"], status(near, mara)["known_gaps"]) == ("spotify", 0, 1)
    assert gap["from_at"] == last.isoformat().replace("+00:00", "Z")
    assert gap["to_at"] == user.plays[10].played_at.isoformat().replace("+00:00", "Z")
    assert status(near, mara)["poll"]["interval_s"] == 300
    stranger = near.app.client(near.app.person("nils")).get("/spotify/gaps").json()
    assert (stranger["items"], first < NOON) == ([], True)


def test_what_plays_now_is_shown_and_is_no_listen(near_spotify: SpotifyApp) -> None:
    near, mara = near_spotify, near_spotify.connected()
    user = near.sandbox.user(PREMIUM)
    user.playing, user.progress_ms = EMILE, 30_000
    due(near)
    now = near.app.client(mara).get("/me/now-playing").json()
    assert (now["title"], now["artist"], now["client"]) == (
        "Émile's Door", "Vela, Odd Hours", "Spotify",
    )  # fmt: skip
    assert now["started_at"] == "2026-11-20T11:59:30Z"
    assert heard(near, mara) == []
    near.app.clock.forward(minutes=15)
    near.sandbox.add_fault(path=PLAYER, kind="server_error")
    due(near)  # silence about the player keeps no play from being read
    assert status(near, mara)["poll"]["problem"] is None


@pytest.mark.parametrize(
    "kind, code",
    [("lie", "spotify_lied"), ("server_error", "spotify_unavailable"),
     ("cut_after_effect", "spotify_unavailable"), ("truncated", "spotify_lied"),
     ("forbidden", "spotify_forbidden")],
)  # fmt: skip
def test_a_spotify_that_fails_is_asked_again_later(
    near_spotify: SpotifyApp, kind: str, code: str
) -> None:
    near, mara = near_spotify, near_spotify.connected()
    near.played(HARBOUR)
    near.sandbox.add_fault(path=RECENT, kind=kind, times=2)
    due(near)
    seen = status(near, mara)["poll"]
    assert (seen["problem"]["code"], seen["failures"], heard(near, mara)) == (code, 1, [])
    assert due(near) == 0
    near.app.clock.forward(seconds=60 + 30)
    due(near)
    assert status(near, mara)["poll"]["failures"] == 2
    near.app.clock.forward(seconds=120 + 30)
    due(near)
    seen = status(near, mara)["poll"]
    assert (seen["problem"], seen["failures"], heard(near, mara)) == (None, 0, ["Harbour Lights"])


def test_a_slow_spotify_is_waited_for_within_bounds(near_spotify: SpotifyApp) -> None:
    near, mara = near_spotify, near_spotify.connected()
    near.played(HARBOUR)
    near.sandbox.add_fault(path=RECENT, kind="slow", delay_ms=300)
    due(near)
    assert heard(near, mara) == ["Harbour Lights"]


def test_a_revoked_token_ends_it_until_one_connects_again(near_spotify: SpotifyApp) -> None:
    near, mara = near_spotify, near_spotify.connected()
    near.played(HARBOUR)
    near.sandbox.state.refresh.clear()
    near.sandbox.expire_access()
    due(near)
    seen = status(near, mara)
    assert (seen["state"], [n["code"] for n in seen["lacks"]]) == ("reconnect", ["reconnect"])
    near.app.clock.forward(days=1)
    assert due(near) == 0
    refused = near.app.client(mara).post("/spotify/import")
    assert (refused.status_code, refused.json()["code"]) == (409, "spotify_not_connected")
    near.connect(mara)
    assert (due(near), heard(near, mara)) == (1, ["Harbour Lights"])


def test_without_its_permission_nothing_is_asked(near_spotify: SpotifyApp) -> None:
    near = near_spotify
    near.sandbox.state.withheld = frozenset({"user-read-recently-played", "user-read-private"})
    near.sandbox.state.withheld = frozenset({"user-read-recently-played"})
    mara = near.connected()
    seen = status(near, mara)
    assert seen["missing_scopes"] == ["user-read-recently-played"]
    assert "missing_scopes" in [n["code"] for n in seen["lacks"]]
    refused = near.app.client(mara).post("/spotify/import")
    assert (refused.status_code, refused.json()["code"]) == (409, "spotify_scope_missing")
    assert due(near) == 0
    assert near.sandbox.sent("GET", RECENT) == []


def test_the_source_is_kept_and_stays_apart(near_spotify: SpotifyApp) -> None:
    near, mara = near_spotify, near_spotify.connected()
    near.played(HARBOUR, PAPER)
    due(near)
    with near.app.open_uow(read=True) as uow:
        from assistant.listens import service as listens

        assert listens.reported_by(uow, mara.require_user(), "spotify_api") == (2, 2)
        assert jobs.failures(uow, polling.KIND) == (0, None)
