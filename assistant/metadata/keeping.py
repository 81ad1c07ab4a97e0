"""Asking now and then whether songs came that MusicBrainz was not asked about (the worker does)."""

import threading

import structlog

from assistant.core.unit_of_work import OpenUow
from assistant.metadata import service

log = structlog.get_logger(__name__)
_EVERY_S = 600.0


def keep_asking(open_uow: OpenUow) -> None:
    """Begin, in a thread that ends with the process; several workers start one job."""
    threading.Thread(target=_loop, args=(open_uow,), name="metadata", daemon=True).start()


def _loop(open_uow: OpenUow) -> None:
    pause = threading.Event()
    while True:
        try:
            with open_uow() as uow:
                service.start_rested(uow)
        except Exception:
            log.exception("what MusicBrainz may be asked about could not be looked up")
        pause.wait(_EVERY_S)
