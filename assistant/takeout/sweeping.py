"""Asking once a minute whether an account or an export is due to be deleted (the worker does)."""

from itertools import count

from assistant.core.repeating import repeat
from assistant.core.unit_of_work import OpenUow, UnitOfWork
from assistant.takeout import service
from assistant.takeout.rules import Places

_EVERY_S, _FILES_EVERY = 60.0, 60


def keep_sweeping(open_uow: OpenUow, places: Places) -> None:
    """Begin asking; folders are looked through at once and then once an hour."""
    turns = count()

    def start_due(uow: UnitOfWork) -> None:
        service.start_sweep(uow, None if next(turns) % _FILES_EVERY else places)

    repeat(open_uow, _EVERY_S, "sweep", start_due)
