"""Facts from MusicBrainz, over real HTTP: what is learnt, remembered, refused and kept."""

from collections.abc import Iterator
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from PIL import Image

from assistant.catalogue import service as catalogue
from assistant.catalogue.schemas import TrackNames
from assistant.core.actor import SYSTEM, Actor
from assistant.integrations.musicbrainz import Pace
from assistant.listens import service as listens
from assistant.listens.schemas import PlayReport
from assistant.metadata import service as metadata
from assistant.sandbox.http import Reply, Route
from assistant.sandbox.musicbrainz import KnownRecording, MusicBrainzSandbox
from assistant.sandbox.server import SandboxServer
from tests.support.app import NOON, App, make_app
from tests.support.patience import PATIENCE_S

RELEASE = "11111111-1111-4111-8111-111111111111"
TIDE = KnownRecording(
    "22222222-2222-4222-8222-222222222222", "Low Tide", "The Piers", 200_000, ["DEA199900001"],
    ["slowcore", "folk"], "1999-05-03", RELEASE, "Harbour",
)  # fmt: skip
LIVE = KnownRecording(
    "33333333-3333-4333-8333-333333333333", "Low Tide (live)", "The Piers", 300_000
)


def picture(size: int = 600) -> bytes:
    made = BytesIO()
    Image.new("RGB", (size, size), "teal").save(made, "PNG")
    return made.getvalue()


@pytest.fixture
def sandbox() -> Iterator[SandboxServer]:
    with SandboxServer(MusicBrainzSandbox([LIVE, TIDE], {RELEASE: (picture(), "image/png")})) as s:
        yield s


@pytest.fixture
def app(migrated_url: str, tmp_path: Path, sandbox: SandboxServer) -> Iterator[App]:
    made = make_app(
        migrated_url, tmp_path / "data", musicbrainz_url=sandbox.url, musicbrainz_pause_s=0,
        cover_art_url=sandbox.url, listenbrainz_url=sandbox.url, upstream_timeout_s=PATIENCE_S,
    )  # fmt: skip
    yield made
    made.container.sql.dispose()


@pytest.fixture
def root(app: App) -> Actor:
    return app.person("root", "admin")


def of(server: SandboxServer) -> MusicBrainzSandbox:
    assert isinstance(server.sandbox, MusicBrainzSandbox)
    return server.sandbox


def made(app: App, title: str, **names: Any) -> UUID:
    with app.open_uow() as uow:
        return catalogue.get_or_create_track(uow, TrackNames(title, ["The Piers"], **names))


def switch(app: App, root: Actor, *, enabled: bool = True) -> Any:
    answer = app.client(root).put("/admin/metadata", json={"enabled": enabled})
    assert answer.status_code == 200, answer.text
    app.run_jobs()
    return app.client(root).get("/admin/metadata").json()


def counted(view: Any) -> tuple[int, int, int, int]:
    return view["found"], view["missing"], view["refused"], view["waiting"]


def test_nothing_is_asked_until_an_admin_says_so(
    app: App, root: Actor, sandbox: SandboxServer
) -> None:
    made(app, "Low Tide")
    app.run_jobs()
    assert app.client(root).get("/admin/metadata").json()["enabled"] is False
    for nobody in (app.person("mara"), app.person("mo", "moderator")):
        answer = app.client(nobody).put("/admin/metadata", json={"enabled": True})
        assert answer.status_code == 403
    app.run_jobs()
    assert of(sandbox).requests == []


def test_a_song_learns_what_it_did_not_know_and_its_cover_is_served_from_here(
    app: App, root: Actor, sandbox: SandboxServer
) -> None:
    mara = app.person("mara")
    tide = made(app, "Low Tide", duration_ms=201_000)
    own = made(app, "Own Song", owner_key=str(mara.user_id))
    sample = made(app, "Sample Song", origin="sample")
    view = switch(app, root)
    assert (counted(view), view["covers"]) == ((1, 0, 0, 0), 1)
    with app.open_uow(read=True) as uow:
        song = catalogue.get_track(uow, SYSTEM, tide)
        named = catalogue.identifiers_of(uow, [tide])[tide]
    assert (song.album, song.year, song.genres) == ("Harbour", 1999, ["slowcore", "folk"])
    assert song.duration_ms == 201_000
    assert (named["mbid"], named["isrc"]) == (TIDE.mbid, "DEA199900001")
    asked = [request.path for request in of(sandbox).requests]
    assert asked == [
        "/1/metadata/lookup/", f"/ws/2/recording/{TIDE.mbid}", f"/release/{RELEASE}/front-500",
        f"/download/{RELEASE}",
    ]  # fmt: skip
    assert own != sample
    (cover,) = (app.container.settings.data_dir / "covers").iterdir()
    with Image.open(cover) as drawn:
        assert (drawn.format, drawn.size) == ("WEBP", (512, 512))
    with app.open_uow(read=True) as uow:
        folder = app.container.settings.data_dir
        assert metadata.cover_file(uow, mara, tide, folder) == cover
        assert metadata.cover_file(uow, mara, own, folder) is None
    switch(app, root)
    assert len(of(sandbox).requests) == 4


def test_identifiers_come_first_and_another_song_is_none(
    app: App, root: Actor, sandbox: SandboxServer
) -> None:
    by_isrc = made(app, "Low Tide", isrc="DEA199900001")
    of(sandbox).looks_up = False
    made(app, "Low Tidings")
    assert counted(switch(app, root)) == (1, 1, 0, 0)
    with app.open_uow(read=True) as uow:
        assert catalogue.identifiers_of(uow, [by_isrc])[by_isrc]["mbid"] == TIDE.mbid
    made(app, "Other Song", mbid=TIDE.mbid.replace("2", "3"))  # which is the live one's
    assert counted(switch(app, root)) == (1, 2, 0, 0)


def test_a_miss_is_remembered_and_asked_about_again_much_later(
    app: App, root: Actor, sandbox: SandboxServer
) -> None:
    made(app, "Nobody Knows This")
    assert counted(switch(app, root)) == (0, 1, 0, 0)
    asked = len(of(sandbox).requests)
    assert counted(switch(app, root)) == (0, 1, 0, 0)
    assert len(of(sandbox).requests) == asked
    app.clock.forward(days=61)
    of(sandbox).known.append(KnownRecording(RELEASE, "Nobody Knows This", "The Piers"))
    assert app.client(root).get("/admin/metadata").json()["waiting"] == 1
    assert counted(switch(app, root)) == (1, 0, 0, 0)


def test_the_last_heard_is_asked_about_first(app: App, root: Actor, sandbox: SandboxServer) -> None:
    mara = app.person("mara")
    titles = ("Never Heard", "Heard Long Ago", "Just Heard")
    ids = [made(app, title) for title in titles]
    reports = [
        PlayReport("file", str(n), TrackNames("x", ["x"]), NOON - timedelta(days=9 - n), track_id=i)
        for n, i in enumerate(ids[1:])
    ]
    with app.open_uow() as uow:
        listens.record(uow, mara.require_user(), reports)
    switch(app, root)
    asked = of(sandbox).sent("GET", "/1/metadata/lookup/")
    assert [one.query["recording_name"][0] for one in asked] == list(reversed(titles))


@pytest.mark.parametrize("fault", ["rate_limited", "slow_down", "server_error", "cut_before"])
def test_trouble_over_there_ends_the_work_which_goes_on_where_it_was(
    app: App, root: Actor, sandbox: SandboxServer, fault: str
) -> None:
    for title in ("Low Tide", "Nobody Knows This", "Nor This"):
        made(app, title)
    of(sandbox).add_fault(path="*", kind=fault, after=3)
    first = switch(app, root)
    jobs = app.client(root).get("/admin/jobs").json()["items"]
    assert jobs[0]["state"] == "failed"
    assert first["waiting"] in (1, 2)
    assert sum(counted(first)[:3]) + first["waiting"] == 3
    for minutes, begun in ((9, 0), (2, 1)):
        app.clock.forward(minutes=minutes)
        with app.open_uow() as uow:
            metadata.start_rested(uow)
        assert len(app.jobs.waiting) == begun
    assert counted(switch(app, root)) == (1, 2, 0, 0)


@pytest.mark.parametrize("fault", ["lie", "truncated", "html", "huge"])
def test_what_makes_no_sense_is_put_aside(
    app: App, root: Actor, sandbox: SandboxServer, fault: str
) -> None:
    made(app, "Low Tide")
    of(sandbox).add_fault(path=f"/ws/2/recording/{TIDE.mbid}", kind=fault)
    assert counted(switch(app, root)) == (0, 0, 1, 0)
    app.clock.forward(days=8)
    assert counted(switch(app, root)) == (1, 0, 0, 0)


@pytest.mark.parametrize(
    "data, kind",
    [
        (b"<html>no picture</html>", "text/html"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "image/svg+xml"),
        (b"\x89PNG\r\n\x1a\n broken", "image/png"),
        (b"\xff\xd8" + bytes(6_000_000), "image/jpeg"),
    ],
)
def test_a_cover_that_is_none_is_left_out(
    app: App, root: Actor, sandbox: SandboxServer, data: bytes, kind: str
) -> None:
    made(app, "Low Tide")
    of(sandbox).covers[RELEASE] = (data, kind)
    view = switch(app, root)
    assert (counted(view), view["covers"]) == ((1, 0, 0, 0), 0)
    assert not (app.container.settings.data_dir / "covers").exists()


def test_switched_off_it_stops(app: App, root: Actor, sandbox: SandboxServer) -> None:
    made(app, "Low Tide")
    app.client(root).put("/admin/metadata", json={"enabled": True})
    assert counted(switch(app, root, enabled=False)) == (0, 0, 0, 1)
    assert of(sandbox).requests == []


def test_a_cover_is_fetched_from_nowhere_but_the_archive(
    app: App, root: Actor, sandbox: SandboxServer
) -> None:
    made(app, "Low Tide")
    elsewhere = Reply(307, b"", {"Location": "http://127.0.0.1:9/cover.png"})
    of(sandbox)._routes[-1] = Route("GET", "/download/{mbid}", lambda *_, **__: elsewhere)
    assert switch(app, root)["covers"] == 0


def test_requests_go_out_no_faster_than_allowed() -> None:
    waited: list[float] = []
    pace = Pace(1.1, waited.append)
    for _ in range(3):
        pace.wait()
    assert [round(seconds) for seconds in waited] == [1, 1]
