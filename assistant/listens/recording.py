"""Recording plays: each report is kept once, and joins the listen it means or becomes one."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from assistant.accounts import service as accounts
from assistant.catalogue import service as catalogue
from assistant.core.local_time import local_parts
from assistant.core.unit_of_work import UnitOfWork
from assistant.listens import recording_repository as repository
from assistant.listens import rules
from assistant.listens.schemas import PlayReport, Recorded
from assistant.models.listens import Listen, ListenSource


def record(uow: UnitOfWork, user_id: UUID, reports: Sequence[PlayReport]) -> Recorded:
    """Take reports of plays; the same report again changes nothing.

    A report of another source joins a listen of the same track within ± the song's duration (or
    120 s); two reports of one source are two plays.

    Args:
        uow: an open unit of work; give at most a few thousand reports at once.
        user_id: who heard them.
        reports: with title and artist.
    """
    repository.lock(uow.db, user_id)
    fresh = _fresh(uow, user_id, reports)
    skipped = {}
    for report in fresh:
        reason = rules.reason_to_skip(
            report.started_at, report.ms_played, report.track.duration_ms, uow.now
        )
        if reason:
            skipped[id(report)] = reason
    heard = sorted((r for r in fresh if id(r) not in skipped), key=lambda r: r.started_at)
    tracks = _tracks_of(uow, heard)
    placed = _place(uow, user_id, heard, tracks)
    repository.add_listens(uow.db, placed.new)
    rows = [
        _source(uow, user_id, report, state, listen_id=listen.id)
        for report, listen, state in placed.rows
    ]
    rows += [
        _source(uow, user_id, report, "skipped", reason=skipped[id(report)])
        for report in fresh
        if id(report) in skipped
    ]
    repository.add_sources(uow.db, rows)
    return Recorded(
        added=len(placed.new),
        merged=len(placed.rows) - len(placed.new),
        skipped=len(skipped),
        repeated=len(reports) - len(fresh),
        track_ids=tuple(dict.fromkeys(listen.track_id for listen in placed.new)),
    )


def _fresh(uow: UnitOfWork, user_id: UUID, reports: Sequence[PlayReport]) -> list[PlayReport]:
    """The reports that were not here, each once."""
    by_key = {(r.source, r.source_key): r for r in reversed(reports)}
    known = repository.known_keys(uow.db, user_id, by_key.keys())
    return [r for r in reports if by_key[r.source, r.source_key] is r
            and (r.source, r.source_key) not in known]  # fmt: skip


def _tracks_of(uow: UnitOfWork, heard: Sequence[PlayReport]) -> dict[int, UUID]:
    """The track of each report, made where it is new."""
    unnamed = [r for r in heard if r.track_id is None]
    made = catalogue.get_or_create_tracks(uow, [r.track for r in unnamed])
    found = {id(r): one.track_id for r, one in zip(unnamed, made, strict=True)}
    return found | {id(r): r.track_id for r in heard if r.track_id is not None}


@dataclass
class _Placed:
    """Where reports went.

    Attributes:
        rows: (report, its listen, "added" or "merged").
        by_track: listens of each track near the reports, oldest first.
        reported: which sources each listen has.
    """

    new: list[Listen] = field(default_factory=list)
    rows: list[tuple[PlayReport, Listen, str]] = field(default_factory=list)
    by_track: dict[UUID, list[Listen]] = field(default_factory=lambda: defaultdict(list))
    reported: dict[int, set[str]] = field(default_factory=lambda: defaultdict(set))


def _place(
    uow: UnitOfWork, user_id: UUID, heard: Sequence[PlayReport], tracks: dict[int, UUID]
) -> _Placed:
    placed = _Placed()
    if not heard:
        return placed
    _load(uow, user_id, heard, tracks, placed)
    zone = accounts.time_zone_of(uow, user_id)
    for report in heard:
        track_id = tracks[id(report)]
        listen = _same_play(placed, report, track_id)
        if listen is None:
            listen = _listen(uow, user_id, report, track_id, zone)
            placed.new.append(listen)
            placed.by_track[track_id].append(listen)
            placed.rows.append((report, listen, "added"))
        else:
            if listen.ms_played is None:
                listen.ms_played = report.ms_played
            placed.rows.append((report, listen, "merged"))
        placed.reported[id(listen)].add(report.source)
    return placed


def _load(
    uow: UnitOfWork,
    user_id: UUID,
    heard: Sequence[PlayReport],
    tracks: dict[int, UUID],
    placed: _Placed,
) -> None:
    """Find what was recorded near the reports, and who reported it."""
    first = min(r.started_at - rules.window(r.track.duration_ms) for r in heard)
    last = max(r.started_at + rules.window(r.track.duration_ms) for r in heard)
    near = repository.listens_between(uow.db, user_id, set(tracks.values()), first, last)
    by_number = {listen.id: listen for listen in near}
    for listen in near:
        placed.by_track[listen.track_id].append(listen)
    numbers = [number for number in by_number if number is not None]
    for number, source in repository.sources_of(uow.db, numbers):
        placed.reported[id(by_number[number])].add(source)


def _same_play(placed: _Placed, report: PlayReport, track_id: UUID) -> Listen | None:
    """The oldest listen this may mean; oldest first pairs a song on repeat in its order."""
    reach = rules.window(report.track.duration_ms)
    listens = placed.by_track[track_id]
    for listen in listens:
        near = abs(listen.listened_at - report.started_at) <= reach
        if near and report.source not in placed.reported[id(listen)]:
            return listen
    return next((one for one in listens if one.listened_at == report.started_at), None)


def _listen(
    uow: UnitOfWork, user_id: UUID, report: PlayReport, track_id: UUID, zone: str
) -> Listen:
    offset, day, hour = local_parts(report.started_at, zone)
    return Listen(
        user_id=user_id, track_id=track_id, listened_at=report.started_at, utc_offset_min=offset,
        local_day=day, local_hour=hour, ms_played=report.ms_played, created_at=uow.now,
    )  # fmt: skip


def _source(
    uow: UnitOfWork,
    user_id: UUID,
    report: PlayReport,
    state: str,
    *,
    reason: str | None = None,
    listen_id: int | None = None,
) -> ListenSource:
    return ListenSource(
        user_id=user_id, source=report.source, source_key=report.source_key,
        import_id=report.import_id, started_at=report.started_at, ended_at=report.ended_at,
        ms_played=report.ms_played, track_name=report.track.title,
        artist_name=report.track.artists[0] if report.track.artists else "",
        album_name=report.track.album, identifiers=_identifiers(report),
        context=report.context, state=state, reason=reason, listen_id=listen_id,
        created_at=uow.now,
    )  # fmt: skip


def _identifiers(report: PlayReport) -> dict[str, Any]:
    track = report.track
    given = {"spotify": track.spotify_id, "isrc": track.isrc, "mbid": track.mbid}
    return {scheme: value for scheme, value in given.items() if value}
