"""Jobs of song moods: scoring what was saved and what waits."""

from dataclasses import asdict
from typing import Any
from uuid import UUID

from analysis.types import ModelStamps
from assistant.engine.types import Engine
from assistant.jobs.context import JobContext
from assistant.song_moods import service


def score(ctx: JobContext, engine: Engine, stamps: ModelStamps) -> dict[str, Any]:
    """Score one song's text; args: track_id."""
    ids = [UUID(ctx.args["track_id"])]
    counts = service.score_tracks(
        ctx.open_uow, engine, stamps, ctx.user_id, ids, progress=ctx.progress
    )
    return asdict(counts)


def score_waiting(ctx: JobContext, engine: Engine, stamps: ModelStamps) -> dict[str, Any]:
    """Score every text that waits: everybody's, and the listener's own."""
    counts = service.score_waiting(ctx.open_uow, engine, stamps, ctx.user_id, progress=ctx.progress)
    return asdict(counts)
