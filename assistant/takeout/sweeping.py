"""Asking once a minute whether an account or an export is due to be deleted (the worker does)."""

import threading
from itertools import count

import structlog

from assistant.core.unit_of_work import OpenUow
from assistant.takeout import service
from assistant.takeout.rules import Places

log = structlog.get_logger(__name__)
_EVERY_S, _FILES_EVERY = 60.0, 60


def keep_sweeping(open_uow: OpenUow, places: Places) -> None:
    """Begin asking, in a thread that ends with the process; several workers start one job.

    Folders are looked through at once and then once an hour.
    """
    threading.Thread(target=_loop, args=(open_uow, places), name="sweep", daemon=True).start()


def _loop(open_uow: OpenUow, places: Places) -> None:
    pause = threading.Event()
    for number in count():
        try:
            with open_uow() as uow:
                service.start_sweep(uow, None if number % _FILES_EVERY else places)
        except Exception:
            log.exception("what is due could not be looked up")
        pause.wait(_EVERY_S)
