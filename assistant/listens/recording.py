"""Recording plays: each report is kept once, and joins the listen it means or becomes one."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from uuid import UUID

from assistant.accounts import service as accounts
from assistant.catalogue import service as catalogue
from assistant.core.local_time import local_parts
from assistant.core.unit_of_work import UnitOfWork
from assistant.listens import recording_repository as repository
from assistant.listens import rules
from assistant.listens.placing import Heard, Places
from assistant.listens.recording_repository import Kept
from assistant.listens.schemas import PlayReport, Recorded

TAKEN_OUT = "taken_out"


def record(uow: UnitOfWork, user_id: UUID, reports: Sequence[PlayReport]) -> Recorded:
    """Take reports of plays; the same report again changes nothing.

    A report of another source joins a listen of the same track that means the same play
    (`rules.same_play`); two reports of one source are two plays. What the listener took out does
    not come back by another source, nor does the song that a play was not.

    Args:
        uow: an open unit of work; give at most some ten thousand reports at once.
        user_id: who heard them.
        reports: with title and artist.
    """
    repository.lock(uow.db, user_id)
    fresh = _fresh(uow, user_id, reports)
    skipped = _skipped(uow, fresh)
    heard = [r for r in fresh if id(r) not in skipped]
    heard.sort(key=lambda r: r.started_at)
    tracks = _tracks_of(uow, heard)
    places = Places(_near(uow, user_id, heard, tracks))
    placed = {id(r): places.put(r, tracks[id(r)]) for r in heard}
    skipped |= {key: TAKEN_OUT for key, (one, _) in placed.items() if one.is_out}
    _write(uow, user_id, places)
    reports_kept = [_kept(r, placed.get(id(r)), skipped.get(id(r))) for r in fresh]
    repository.add_reports(uow.db, user_id, reports_kept, uow.now)
    return Recorded(
        added=len(places.new),
        merged=len(fresh) - len(skipped) - len(places.new),
        skipped=len(skipped),
        repeated=len(reports) - len(fresh),
        track_ids=tuple(dict.fromkeys(one.track_id for one in places.new)),
        reasons=Counter(skipped.values()),
        repeated_rows=_rows_of(reports, fresh),
    )


def _fresh(uow: UnitOfWork, user_id: UUID, reports: Sequence[PlayReport]) -> list[PlayReport]:
    """The reports that were not here, each once."""
    by_key: dict[tuple[str, str], PlayReport] = {}
    for report in reports:
        by_key.setdefault((report.source, report.source_key), report)
    known = repository.known_keys(uow.db, user_id, by_key.keys())
    return [report for key, report in by_key.items() if key not in known]


def _rows_of(reports: Sequence[PlayReport], fresh: Sequence[PlayReport]) -> tuple[int, ...]:
    """The rows of those reports that were here already."""
    if len(reports) == len(fresh):
        return ()
    taken = set(map(id, fresh))
    return tuple(r.row_no for r in reports if id(r) not in taken and r.row_no is not None)


def _skipped(uow: UnitOfWork, reports: Sequence[PlayReport]) -> dict[int, str]:
    """Why reports are no listens."""
    now = uow.now
    reasons = (
        (id(r), rules.reason_to_skip(r.started_at, r.ms_played, r.track.duration_ms, now))
        for r in reports
    )
    return {key: reason for key, reason in reasons if reason}


def _tracks_of(uow: UnitOfWork, heard: Sequence[PlayReport]) -> dict[int, UUID]:
    """The track of each report, made where it is new; reports that share names ask once."""
    unnamed = {id(r.track): r.track for r in heard if r.track_id is None}
    made = catalogue.get_or_create_tracks(uow, list(unnamed.values()))
    found = {key: one.track_id for key, one in zip(unnamed, made, strict=True)}
    for report in heard:
        report.track_id = report.track_id or found[id(report.track)]
    return {id(r): r.track_id for r in heard if r.track_id is not None}


def _near(
    uow: UnitOfWork, user_id: UUID, heard: Sequence[PlayReport], tracks: Mapping[int, UUID]
) -> list[Heard]:
    """What was recorded of the same tracks near the reports, and who reported it."""
    if not heard:
        return []
    first, last = heard[0].started_at - rules.FAR, heard[-1].started_at + rules.FAR
    rows = repository.listens_between(uow.db, user_id, set(tracks.values()), first, last)
    sources = repository.sources_of(uow.db, [row.number for row in rows])
    lengths = {tracks[id(r)]: r.track.duration_ms for r in heard}
    there = [_heard(row, sources[row.number], lengths.get(row.track_id)) for row in rows]
    right = repository.put_right_between(uow.db, user_id, set(tracks.values()), first, last)
    return there + [
        replace(_heard(row, told_by, lengths.get(row.track_id)), is_put_right=True)
        for row, told_by in right
    ]


def _heard(row: repository.Row, sources: set[str], duration_ms: int | None) -> Heard:
    polled = next(iter(sources)) if sources and sources <= rules.POLLED else ""
    span = rules.span(polled, row.listened_at, None, row.ms_played, duration_ms)
    return Heard(row.track_id, span, row.ms_played, sources, row.number)


def _write(uow: UnitOfWork, user_id: UUID, places: Places) -> None:
    """Write new listens, and what others learned; days and hours are the listener's own."""
    if not places.new and not places.changed:
        return
    zone = accounts.time_zone_of(uow, user_id)
    repository.add_listens(
        uow.db, user_id, [(one, local_parts(one.start, zone)) for one in places.new], uow.now
    )
    repository.change_listens(
        uow.db, [(one, local_parts(one.start, zone)) for one in places.changed]
    )


def _kept(report: PlayReport, place: tuple[Heard, bool] | None, reason: str | None) -> Kept:
    """A report as it is kept: what it said, and what became of it."""
    if place is None or reason is not None:
        return Kept(report, "skipped", reason, None)
    listen, is_new = place
    return Kept(report, "added" if is_new else "merged", None, listen.number)
