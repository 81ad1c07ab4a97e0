"""What tests of pushing share: a queue of Spotify's songs, pushing it, and what reached Spotify."""

from functools import partial
from typing import Any

from assistant import bootstrap
from assistant.catalogue import service as catalogue
from assistant.catalogue.schemas import TrackNames
from assistant.core.actor import Actor
from assistant.playback import tasks
from assistant.sandbox.spotify import CatalogueTrack
from tests.support.app import App
from tests.support.sandboxes import CATALOGUE
from tests.support.spotify_app import SpotifyApp

QUEUE = "/v1/me/player/queue"
FILLERS = CATALOGUE[3:]


def queue_up(app: App, actor: Actor, *songs: CatalogueTrack, **more: Any) -> list[str]:
    """Make a queue of songs of Spotify's catalogue; the ids of its items."""
    with app.open_uow() as uow:
        ids = [
            catalogue.get_or_create_track(
                uow,
                TrackNames(
                    song.name,
                    list(song.artists),
                    duration_ms=song.duration_ms,
                    isrc=song.isrc,
                    **more,
                ),
            )
            for song in songs
        ]
    answer = app.client(actor).post("/me/queue", json={"track_ids": [str(i) for i in ids]})
    assert answer.status_code == 201, answer.text
    return [item["id"] for item in answer.json()["items"]]


def run(near: SpotifyApp) -> None:
    """Run what waits; pauses pass at once."""
    app = near.app
    handlers = bootstrap.handlers(app.container, app.store)
    handlers["playback.push"] = partial(
        tasks.push, vault=app.container.vault, settings=app.container.settings,
        sleep=lambda seconds: app.clock.forward(seconds=seconds),
    )  # fmt: skip
    app.jobs.drain(handlers, app.open_uow)


def push(
    near: SpotifyApp, actor: Actor, target: str = "spotify_queue", **more: Any
) -> dict[str, Any]:
    """Push and wait for the end."""
    answer = near.app.client(actor).post("/me/queue/push", json={"target": target, **more})
    assert answer.status_code == 202, answer.text
    run(near)
    return view(near, actor, answer.json()["job_id"])


def view(near: SpotifyApp, actor: Actor, push_id: str) -> dict[str, Any]:
    seen: dict[str, Any] = near.app.client(actor).get(f"/me/queue/push/{push_id}").json()
    return seen


def states(seen: dict[str, Any]) -> list[tuple[str, str | None]]:
    return [(item["state"], item["reason"]) for item in seen["items"]]


def uris_sent(near: SpotifyApp) -> list[str]:
    return [r.query["uri"][0] for r in near.sandbox.sent("POST", QUEUE)]
