"""Passing listens on: each at most once to each service, later when it is away, never in a circle."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from assistant.auth import scrobbler
from assistant.auth.scrobbler import Scrobbler
from assistant.catalogue.schemas import TrackNames
from assistant.core.actor import Actor
from assistant.core.credentials import Seen
from assistant.listens import service as listens
from assistant.listens.schemas import PlayReport
from assistant.scrobbles import forwarding, rules, service
from assistant.scrobbles.schemas import Heard
from tests.support.app import NOON, App, make_app
from tests.support.one_job import kill_when, running
from tests.support.scrobble_targets import (
    API_KEY,
    PASSWORD,
    SECRET,
    TOKEN,
    Targets,
    scrobble_targets,
)
from tests.support.scrobbling import token

AT = int(NOON.timestamp()) - 3_600
LASTFM = {"api_key": API_KEY, "api_secret": SECRET, "user_name": "mara", "password": PASSWORD}


@pytest.fixture
def targets() -> Iterator[Targets]:
    with scrobble_targets() as found:
        yield found


@pytest.fixture
def app(migrated_url: str, tmp_path: Path, targets: Targets) -> Iterator[App]:
    made = make_app(migrated_url, tmp_path, **targets.settings)
    yield made
    made.container.sql.dispose()


@pytest.fixture
def mara(app: App) -> Actor:
    return app.person("mara")


@pytest.fixture
def player(app: App, mara: Actor) -> Scrobbler:
    _, text = token(app, mara)
    return scrobbler.by_text(app.open_uow, text, Seen())


def connect(app: App, mara: Actor, *services: str) -> None:
    http = app.client(mara)
    for name in services:
        body = {"token": TOKEN} if name == "listenbrainz" else LASTFM
        answer = http.put(f"/connections/{name}", json=body)
        assert answer.status_code == 200, answer.text


def play(app: App, player: Scrobbler, *titles: str, at: int = AT, **more: Any) -> None:
    heard = [
        Heard(title=title, artist="The Harbour", ts=at + 300 * n, **more)
        for n, title in enumerate(titles)
    ]
    service.submit(app.open_uow, player, "listenbrainz", heard)


def later(app: App, **span: float) -> None:
    """What the worker does twice a minute."""
    app.clock.forward(**span)
    with app.open_uow() as uow:
        forwarding.start_due(uow)
    app.run_jobs()


def standing(app: App, mara: Actor, name: str = "listenbrainz") -> dict[str, Any]:
    found = {t["provider"]: t for t in app.client(mara).get("/connections/forwarding").json()}
    kept = ("state", "waiting", "sent", "uncertain", "failed")
    return {field: found[name][field] for field in kept if found[name][field]}


def test_a_listen_goes_to_both_once(
    app: App, mara: Actor, player: Scrobbler, targets: Targets
) -> None:
    play(app, player, "Before")
    connect(app, mara, "listenbrainz", "lastfm")
    for _ in range(2):
        play(
            app, player, "Low Water", "Slack Tide", at=AT + 900, duration_ms=200_000, album="Tides"
        )
        app.run_jobs()
    later(app, minutes=5)
    expected = [("Low Water", AT + 900), ("Slack Tide", AT + 1_200)]
    assert (targets.listens, targets.scrobbles) == (expected, expected)
    assert targets.bodies[-1]["payload"][0]["track_metadata"]["release_name"] == "Tides"
    assert targets.bodies[0]["duration"] == "200"
    for name in ("listenbrainz", "lastfm"):
        assert standing(app, mara, name) == {"state": "connected", "sent": 2}


def test_keys_are_tried_first_sealed_and_forgotten(
    app: App, mara: Actor, targets: Targets, tmp_path: Path
) -> None:
    http = app.client(mara)
    refused = http.put("/connections/listenbrainz", json={"token": "guess"})
    assert (refused.status_code, refused.json()["code"]) == (422, "key_refused")
    refused = http.put("/connections/lastfm", json=LASTFM | {"password": "guess"})
    assert (refused.status_code, refused.json()["code"]) == (422, "key_refused")
    assert standing(app, mara) == {"state": "off"}
    connect(app, mara, "listenbrainz", "lastfm")
    told = http.get("/connections/forwarding").text
    for secret in (TOKEN, SECRET, PASSWORD):
        assert secret not in told
    assert http.delete("/connections/listenbrainz").status_code == 204
    assert standing(app, mara) == {"state": "off"}
    assert standing(app, mara, "lastfm") == {"state": "connected"}


@pytest.mark.parametrize("answer", [503, 429])
def test_a_service_that_is_away_gets_it_later_and_ever_later(
    app: App, mara: Actor, player: Scrobbler, targets: Targets, answer: int
) -> None:
    connect(app, mara, "listenbrainz")
    targets.answers = [answer, answer]
    play(app, player, "Low Water", "Slack Tide")
    app.run_jobs()
    assert standing(app, mara) == {"state": "connected", "waiting": 2}
    later(app, seconds=29)
    play(app, player, "Ebb", at=AT + 600)
    app.run_jobs()
    assert (len(targets.answers), targets.listens) == (1, [])
    later(app, seconds=1)
    later(app, seconds=59)
    assert (len(targets.answers), targets.listens) == (0, [])
    later(app, seconds=1)
    assert [title for title, _ in targets.listens] == ["Low Water", "Slack Tide", "Ebb"]
    assert standing(app, mara) == {"state": "connected", "sent": 3}


def test_an_answer_that_never_came_is_the_listeners_to_decide(
    app: App, mara: Actor, player: Scrobbler, targets: Targets
) -> None:
    connect(app, mara, "listenbrainz")
    targets.answers = ["cut", 500]
    for n, title in enumerate(("Low Water", "Slack Tide", "Ebb")):
        play(app, player, title, at=AT + 300 * n)
        app.run_jobs()
    later(app, hours=12)
    assert [title for title, _ in targets.listens] == ["Ebb"]
    assert standing(app, mara) == {"state": "connected", "sent": 1, "uncertain": 2}
    http = app.client(mara)
    assert http.post("/connections/listenbrainz/uncertain", json={"send": True}).status_code == 200
    app.run_jobs()
    assert [title for title, _ in targets.listens] == ["Ebb", "Low Water", "Slack Tide"]
    assert standing(app, mara) == {"state": "connected", "sent": 3}


@pytest.mark.parametrize(
    "name, answer",
    [
        ("listenbrainz", 400), ("lastfm", {"error": 6, "message": "Invalid parameters"}),
        ("lastfm", {"scrobbles": {"@attr": {"accepted": 0, "ignored": 1}}}),
    ],
)  # fmt: skip
def test_a_listen_that_is_not_wanted_holds_up_no_other(
    app: App, mara: Actor, player: Scrobbler, targets: Targets, name: str, answer: Any
) -> None:
    connect(app, mara, name)
    targets.answers = [answer]
    play(app, player, "Low Water", "Slack Tide")
    app.run_jobs()
    later(app, hours=12)
    assert [title for title, _ in targets.listens + targets.scrobbles] == ["Slack Tide"]
    assert standing(app, mara, name) == {"state": "connected", "sent": 1, "failed": 1}


def test_a_key_that_is_taken_no_more_stops_until_connected_again(
    app: App, mara: Actor, player: Scrobbler, targets: Targets
) -> None:
    connect(app, mara, "lastfm")
    targets.answers = [{"error": 9, "message": "Invalid session key"}]
    play(app, player, "Low Water")
    app.run_jobs()
    later(app, hours=12)
    assert standing(app, mara, "lastfm") == {"state": "reconnect", "waiting": 1}
    assert targets.scrobbles == []
    connect(app, mara, "lastfm")
    later(app, seconds=1)
    assert targets.scrobbles == [("Low Water", AT)]


def test_nothing_goes_back_to_where_it_came_from_and_no_history_is_sent(
    app: App, mara: Actor, player: Scrobbler, targets: Targets
) -> None:
    connect(app, mara, "listenbrainz", "lastfm")
    play(app, player, "From there", service="listenbrainz.org")
    play(app, player, "From Last.fm", at=AT + 300, service="https://www.last.fm/user/mara")
    play(app, player, "Long ago", at=AT - 15 * 86_400)
    report = PlayReport(
        source="spotify_api", source_key="one", started_at=rules.moment(AT + 600),
        track=TrackNames(title="Polled", artists=["The Harbour"]),
    )  # fmt: skip
    with app.open_uow() as uow:
        listens.record(uow, mara.require_user(), [report])
    app.run_jobs()
    assert [title for title, _ in targets.listens] == ["Long ago", "From Last.fm"]
    assert [title for title, _ in targets.scrobbles] == ["From there"]


def test_killed_between_sending_and_noting_it(
    app: App, mara: Actor, player: Scrobbler, targets: Targets
) -> None:
    connect(app, mara, "listenbrainz")
    targets.held = True
    play(app, player, "Low Water", "Slack Tide")
    job_id = app.jobs.waiting[-1]
    with running(app, job_id) as process:
        kill_when(process, lambda: targets.listens == [("Low Water", AT)])
    targets.held = False
    targets.let_go.set()
    app.jobs.waiting.append(job_id)  # as the worker does when it comes back
    app.run_jobs()
    later(app, hours=12)
    assert targets.listens == [("Low Water", AT), ("Slack Tide", AT + 300)]
    assert standing(app, mara) == {"state": "connected", "sent": 1, "uncertain": 1}
    http = app.client(mara)
    http.post("/connections/listenbrainz/uncertain", json={"send": False})
    later(app, hours=12)
    assert len(targets.listens) == 2
    assert standing(app, mara) == {"state": "connected", "sent": 1}
