"""Asking once a minute whether an account or an export is due to be deleted (the worker does)."""

import threading

import structlog

from assistant.core.unit_of_work import OpenUow
from assistant.takeout import service

log = structlog.get_logger(__name__)
_EVERY_S = 60.0


def keep_sweeping(open_uow: OpenUow) -> None:
    """Begin asking, in a thread that ends with the process; several workers start one job."""
    threading.Thread(target=_loop, args=(open_uow,), name="sweep", daemon=True).start()


def _loop(open_uow: OpenUow) -> None:
    pause = threading.Event()
    while True:
        try:
            with open_uow() as uow:
                service.start_sweep(uow)
        except Exception:
            log.exception("what is due could not be looked up")
        pause.wait(_EVERY_S)
