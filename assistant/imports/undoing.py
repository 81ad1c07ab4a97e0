"""Undoing an import: what it reported, and what nobody else reported; a bit at a time."""

from collections.abc import Callable
from uuid import UUID

from assistant.core.unit_of_work import OpenUow
from assistant.imports import repository
from assistant.imports.songs import PROVIDER
from assistant.library import service as library
from assistant.listens import service as listens
from assistant.lyrics import service as lyrics

ROWS_AT_ONCE = 5_000


def undo(open_uow: OpenUow, import_id: UUID, after: Callable[[int], None]) -> dict[str, int]:
    """Take out what an import brought; killed and run again, it goes on.

    Plays that another source reports as well stay. So do songs that were rated since.

    Args:
        open_uow: opens units of work, one a batch.
        import_id: of an import that is read.
        after: called after each batch with the number of reports removed; may raise to stop.

    Returns:
        How many reports, listens and library songs went.
    """
    gone = {"reports": 0, "listens": 0, "songs": 0}
    with open_uow(read=True) as uow:
        run = repository.find(uow.db, import_id)
    if run is None or run.state == "undone":
        return gone
    while True:
        with open_uow() as uow:
            reports, heard = listens.forget_some(uow, run.user_id, import_id, ROWS_AT_ONCE)
        gone["reports"] += reports
        gone["listens"] += heard
        if reports == 0:
            break
        after(gone["reports"])
    with open_uow() as uow:
        gone["songs"] = library.remove_imported(uow, run.user_id, import_id)
        lyrics.forget(uow, run.user_id, PROVIDER, str(import_id))
        found = repository.find(uow.db, import_id)
        if found is not None:
            found.state, found.undone_at = "undone", uow.now
    return gone
