"""Job handlers of scrobbling."""

from typing import Any
from uuid import UUID

from assistant.core.crypto import Vault
from assistant.core.settings import Settings
from assistant.jobs.context import JobContext
from assistant.scrobbles.sending import Sending


def forward(ctx: JobContext, vault: Vault, settings: Settings) -> dict[str, Any]:
    """Pass on what waits for a connection."""
    sending = Sending(ctx.open_uow, vault, settings, UUID(ctx.args["connection_id"]))
    sending.run(ctx)
    return {"sent": sending.sent}
