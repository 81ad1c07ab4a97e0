"""Jobs of the index; they run in the process that owns the store."""

from typing import Any
from uuid import UUID

from analysis.types import ModelStamps
from assistant.index import building, service
from assistant.index.schemas import CHECKING, SWITCHING
from assistant.jobs.context import JobContext
from vectorstore.base import VectorStore

_BATCH = 256


def rebuild(ctx: JobContext, store: VectorStore, stamps: ModelStamps) -> dict[str, Any]:
    """Build a generation beside the active one, verify it, and switch to it."""
    started_by = ctx.args.get("started_by")
    generation_id = building.begin(
        ctx.open_uow, store, stamps, UUID(started_by) if started_by else None
    )
    building.write_all(ctx.open_uow, store, generation_id, _BATCH, ctx.progress)
    ctx.say(CHECKING)
    building.verify(ctx.open_uow, store, generation_id, _BATCH)
    ctx.say(SWITCHING)
    building.activate(ctx.open_uow, store, generation_id, _BATCH)
    return {"generation_id": str(generation_id)}


def activate(ctx: JobContext, store: VectorStore) -> dict[str, Any]:
    """Switch to a generation that is whole: one that missed changes meanwhile is not."""
    generation_id = UUID(ctx.args["generation_id"])
    ctx.say(CHECKING)
    building.verify(ctx.open_uow, store, generation_id, _BATCH)
    ctx.say(SWITCHING)
    service.activate(ctx.open_uow, store, generation_id)
    return {"generation_id": str(generation_id)}
