"""The listening history as a file, a piece at a time: a table, or JSON."""

import csv
import io
import json
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from assistant.catalogue import service as catalogue
from assistant.core.actor import Actor
from assistant.core.cells import plain_cell
from assistant.core.unit_of_work import OpenUow
from assistant.listens import browsing
from assistant.listens import history_repository as repository
from assistant.listens.recording_repository import sources_of
from assistant.listens.schemas import HistoryFilters

COLUMNS = ("listened_at", "title", "artist", "album", "ms_played", "track_id", "sources")
_AT_ONCE = 1_000
Line = dict[str, Any]


def history_csv(open_uow: OpenUow, actor: Actor, filters: HistoryFilters) -> Iterator[str]:
    """What the actor heard as CSV, newest first; times in UTC.

    Args:
        open_uow: opens units of work, one a piece: who adds plays meanwhile is not held up.
        actor: whose history.
        filters: which part of it.

    Raises:
        RuleViolated: the span ends before it begins.
    """
    return _table(_pieces(open_uow, actor, filters))


def history_json(open_uow: OpenUow, actor: Actor, filters: HistoryFilters) -> Iterator[str]:
    """The same as one JSON array.

    Raises:
        RuleViolated: the span ends before it begins.
    """
    return _array(_pieces(open_uow, actor, filters))


def _pieces(open_uow: OpenUow, actor: Actor, filters: HistoryFilters) -> Iterator[list[Line]]:
    """Checked before the first piece is asked for: afterwards no error can be told."""
    actor.require_user("music:read")
    browsing.check(filters)
    return _read(open_uow, actor, filters)


def _read(open_uow: OpenUow, actor: Actor, filters: HistoryFilters) -> Iterator[list[Line]]:
    before: tuple[datetime, int] | None = None
    user_id = actor.require_user("music:read")
    while True:
        with open_uow(read=True) as uow:
            rows = repository.listens(uow.db, user_id, filters, before, _AT_ONCE)
            tracks = catalogue.tracks_by_id(uow, actor, {row.track_id for row in rows})
            sources = sources_of(uow.db, [row.id for row in rows if row.id])
        lines = []
        for row in rows:
            track = tracks.get(row.track_id)
            names = (track.title, track.artist, track.album or "") if track else ("", "", "")
            told = sorted(sources.get(row.id or 0, ()))
            values = (
                row.listened_at.isoformat(), *names, row.ms_played, str(row.track_id), told,
            )  # fmt: skip
            lines.append(dict(zip(COLUMNS, values, strict=True)))
        yield lines
        if len(rows) < _AT_ONCE:
            return
        before = (rows[-1].listened_at, rows[-1].id or 0)


def _table(pieces: Iterator[list[Line]]) -> Iterator[str]:
    out = io.StringIO()
    table = csv.writer(out, lineterminator="\r\n")
    table.writerow(COLUMNS)
    for lines in pieces:
        for line in lines:
            table.writerow(_cell(value) for value in line.values())
        yield out.getvalue()
        out.seek(0)
        out.truncate()


def _cell(value: Any) -> Any:
    if isinstance(value, list):
        return " ".join(value)
    return plain_cell(value) if isinstance(value, str) else value


def _array(pieces: Iterator[list[Line]]) -> Iterator[str]:
    first = True
    for lines in pieces:
        texts = [json.dumps(line, ensure_ascii=False) for line in lines]
        yield ("[\n" if first else ",\n" if texts else "") + ",\n".join(texts)
        first = False
    yield "\n]\n"
