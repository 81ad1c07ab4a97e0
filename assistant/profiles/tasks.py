"""The job that analyses recent listening; killed anywhere and run again, it goes on."""

import time
from collections.abc import Callable
from typing import Any

from analysis.types import ModelStamps
from assistant.connections import service as connections
from assistant.core.actor import Actor, listener
from assistant.core.crypto import Vault
from assistant.core.errors import DomainError, NotAuthenticated
from assistant.core.settings import Settings
from assistant.engine.types import Engine
from assistant.integrations.lrclib import ProviderState
from assistant.jobs import service as jobs
from assistant.jobs.context import JobContext
from assistant.listens import service as listens
from assistant.lyrics import asking
from assistant.lyrics.looking_up import LyricsLookup, client_for
from assistant.profiles import service
from assistant.song_moods import service as song_moods

BATCH = 8
_SLICE_S = 0.5
_PLAYS = 50


def analyse_recent(
    ctx: JobContext,
    engine: Engine,
    stamps: ModelStamps,
    vault: Vault,
    settings: Settings,
    provider: ProviderState,
    sleep: Callable[[float], None] = time.sleep,
) -> dict[str, Any]:
    """Recent plays, their lyrics, their moods, and the mood of all of them; args: plays.

    Everything it learns is a row at once, and what it counts it reads from the rows in the end:
    run twice, it asks nothing twice and counts nothing twice.
    """
    if ctx.user_id is None:
        raise NotAuthenticated("not_signed_in", "An analysis is somebody's.")
    actor = listener(ctx.user_id)
    spotify = _pull(ctx, vault, settings, actor)
    with ctx.open_uow(read=True) as uow:
        plays = listens.recent_tracks(uow, actor, int(ctx.args.get("plays", _PLAYS)))
    ids = list(dict.fromkeys(track_id for track_id, _ in plays))
    with ctx.open_uow() as uow:
        asking.wake(uow, ids)  # somebody asks for these now: what failed gets another try
    allowed = True
    with client_for(settings, provider) as client:
        lookup = LyricsLookup(
            ctx.open_uow, client, actor, ctx.job_id, lambda s: _pause(ctx, s, sleep)
        )
        for start in range(0, len(ids), BATCH):
            ctx.check_cancelled()
            ctx.progress(start, len(ids), f"{start} of {len(ids)} songs")
            batch = ids[start : start + BATCH]
            if allowed := _may_ask(ctx, settings, actor):
                lookup.fetch(batch)
            song_moods.score_tracks(ctx.open_uow, engine, stamps, ctx.user_id, batch)
    done = service.conclude(
        ctx.open_uow, actor, plays, stamps.mood, spotify=spotify,
        lookup="not_allowed" if not allowed else lookup.stopped_by or "done",
    )  # fmt: skip
    with ctx.open_uow() as uow:
        jobs.report(uow, ctx.job_id, done=len(ids), total=len(ids), message=done.message)
    return done.result


def _pull(ctx: JobContext, vault: Vault, settings: Settings, actor: Actor) -> str | None:
    """Record what Spotify knows of; without it, the listener's own listens are enough."""
    with ctx.open_uow(read=True) as uow:
        connected = connections.is_connected(uow, vault, settings, actor)
    if connected is None:
        return None
    try:
        connections.pull_recent(ctx.open_uow, vault, settings, actor.require_user())
    except DomainError as error:
        # Read by the schedule at this moment: the plays are here or about to be.
        return None if error.code == "spotify_poll_running" else error.code
    return None


def _may_ask(ctx: JobContext, settings: Settings, actor: Actor) -> bool:
    """Whether titles may be sent to the provider: asked anew, since a yes can be taken back."""
    with ctx.open_uow(read=True) as uow:
        return connections.lyrics_lookup(uow, settings, actor).allowed is True


def _pause(ctx: JobContext, seconds: float, sleep: Callable[[float], None]) -> None:
    """Wait for the lyrics provider, and say so; stop at once when asked to."""
    with ctx.open_uow() as uow:
        jobs.report(uow, ctx.job_id, message="The lyrics provider does not answer. Waiting for it.")
    left = seconds
    while left > 0:
        ctx.check_cancelled()
        sleep(min(left, _SLICE_S))
        left -= _SLICE_S
