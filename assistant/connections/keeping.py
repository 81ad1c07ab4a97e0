"""Asking several times a minute whether a listener's Spotify is due (the worker does)."""

import threading

import structlog

from assistant.connections import bringing, polling
from assistant.core.settings import Settings
from assistant.core.unit_of_work import OpenUow

log = structlog.get_logger(__name__)
_EVERY_S = 15.0


def keep_polling(open_uow: OpenUow, settings: Settings) -> None:
    """Begin asking, in a thread that ends with the process; several workers start one job."""
    threading.Thread(target=_loop, args=(open_uow, settings), name="poll", daemon=True).start()


def _loop(open_uow: OpenUow, settings: Settings) -> None:
    pause = threading.Event()
    while True:
        try:
            with open_uow() as uow:
                polling.start_due(uow, settings)
                bringing.resume_due(uow, settings)
        except Exception:
            log.exception("whose Spotify is due could not be looked up")
        pause.wait(_EVERY_S)
