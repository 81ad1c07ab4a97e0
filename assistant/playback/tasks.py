"""Job handlers of playback."""

import time
from collections import Counter
from collections.abc import Callable
from typing import Any, cast
from uuid import UUID

from assistant.connections.rules import in_sandbox
from assistant.connections.service import spotify_client_for
from assistant.core.actor import listener
from assistant.core.crypto import Vault
from assistant.core.errors import NotAuthenticated
from assistant.core.settings import Settings
from assistant.jobs import service as jobs
from assistant.jobs.context import JobContext
from assistant.playback import push_repository as pushes
from assistant.playback.push import offer
from assistant.playback.push_rules import ended
from assistant.playback.push_schemas import Target
from assistant.playback.pushing import Pushing

Sleep = Callable[[float], None]
_SLICE_S = 0.5


def push(
    ctx: JobContext, vault: Vault, settings: Settings, sleep: Sleep = time.sleep
) -> dict[str, Any] | None:
    """Send a queue where it was asked to go; run again, it goes on from what SQL says."""
    user_id = ctx.user_id
    if user_id is None:
        raise NotAuthenticated("not_signed_in", "A push is somebody's.")
    with ctx.open_uow(read=True) as uow:
        found = pushes.find(uow.db, ctx.job_id, user_id)
    if found is None:  # the listener disconnected meanwhile
        return None
    target = cast("Target", found.target)
    reason = None if target == "file" else _to_spotify(ctx, vault, settings, sleep, target, user_id)
    return _result(ctx, target, reason)


def _to_spotify(
    ctx: JobContext, vault: Vault, settings: Settings, sleep: Sleep, target: Target, user_id: UUID
) -> str | None:
    def report(done: int, total: int) -> None:
        ctx.check_cancelled()
        ctx.progress(done, total, f"{done} of {total} songs")

    def pause(seconds: float) -> None:
        left = seconds
        while left > 0:
            ctx.check_cancelled()
            sleep(min(left, _SLICE_S))
            left -= _SLICE_S

    with spotify_client_for(ctx.open_uow, vault, settings, user_id) as spotify:
        work = Pushing(
            ctx.open_uow, spotify, listener(user_id), ctx.job_id, in_sandbox(settings), report,
            pause,
        )  # fmt: skip
        if target == "spotify_playlist":
            return work.to_playlist()
        reason = work.to_queue()
        work.confirm()
        return reason


def _result(ctx: JobContext, target: Target, reason: str | None) -> dict[str, Any]:
    with ctx.open_uow() as uow:
        if target == "file":
            pushes.change_all(
                uow.db, ctx.job_id, expected=("waiting",), state="confirmed", at=uow.now
            )
        counts = Counter(item.state for item in pushes.items_of(uow.db, ctx.job_id))
        total = counts.total()
        settled = total - counts["waiting"]
        jobs.report(uow, ctx.job_id, done=settled, total=total, message=ended(counts, reason))
    return {**counts, "reason": reason, "offer": offer(target, reason)}
