"""Job handlers of connections."""

from typing import Any

from assistant.connections import service
from assistant.core.crypto import Vault
from assistant.core.errors import NotAuthenticated
from assistant.core.settings import Settings
from assistant.jobs.context import JobContext


def import_plays(ctx: JobContext, vault: Vault, settings: Settings) -> dict[str, Any]:
    """Record what was played since the last time; the same play again changes nothing."""
    if ctx.user_id is None:
        raise NotAuthenticated("not_signed_in", "Plays are somebody's.")
    pulled = service.pull_recent(ctx.open_uow, vault, settings, ctx.user_id)
    read = sum(pulled.recorded.counts.values())
    ctx.progress(read, read)
    return {**pulled.recorded.counts, "gap": pulled.gap}
