"""Asking now and then whether songs came that MusicBrainz was not asked about (the worker does)."""

from assistant.core.repeating import repeat
from assistant.core.unit_of_work import OpenUow
from assistant.metadata import service

_EVERY_S = 600.0


def keep_asking(open_uow: OpenUow) -> None:
    """Begin."""
    repeat(open_uow, _EVERY_S, "metadata", service.start_rested)
