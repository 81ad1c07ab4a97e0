"""What ListenBrainz's API tells a listener's program of them: listens, what plays, feedback."""

from datetime import datetime
from typing import Any
from uuid import UUID

from assistant.auth.scrobbler import Scrobbler
from assistant.catalogue import service as catalogue
from assistant.catalogue.schemas import TrackView
from assistant.core.actor import listener
from assistant.core.unit_of_work import UnitOfWork
from assistant.scrobbles import repository, rules, service


def listens(
    uow: UnitOfWork, who: Scrobbler, min_ts: int | None, max_ts: int | None, count: int
) -> dict[str, Any]:
    """Listens between two times, both exclusive, newest first."""
    after = None if min_ts is None else _moment(min_ts + 1)
    before = None if max_ts is None else _moment(max_ts)
    rows = repository.listens(uow.db, who.user_id, after, before, count)
    tracks, names = _tracks(uow, who, {row.track_id for row in rows})
    found = [
        {
            "listened_at": _ts(row.listened_at), "inserted_at": _ts(row.created_at),
            "user_name": who.name, "recording_msid": str(row.track_id),
            "track_metadata": _metadata(tracks[row.track_id], names.get(row.track_id, {})),
        }
        for row in rows
        if row.track_id in tracks
    ]  # fmt: skip
    span = repository.span(uow.db, who.user_id)
    return {
        "count": len(found), "user_id": who.name, "listens": found,
        "oldest_listen_ts": _ts(span[0]) if span else 0,
        "latest_listen_ts": _ts(span[1]) if span else 0,
    }  # fmt: skip


def playing_now(uow: UnitOfWork, who: Scrobbler) -> dict[str, Any]:
    """What plays now, if anything."""
    now = service.playing_of(uow, who.user_id)
    found = []
    if now is not None:
        named = {"artist_name": now.artist, "track_name": now.title, "additional_info": {}}
        if now.album:
            named["release_name"] = now.album
        found = [{"playing_now": True, "track_metadata": named}]
    return {"count": len(found), "user_id": who.name, "playing_now": True, "listens": found}


def listen_count(uow: UnitOfWork, who: Scrobbler) -> dict[str, Any]:
    """How often something was heard."""
    return {"count": repository.count_listens(uow.db, who.user_id)}


def feedback(
    uow: UnitOfWork, who: Scrobbler, score: int | None, count: int, offset: int, *, metadata: bool
) -> dict[str, Any]:
    """What is loved and hated, the last first."""
    rows, total = repository.rated(uow.db, who.user_id, score, count, offset)
    tracks, names = _tracks(uow, who, {row.track_id for row in rows})
    return {
        "count": len(rows), "total_count": total, "offset": offset,
        "feedback": [
            {
                "user_id": who.name, "recording_msid": str(row.track_id),
                "recording_mbid": names.get(row.track_id, {}).get("mbid"), "score": row.rating,
                "created": _ts(row.rated_at) if row.rated_at else None,
                "track_metadata": _metadata(tracks[row.track_id], names.get(row.track_id, {}))
                if metadata else None,
            }
            for row in rows
            if row.track_id in tracks
        ],
    }  # fmt: skip


def _tracks(
    uow: UnitOfWork, who: Scrobbler, ids: set[UUID]
) -> tuple[dict[UUID, TrackView], dict[UUID, dict[str, str]]]:
    return (
        catalogue.tracks_by_id(uow, listener(who.user_id), ids),
        catalogue.identifiers_of(uow, ids) if ids else {},
    )


def _metadata(track: TrackView, names: dict[str, str]) -> dict[str, Any]:
    info: dict[str, Any] = {"recording_msid": str(track.id)}
    if track.duration_ms is not None:
        info["duration_ms"] = track.duration_ms
    info |= {
        f"{n}": names[s] for n, s in (("recording_mbid", "mbid"), ("isrc", "isrc")) if s in names
    }
    found = {"artist_name": track.artist, "track_name": track.title, "additional_info": info}
    return found | ({"release_name": track.album} if track.album else {})


def _ts(at: datetime) -> int:
    return int(at.timestamp())


def _moment(ts: int) -> datetime:
    """A time of the query, brought into those that can be stored."""
    return rules.moment(min(max(ts, 0), 32_000_000_000))
