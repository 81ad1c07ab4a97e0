"""Asking twice a minute whether a listen waits that may be passed on now (the worker does)."""

from assistant.core.repeating import repeat
from assistant.core.unit_of_work import OpenUow
from assistant.scrobbles import forwarding

_EVERY_S = 30.0


def keep_forwarding(open_uow: OpenUow) -> None:
    """Begin asking."""
    repeat(open_uow, _EVERY_S, "forward", forwarding.start_due)
