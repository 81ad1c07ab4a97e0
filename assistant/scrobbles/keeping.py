"""Asking twice a minute whether a listen waits that may be passed on now (the worker does)."""

import threading

import structlog

from assistant.core.unit_of_work import OpenUow
from assistant.scrobbles import forwarding

log = structlog.get_logger(__name__)
_EVERY_S = 30.0


def keep_forwarding(open_uow: OpenUow) -> None:
    """Begin asking, in a thread that ends with the process; several workers start one job."""
    threading.Thread(target=_loop, args=(open_uow,), name="forward", daemon=True).start()


def _loop(open_uow: OpenUow) -> None:
    pause = threading.Event()
    while True:
        try:
            with open_uow() as uow:
                forwarding.start_due(uow)
        except Exception:
            log.exception("what waits to be passed on could not be looked up")
        pause.wait(_EVERY_S)
