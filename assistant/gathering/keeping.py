"""Asking twice a minute whose lyrics are to be looked up now (the worker does)."""

from assistant.core.repeating import repeat
from assistant.core.settings import Settings
from assistant.core.unit_of_work import OpenUow
from assistant.gathering import service

_EVERY_S = 30.0


def keep_gathering(open_uow: OpenUow, settings: Settings) -> None:
    """Begin asking."""
    repeat(open_uow, _EVERY_S, "gathering", lambda uow: service.start_due(uow, settings))
