"""The audit log as one CSV file, for admins who read or keep it elsewhere."""

import csv
import io
import json
from collections.abc import Iterator

from assistant.audit import service
from assistant.audit.schemas import AdminAuditEntry, Which
from assistant.core.actor import Actor
from assistant.core.cells import plain_cell
from assistant.core.unit_of_work import OpenUow

COLUMNS = (
    "id", "at", "verb", "actor_id", "actor_name", "subject_id", "subject_name", "object",
    "address", "detail",
)  # fmt: skip
_AT_ONCE = 500


def audit_csv(open_uow: OpenUow, actor: Actor, which: Which) -> Iterator[str]:
    """What was written down, newest first, in pieces; times in UTC (admins).

    Raises:
        NotAuthenticated, Forbidden: no admin asks; before the first piece.
    """
    actor.require("audit.see")
    return _pieces(open_uow, actor, which)


def _pieces(open_uow: OpenUow, actor: Actor, which: Which) -> Iterator[str]:
    """Read a page at a time, so that neither the file nor a transaction grows with the log."""
    yield _lines([COLUMNS])
    cursor: str | None = None
    while True:
        with open_uow(read=True) as uow:
            page = service.list_all(uow, actor, limit=_AT_ONCE, cursor=cursor, which=which)
        yield _lines([_row(entry) for entry in page.items])
        cursor = page.cursor
        if cursor is None:
            return


def _lines(rows: list[tuple[str, ...]]) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerows(rows)
    return out.getvalue()


def _row(entry: AdminAuditEntry) -> tuple[str, ...]:
    values = entry.model_dump(mode="json")
    values["detail"] = json.dumps(values["detail"], ensure_ascii=False)
    return tuple(_cell(values[name]) for name in COLUMNS)


def _cell(value: object) -> str:
    """A value as text that no spreadsheet takes for a formula; nothing where it is unknown."""
    return "" if value is None else plain_cell(str(value))
