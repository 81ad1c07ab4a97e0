"""Owns how plays, reports, gaps and corrections are put into words."""

from dataclasses import dataclass, replace
from datetime import datetime
from urllib.parse import urlencode
from uuid import UUID

from assistant.accounts import service as accounts
from assistant.catalogue import service as catalogue
from assistant.connections import gaps
from assistant.core.actor import Actor
from assistant.core.errors import NotFound
from assistant.core.local_time import zone_of
from assistant.core.unit_of_work import UnitOfWork
from assistant.imports import service as imports
from assistant.listens import browsing, corrections
from assistant.listens.schemas import (
    Contribution,
    CorrectionView,
    HistoryFilters,
    ListenView,
    UncountedView,
)
from ui import routes
from ui.dates import day_words, moment_words
from ui.frame import cover_url
from ui.pages.history.models import Offer, Play, Righted, Told
from ui.songs import length_of
from ui.text.en import common
from ui.text.en import history as words

PAGE_SIZE = 50
OFFERS_AT_MOST = 6
_CORRECTIONS_SHOWN = 8
_IMPORTS_NAMED = 200


@dataclass(frozen=True, slots=True)
class Plays:
    """One page of the list; `following` is the cursor of what is older, empty at the end."""

    plays: list[Play]
    following: str


def plays_of(
    uow: UnitOfWork, actor: Actor, filters: HistoryFilters, kind: str, cursor: str
) -> Plays:
    """Read one page: plays with the gaps between them, or reports that do not count."""
    zone = accounts.time_zone_of(uow, actor.require_user())
    if kind == "uncounted":
        other = browsing.list_uncounted(
            uow, actor, filters=filters, limit=PAGE_SIZE, cursor=cursor or None
        )
        return Plays([_report(one, zone, uow.now) for one in other.items], other.cursor or "")
    found = browsing.list_listens(
        uow, actor, filters=filters, limit=PAGE_SIZE, cursor=cursor or None
    )
    moments = [item.listened_at for item in found.items]
    plays = [_play(item, zone, uow.now) for item in found.items]
    if _is_narrow(filters) or not moments:
        return Plays(plays, found.cursor or "")
    first = min(moments) if found.cursor else filters.from_at
    turned = browsing.before(cursor or None)
    last = turned[0] if turned else filters.to_at
    lost = gaps.between(uow, actor, first, last)
    marks = [(gap.to_at, _gap(gap, zone, uow.now)) for gap in lost]
    lines = [*zip(moments, plays, strict=True), *marks]
    ordered = sorted(lines, key=lambda line: (line[0], not line[1].is_gap), reverse=True)
    return Plays([line for _, line in ordered], found.cursor or "")


def told_by(uow: UnitOfWork, actor: Actor) -> list[Told]:
    """Read what each source and import reported."""
    zone = accounts.time_zone_of(uow, actor.require_user())
    names = {}
    told = browsing.contributions(uow, actor)
    if any(one.import_id for one in told):
        page = imports.list_imports(uow, actor, limit=_IMPORTS_NAMED, cursor=None)
        names = {view.id: view.file_name for view in page.items}
    return [_told(one, names, zone) for one in told]


def righted_by(uow: UnitOfWork, actor: Actor) -> list[Righted]:
    """Read what was put right last."""
    zone = accounts.time_zone_of(uow, actor.require_user())
    page = corrections.list_corrections(uow, actor, limit=_CORRECTIONS_SHOWN, cursor=None)
    return [_righted(one, zone, uow.now) for one in page.items]


def offers_for(uow: UnitOfWork, actor: Actor, letters: str) -> list[Offer]:
    """Return some songs whose names have some letters."""
    page = catalogue.list_tracks(uow, actor, query=letters, limit=OFFERS_AT_MOST)
    return [Offer(str(one.id), one.title, one.artist) for one in page.items]


def import_name(uow: UnitOfWork, actor: Actor, import_id: UUID) -> str:
    """Return what an import's file was called; a plain word when it is gone."""
    try:
        name = imports.get_import(uow, actor, import_id).file_name
    except NotFound:
        return words.AN_IMPORT
    return words.ONLY_IMPORT.format(name=name)


def file_link(path: str, filters: HistoryFilters) -> str:
    """Return where the same plays are downloaded."""
    asked = {
        "from": filters.from_at and filters.from_at.isoformat(),
        "to": filters.to_at and filters.to_at.isoformat(),
        "track_id": filters.track_id,
        "artist_id": filters.artist_id,
        "source": filters.source,
        "import_id": filters.import_id,
        "q": filters.text,
    }
    given = urlencode({name: str(value) for name, value in asked.items() if value})
    return f"{path}?{given}" if given else path


def source_words(source: str) -> str:
    """Return what a source is called."""
    return words.SOURCES.get(source, source)


def _is_narrow(filters: HistoryFilters) -> bool:
    """Whether more than time is chosen: a gap says nothing of one song or one file."""
    return replace(filters, from_at=None, to_at=None) != HistoryFilters()


def _play(item: ListenView, zone: str, now: datetime) -> Play:
    track = item.track
    return Play(
        id=str(item.id), when=moment_words(item.listened_at, zone, now),
        at=item.listened_at.isoformat(), title=track.title, artist=track.artist,
        track_id=str(track.id), artist_id=str(track.artists[0].id) if track.artists else "",
        href=routes.song(str(track.id)), cover=cover_url(track.id),
        lasted=length_of(item.ms_played), told=", ".join(map(source_words, item.sources)),
    )  # fmt: skip


def _report(one: UncountedView, zone: str, now: datetime) -> Play:
    return Play(
        when=moment_words(one.started_at, zone, now), at=one.started_at.isoformat(),
        title=one.title, artist=one.artist, lasted=length_of(one.ms_played),
        told=source_words(one.source), why=words.REASONS.get(one.reason, one.reason),
    )  # fmt: skip


def _gap(gap: gaps.Gap, zone: str, now: datetime) -> Play:
    first, last = (moment_words(at, zone, now) for at in (gap.from_at, gap.to_at))
    who = source_words("spotify_sandbox" if gap.provider == "spotify_sandbox" else "spotify_api")
    return Play(
        at=gap.to_at.isoformat(),
        is_gap=True,
        title=words.GAP.format(first=first, last=last, who=who),
    )


def _told(one: Contribution, names: dict[UUID, str], zone: str) -> Told:
    name = source_words(one.source)
    if one.import_id:
        name = f"{names.get(one.import_id, words.AN_IMPORT)} · {name}"
    return Told(
        source=one.source, import_id=str(one.import_id or ""), name=name,
        counts=words.CONTRIBUTION.format(reports=f"{one.reports:,}", listens=f"{one.listens:,}"),
        span=words.SPAN.format(first=_day(one.first_at, zone), last=_day(one.last_at, zone)),
    )  # fmt: skip


def _day(at: datetime, zone: str) -> str:
    return day_words(at.astimezone(zone_of(zone)).date(), year=True, short=True)


def _righted(one: CorrectionView, zone: str, now: datetime) -> Righted:
    title = f"{one.was.title}, {one.was.artist}" if one.was else common.UNKNOWN_MOOD
    facts = [words.CORRECTIONS[one.verb].format(title=title) if one.verb == "delete" else ""]
    facts.append(moment_words(one.listened_at, zone, now))
    if one.undone_at:
        facts.append(words.BACK)
    head = title if one.verb == "delete" else words.CORRECTIONS["song"].format(title=title)
    said = " · ".join(fact for fact in facts if fact)
    return Righted(str(one.id), head, said, can_undo=one.undone_at is None)
