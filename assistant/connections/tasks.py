"""Job handlers of connections."""

import time
from collections.abc import Callable
from typing import Any

from assistant.connections import polling, service
from assistant.connections.transfer import Bringing
from assistant.core.crypto import Vault
from assistant.core.errors import NotAuthenticated
from assistant.core.settings import Settings
from assistant.jobs import service as jobs
from assistant.jobs.context import JobCancelled, JobContext

Sleep = Callable[[float], None]
_SLICE_S = 0.5


def import_plays(ctx: JobContext, vault: Vault, settings: Settings) -> dict[str, Any]:
    """Record what was played since the last time; the same play again changes nothing."""
    if ctx.user_id is None:
        raise NotAuthenticated("not_signed_in", "Plays are somebody's.")
    pulled = service.pull_recent(ctx.open_uow, vault, settings, ctx.user_id, ctx.job_id)
    read = sum(pulled.recorded.counts.values())
    ctx.progress(read, read)
    with ctx.open_uow() as uow:  # polls come by the dozen a day: the last one tells enough
        jobs.drop_ended(uow, polling.KIND, str(ctx.user_id), ctx.job_id)
    return {**pulled.recorded.counts, "gap": pulled.gap}


def bring(
    ctx: JobContext, vault: Vault, settings: Settings, sleep: Sleep = time.sleep
) -> dict[str, Any]:
    """Bring in playlists, the library or top items; killed anywhere, it goes on."""
    if ctx.user_id is None:
        raise NotAuthenticated("not_signed_in", "A library is somebody's.")

    def pause(seconds: float) -> None:
        left = seconds
        while left > 0:
            ctx.check_cancelled()
            sleep(min(left, _SLICE_S))
            left -= _SLICE_S

    with ctx.open_uow(read=True) as uow:
        connection_id = polling.connected(uow, settings, ctx.user_id).id
    with service.spotify_client_for(ctx.open_uow, vault, settings, ctx.user_id) as spotify:
        work = Bringing(
            ctx.open_uow, spotify, settings, ctx.user_id, connection_id, str(ctx.args["what"]),
            ctx.progress, pause,
        )  # fmt: skip
        try:
            return dict(work.run())
        except JobCancelled:
            work.cancelled()
            raise
