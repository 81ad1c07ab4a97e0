"""Looking again and again whether something is due, as the worker does for several features."""

import threading
from collections.abc import Callable

import structlog

from assistant.core.unit_of_work import OpenUow, UnitOfWork

log = structlog.get_logger(__name__)


def repeat(
    open_uow: OpenUow, every_s: float, name: str, what: Callable[[UnitOfWork], object]
) -> None:
    """Begin, in a thread that ends with the process; what fails is logged and done again.

    Args:
        open_uow: opens units of work, one a turn.
        every_s: seconds between two turns.
        name: of the thread, for the log.
        what: done each turn; several workers do it, so it starts a job at most once.
    """
    args = (open_uow, every_s, name, what)
    threading.Thread(target=_loop, args=args, name=name, daemon=True).start()


def _loop(
    open_uow: OpenUow, every_s: float, name: str, what: Callable[[UnitOfWork], object]
) -> None:
    pause = threading.Event()
    while True:
        try:
            with open_uow() as uow:
                what(uow)
        except Exception:
            log.exception("what is due could not be looked up", about=name)
        pause.wait(every_s)
