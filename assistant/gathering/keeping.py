"""Asking twice a minute whose lyrics are to be looked up now (the worker does)."""

import threading

import structlog

from assistant.core.settings import Settings
from assistant.core.unit_of_work import OpenUow
from assistant.gathering import service

log = structlog.get_logger(__name__)
_EVERY_S = 30.0


def keep_gathering(open_uow: OpenUow, settings: Settings) -> None:
    """Begin asking, in a thread that ends with the process; several workers start one job."""
    threading.Thread(target=_loop, args=(open_uow, settings), name="gathering", daemon=True).start()


def _loop(open_uow: OpenUow, settings: Settings) -> None:
    pause = threading.Event()
    while True:
        try:
            with open_uow() as uow:
                service.start_due(uow, settings)
        except Exception:
            log.exception("whose lyrics are to be looked up could not be found out")
        pause.wait(_EVERY_S)
