"""Jobs of gathering: looking up what is missing, and matching files with songs."""

import time
from collections.abc import Callable
from typing import Any
from uuid import UUID

from assistant.core.errors import NotAuthenticated
from assistant.core.settings import Settings
from assistant.gathering import uploads
from assistant.gathering.fetching import Fetching
from assistant.integrations.lrclib import ProviderState
from assistant.jobs.context import JobCancelled, JobContext


def fetch(
    ctx: JobContext, settings: Settings, provider: ProviderState,
    sleep: Callable[[float], None] = time.sleep,
) -> dict[str, Any]:  # fmt: skip
    """Look up the lyrics that a listener's songs lack."""
    if ctx.user_id is None:
        raise NotAuthenticated("not_signed_in", "Songs are somebody's.")
    return Fetching(ctx, settings, provider, ctx.user_id, sleep).run()


def match(ctx: JobContext, max_bytes: int) -> dict[str, Any]:
    """Match uploaded files with songs; args: upload_id."""
    upload_id = UUID(ctx.args["upload_id"])
    try:
        counts = uploads.match(ctx.open_uow, upload_id, ctx.progress, max_bytes=max_bytes)
    except JobCancelled:
        uploads.give_up(ctx.open_uow, upload_id)
        raise
    return {str(state): number for state, number in counts.items()}
