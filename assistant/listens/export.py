"""The listening history as one CSV file."""

import csv
import io
from datetime import datetime

from assistant.catalogue import service as catalogue
from assistant.core.actor import Actor
from assistant.core.cells import plain_cell
from assistant.core.unit_of_work import UnitOfWork
from assistant.listens import repository

COLUMNS = ("listened_at", "title", "artist", "album", "ms_played", "track_id")
_AT_ONCE = 500


def history_csv(
    uow: UnitOfWork, actor: Actor, from_at: datetime | None, to_at: datetime | None
) -> str:
    """Everything the actor heard in a span, newest first; times in UTC."""
    user_id = actor.require_user("music:read")
    out = io.StringIO()
    rows = csv.writer(out, lineterminator="\r\n")
    rows.writerow(COLUMNS)
    before: tuple[datetime, int] | None = None
    while True:
        page = repository.page(
            uow.db, user_id, _AT_ONCE, before=before, from_at=from_at, to_at=to_at
        )
        tracks = catalogue.tracks_by_id(uow, actor, {row.track_id for row in page})
        for row in page:
            track = tracks.get(row.track_id)
            names = (track.title, track.artist, track.album or "") if track else ("", "", "")
            rows.writerow(
                [row.listened_at.isoformat(), *map(plain_cell, names), row.ms_played, row.track_id]
            )
        if len(page) < _AT_ONCE:
            return out.getvalue()
        before = (page[-1].listened_at, page[-1].id or 0)
