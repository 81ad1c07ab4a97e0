"""The jobs of imports: reading a kept file, and undoing one that was read."""

from pathlib import Path
from typing import Any
from uuid import UUID

from assistant.imports import service, undoing
from assistant.jobs.context import JobCancelled, JobContext


def read(ctx: JobContext, folder: Path, max_bytes: int) -> dict[str, Any]:
    """Read a kept file to its end; args: import_id, for_all."""
    import_id = UUID(ctx.args["import_id"])
    try:
        counts = service.read_import(
            ctx.open_uow,
            folder,
            import_id,
            ctx.progress,
            for_all=bool(ctx.args.get("for_all")),
            max_bytes=max_bytes,
        )
    except JobCancelled:
        service.give_up(ctx.open_uow, folder, import_id, "cancelled")
        raise
    except Exception:
        service.give_up(ctx.open_uow, folder, import_id, "failed")
        raise
    return {"read": counts.read, "added": counts.added, "merged": counts.merged}


def tidy(ctx: JobContext, folder: Path) -> None:
    """Remove the file of an import that never began; args: import_id."""
    service.tidy(ctx.open_uow, folder, UUID(ctx.args["import_id"]))


def undo(ctx: JobContext) -> dict[str, Any]:
    """Take out what an import brought; args: import_id."""
    return dict(undoing.undo(ctx.open_uow, UUID(ctx.args["import_id"]), ctx.progress))
