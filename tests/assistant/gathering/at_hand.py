"""An LRCLIB of our own, people who listen, and looking up when told."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

from assistant import bootstrap
from assistant.catalogue.schemas import TrackNames
from assistant.core.actor import Actor
from assistant.gathering import service, tasks
from assistant.integrations.lrclib import ProviderState
from assistant.listens import service as listens
from assistant.listens.schemas import PlayReport
from assistant.sandbox.lrclib import LrclibEntry, LrclibSandbox
from tests.support.app import NOON, App, make_app
from tests.support.sandboxes import LrclibAtHand, lrclib_with

GET = "/api/get"
HAPPY = "happy happy happy happy happy morning"
Near = tuple[App, LrclibAtHand]


def entry(number: int, words: str | None = HAPPY, **more: Any) -> LrclibEntry:
    return LrclibEntry(number, f"Song {number}", "Vela", 200.0, plain=words, **more)


@contextmanager
def near_lrclib(url: str, folder: Path, entries: list[LrclibEntry]) -> Iterator[Near]:
    with lrclib_with(LrclibSandbox(entries)) as provider:
        app = make_app(url, folder, lrclib_url=provider.base_url, upstream_timeout_s=5.0)
        yield app, provider
        app.container.sql.dispose()


def hear(app: App, actor: Actor, numbers: list[int], at: datetime = NOON) -> None:
    """Songs by number, the first one last heard."""
    with app.open_uow() as uow:
        reports = [
            PlayReport(
                "file", f"{n} {at} {place}", TrackNames(f"Song {n}", ["Vela"], duration_ms=200_000),
                at - timedelta(minutes=10 * place),
            )
            for place, n in enumerate(numbers)
        ]  # fmt: skip
        listens.record(uow, actor.require_user(), reports)


def allow(app: App, actor: Actor) -> None:
    answer = app.client(actor).put("/connections/lyrics", json={"allowed": True})
    assert answer.status_code == 200


def run(app: App, provider: ProviderState | None = None) -> None:
    """Run what waits; pauses pass at once."""
    c = app.container
    handlers = bootstrap.handlers(c, app.store)
    handlers["gathering.fetch"] = partial(
        tasks.fetch, settings=c.settings, provider=provider or ProviderState(),
        sleep=lambda s: app.clock.forward(seconds=s),
    )  # fmt: skip
    app.jobs.drain(handlers, app.open_uow)


def start(app: App, actor: Actor) -> str:
    answer = app.client(actor).post("/me/lyrics/fetch")
    assert answer.status_code == 202, answer.text
    job_id: str = answer.json()["job_id"]
    return job_id


def job(app: App, actor: Actor, job_id: str) -> dict[str, Any]:
    seen: dict[str, Any] = app.client(actor).get(f"/me/jobs/{job_id}").json()
    return seen


def states(app: App, actor: Actor) -> dict[str, int]:
    """How many songs of each state there are; those without any are left out."""
    found = app.client(actor).get("/me/lyrics").json()["states"]
    return {state: share["songs"] for state, share in found.items() if share["songs"]}


def titles(app: App, actor: Actor, state: str) -> list[str]:
    page = app.client(actor).get("/me/lyrics/songs", params={"state": state}).json()
    return [item["track"]["title"] for item in page["items"]]


def asked(provider: LrclibAtHand) -> list[str]:
    """The titles that were asked for, in order."""
    return [r.query["track_name"][0] for r in provider.sandbox.sent("GET", GET)]


def due(app: App) -> int:
    """What the worker does twice a minute."""
    with app.open_uow() as uow:
        return service.start_due(uow, app.container.settings)
