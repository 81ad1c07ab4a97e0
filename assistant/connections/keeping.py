"""Asking several times a minute whether a listener's Spotify is due (the worker does)."""

from assistant.connections import bringing, polling
from assistant.core.repeating import repeat
from assistant.core.settings import Settings
from assistant.core.unit_of_work import OpenUow, UnitOfWork

_EVERY_S = 15.0


def keep_polling(open_uow: OpenUow, settings: Settings) -> None:
    """Begin asking."""

    def start_due(uow: UnitOfWork) -> None:
        polling.start_due(uow, settings)
        bringing.resume_due(uow, settings)

    repeat(open_uow, _EVERY_S, "poll", start_due)
