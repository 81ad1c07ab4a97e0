"""The account of an import: what became of every row, as a table to download."""

import csv
import heapq
import io
from collections.abc import Iterator
from typing import Any
from uuid import UUID

from assistant.core.actor import Actor
from assistant.core.cells import plain_cell
from assistant.core.unit_of_work import OpenUow
from assistant.imports import repository, service
from assistant.imports.notes import Outcome
from assistant.listens import service as listens

COLUMNS = ("row", "to_row", "outcome", "reason", "started_at", "title", "artist", "excerpt")
_AT_ONCE = 2_000
Line = tuple[Any, ...]


def report(
    open_uow: OpenUow, actor: Actor, import_id: UUID, outcome: Outcome | None = None
) -> Iterator[str]:
    """What became of each row, in the file's order, a piece of CSV at a time.

    Rows next to each other with one fate and no play of their own share a line.

    Args:
        open_uow: opens units of work, one a piece.
        actor: whose import.
        import_id: the import.
        outcome: only rows of this fate; None for all.

    Raises:
        NotFound: no such import, or somebody else's.
    """
    with open_uow(read=True) as uow:
        service.get_import(uow, actor, import_id)
    return _pieces(open_uow, actor.require_user("music:read"), import_id, outcome)


def _pieces(
    open_uow: OpenUow, user_id: UUID, import_id: UUID, outcome: Outcome | None
) -> Iterator[str]:
    out = io.StringIO()
    table = csv.writer(out, lineterminator="\r\n")
    table.writerow(COLUMNS)
    plays = iter(()) if outcome == "refused" else _plays(open_uow, user_id, import_id)
    every = heapq.merge(plays, _notes(open_uow, import_id), key=lambda line: line[0])
    lines = (line for line in every if outcome in (None, line[2]))
    for number, line in enumerate(lines, 1):
        table.writerow(line)
        if number % _AT_ONCE == 0:
            yield out.getvalue()
            out.seek(0)
            out.truncate()
    yield out.getvalue()


def _plays(open_uow: OpenUow, user_id: UUID, import_id: UUID) -> Iterator[Line]:
    after = 0
    while True:
        with open_uow(read=True) as uow:
            rows = listens.reports_of(uow, user_id, import_id, after, _AT_ONCE)
        for row in rows:
            yield (row.row_no, row.row_no, row.state, row.reason or "", row.started_at.isoformat(),
                   plain_cell(row.track_name), plain_cell(row.artist_name), "")  # fmt: skip
        if len(rows) < _AT_ONCE:
            return
        after = rows[-1].row_no or 0


def _notes(open_uow: OpenUow, import_id: UUID) -> Iterator[Line]:
    after = 0
    while True:
        with open_uow(read=True) as uow:
            rows = repository.notes_after(uow.db, import_id, after, _AT_ONCE)
        for row in rows:
            yield (
                row.row_no,
                row.row_to,
                row.outcome,
                row.reason,
                "",
                "",
                "",
                plain_cell(row.excerpt),
            )
        if len(rows) < _AT_ONCE:
            return
        after = rows[-1].row_no
