"""The job of the sample: its songs are scored, then its listener gets a history."""

from dataclasses import asdict
from typing import Any

from analysis.types import ModelStamps
from assistant.core.crypto import Vault
from assistant.engine.types import Engine
from assistant.jobs.context import JobContext
from assistant.sample import filling, service
from assistant.song_moods import service as song_moods


def score(ctx: JobContext, engine: Engine, stamps: ModelStamps, vault: Vault) -> dict[str, Any]:
    """Score the sample songs and invent the sample listener's history."""
    with ctx.open_uow(read=True) as uow:
        ids = service.track_ids(uow)
    counts = song_moods.score_tracks(ctx.open_uow, engine, stamps, None, ids, progress=ctx.progress)
    ctx.check_cancelled()
    filling.fill(ctx.open_uow, stamps, vault)
    return asdict(counts)
