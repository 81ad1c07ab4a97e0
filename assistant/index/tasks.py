"""Jobs of the index; they run in the process that owns the store."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from uuid import UUID

from analysis.types import ModelStamps
from assistant.core.errors import RuleViolated, UpstreamUnavailable
from assistant.index import building, checking, comparing, following, lifecycle, switching
from assistant.index.history import Wanted
from assistant.index.schemas import CHECKING, COMPARING, REPLAYING, SWITCHING
from assistant.index.switching import SWITCHED
from assistant.jobs.context import JobContext
from assistant.models.index import IndexGeneration
from vectorstore.base import VectorStore
from vectorstore.errors import StoreError


@contextmanager
def _said_plainly() -> Iterator[None]:
    """Let a job that the store fails say what the store says: its errors name what to do."""
    try:
        yield
    except StoreError as error:
        raise UpstreamUnavailable("store_failed", str(error)) from error


@_said_plainly()
def rebuild(ctx: JobContext, store: VectorStore, stamps: ModelStamps, keep: int) -> dict[str, Any]:
    """Build a generation beside the active one and verify it; then switch, or compare and wait."""
    ctx.check_cancelled()
    _require_same_model(ctx, stamps)
    wanted = _wanted(ctx)
    try:
        row = building.begin(
            ctx.open_uow, store, stamps, wanted,
            job_id=ctx.job_id, switches=bool(ctx.args.get("switch", True)),
        )  # fmt: skip
        if row.state in SWITCHED:  # it was killed just before its end
            switching.follow(ctx.open_uow, store)
        else:
            _build(ctx, store, row, wanted)
    except RuleViolated:
        ctx.check_cancelled()  # it is no failure when its generation was given up
        lifecycle.sweep(ctx.open_uow, store)
        raise
    if row.switches:
        lifecycle.tidy(ctx.open_uow, store, keep)
    return {"generation_id": str(row.id)}


def _require_same_model(ctx: JobContext, stamps: ModelStamps) -> None:
    """See that this worker is set to the model that the build was asked for with."""
    here = following.model_line(stamps)
    asked = str(ctx.args.get("model", here))
    if asked != here:
        raise RuleViolated(
            "models_differ",
            "Nothing was built: this worker is set to another model than whoever asked. Give all "
            f"processes the same ATTUNE_MOOD settings. Asked for {asked:.60}, here {here:.60}.",
        )


def _build(ctx: JobContext, store: VectorStore, row: IndexGeneration, wanted: Wanted) -> None:
    building.write_all(ctx.open_uow, store, row.id, ctx.progress)
    ctx.say(REPLAYING)
    checking.mend(ctx.open_uow, store, row.id)
    ctx.say(CHECKING)
    building.verify(ctx.open_uow, store, row.id, wanted)
    if row.switches:
        ctx.say(SWITCHING)
        switching.activate(ctx.open_uow, store, row.id, wanted, ctx.stop_if_asked)
    else:
        ctx.say(COMPARING)
        comparing.compare(ctx.open_uow, store, row.id, wanted)


@_said_plainly()
def activate(ctx: JobContext, store: VectorStore, keep: int) -> dict[str, Any]:
    """Switch to a generation that is whole; what it missed meanwhile it gets first."""
    generation_id = UUID(ctx.args["generation_id"])
    ctx.say(CHECKING)
    checking.mend(ctx.open_uow, store, generation_id)
    building.verify(ctx.open_uow, store, generation_id, _wanted(ctx))
    ctx.say(SWITCHING)
    switching.activate(ctx.open_uow, store, generation_id, _wanted(ctx), ctx.stop_if_asked)
    lifecycle.tidy(ctx.open_uow, store, keep)
    return {"generation_id": str(generation_id)}


@_said_plainly()
def compare(ctx: JobContext, store: VectorStore) -> dict[str, Any]:
    """Ask a whole generation and the one that answers the same queries."""
    generation_id = UUID(ctx.args["generation_id"])
    ctx.say(COMPARING)
    checking.mend(ctx.open_uow, store, generation_id)
    comparing.compare(ctx.open_uow, store, generation_id, _wanted(ctx))
    return {"generation_id": str(generation_id)}


@_said_plainly()
def drop(ctx: JobContext, store: VectorStore) -> dict[str, Any]:
    """Remove the vectors of a generation that was dropped or cancelled."""
    lifecycle.remove(ctx.open_uow, store, UUID(ctx.args["generation_id"]))
    return {"generation_id": ctx.args["generation_id"]}


@_said_plainly()
def check(ctx: JobContext, store: VectorStore, stamps: ModelStamps) -> dict[str, Any]:
    """Compare the generation in use with SQL and put right what differs."""
    repair = checking.check(ctx.open_uow, store, _wanted(ctx))
    if repair == "build":
        with ctx.open_uow() as uow:
            if ctx.user_id is not None or following.is_rested(uow, following.REBUILD):
                following.start_repair(uow, stamps, 0, "differs")
    return {"repair": repair}


def _wanted(ctx: JobContext) -> Wanted:
    return Wanted(ctx.user_id, str(ctx.args.get("via", "job")))
