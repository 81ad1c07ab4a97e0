"""Waiting for a job of the server's."""

import time
from collections.abc import Callable
from typing import Any

from assistant.remote.client import Client
from assistant.remote.errors import Refused

FIRST_S, LAST_S = 0.2, 2.0
STOP_PATIENCE_S = 15.0
ACTIVE = ("waiting", "running")


def follow(
    client: Client, job_id: str, show: Callable[[dict[str, Any]], None],
    patience_s: float | None = None,
) -> dict[str, Any]:  # fmt: skip
    """Wait until a job has ended, asking more and more slowly; its last state.

    Args:
        client: who asks.
        job_id: of the job.
        show: is called with every state seen.
        patience_s: give the state back as it is after so long; None waits for ever.
    """
    pause_s, end = FIRST_S, None if patience_s is None else time.monotonic() + patience_s
    while True:
        job: dict[str, Any] = client.get(f"/me/jobs/{job_id}")
        show(job)
        if job["state"] not in ACTIVE or (end is not None and time.monotonic() > end):
            return job
        time.sleep(pause_s)
        pause_s = min(LAST_S, pause_s * 1.3)


def stop(client: Client, job_id: str, show: Callable[[dict[str, Any]], None]) -> dict[str, Any]:
    """Have a job stopped and wait a little for it; what it has done stays."""
    try:
        client.post(f"/me/jobs/{job_id}/cancel", again=True)
    except Refused as error:
        if error.status != 409:
            raise  # it has ended by itself
    return follow(client, job_id, show, STOP_PATIENCE_S)
