"""Use cases of the catalogue's care: what may be one, merging, keeping apart, undoing.

Only moderators, and only what everybody shares: a listener's own tracks are nobody else's to touch.
"""

from collections.abc import Collection
from typing import Any
from uuid import UUID

from assistant.audit import service as audit
from assistant.catalogue import creation
from assistant.catalogue import service as catalogue
from assistant.core.actor import Actor
from assistant.core.errors import Conflict, NotFound, RuleViolated
from assistant.core.pagination import Page, next_offset, offset_of
from assistant.core.unit_of_work import UnitOfWork
from assistant.curation import repository, rules
from assistant.curation.editing import announce, begin, edit_view, entry, join, not_found
from assistant.curation.journal import put_back
from assistant.curation.rules import Entry, Kind
from assistant.curation.schemas import (
    EditView,
    EntryView,
    IdentifierRef,
    PairIn,
    ReportedName,
    ReportsView,
    SuspectsView,
)
from assistant.curation.splitting import split

COMPARED_MAX = 50_000
NAMES_MAX, FOUND_MAX, TRACKS_MAX = 50, 20, 500
__all__ = [
    "find_entries", "get_entry", "keep_apart", "list_edits", "list_suspects", "merge", "reports_of",
    "split", "tracks_of", "undo",
]  # fmt: skip


def list_suspects(
    uow: UnitOfWork, actor: Actor, kind: Kind, *, limit: int = 50, cursor: str | None = None
) -> Page[SuspectsView]:
    """Entries of the shared catalogue that may be one, the surest first (moderators)."""
    actor.require("catalogue.edit")
    offset = offset_of(cursor)
    apart = repository.kept_apart(uow.db, kind)
    pairs = [
        pair
        for pair in rules.suspects(kind, repository.entries(uow.db, kind, limit=COMPARED_MAX))
        if frozenset((pair.one.id, pair.other.id)) not in apart
    ]
    shown = pairs[offset : offset + limit]
    views = _views(uow, kind, [one for pair in shown for one in (pair.one, pair.other)])
    items = [
        SuspectsView(one=views[p.one.id], other=views[p.other.id], likeness=round(p.likeness, 3))
        for p in shown
    ]
    return Page(items=items, cursor=next_offset(offset, limit, len(pairs)), total=len(pairs))


def find_entries(uow: UnitOfWork, actor: Actor, kind: Kind, query: str) -> list[EntryView]:
    """Some entries of the shared catalogue by a part of their names (moderators)."""
    actor.require("catalogue.edit")
    search = catalogue.searched(query, whole=kind == "track")
    if not search:
        return []
    found = repository.entries(uow.db, kind, search=search, limit=FOUND_MAX)
    return list(_views(uow, kind, found).values())


def get_entry(uow: UnitOfWork, actor: Actor, kind: Kind, entry_id: UUID) -> EntryView:
    """One entry of the shared catalogue (moderators).

    Raises:
        NotFound: no such entry, merged away, or a listener's own.
    """
    actor.require("catalogue.edit")
    entry(uow, kind, entry_id)
    found = repository.entries(uow.db, kind, ids=[entry_id], limit=1)
    if not found:
        raise not_found(kind)
    return _views(uow, kind, found)[entry_id]


def tracks_of(uow: UnitOfWork, actor: Actor, kind: Kind, entry_id: UUID) -> list[EntryView]:
    """The shared tracks of an artist or album, of which some may be another's (moderators)."""
    actor.require("catalogue.edit")
    entry(uow, kind, entry_id)
    ids = repository.track_ids_of(uow.db, kind, entry_id, TRACKS_MAX)
    found = repository.entries(uow.db, "track", ids=ids, limit=TRACKS_MAX)
    return sorted(_views(uow, "track", found).values(), key=lambda one: one.name)


def reports_of(uow: UnitOfWork, actor: Actor, track_id: UUID) -> ReportsView:
    """What a track goes by, of which some may be another recording (moderators).

    Names come from everybody's plays: which names, never whose.
    """
    actor.require("catalogue.edit")
    entry(uow, "track", track_id)
    named = repository.identifiers_of(uow.db, track_id)
    names = repository.reported_names(uow.db, track_id, NAMES_MAX)
    return ReportsView(
        identifiers=[IdentifierRef(scheme=s, value=v) for s, v in named if s != "text"],
        names=[ReportedName(title=title, artist=artist) for title, artist in names],
    )


def merge(uow: UnitOfWork, actor: Actor, pair: PairIn) -> EditView:
    """Make one entry another: all that refers to it follows, its id goes on answering.

    Args:
        uow: a writing unit of work.
        actor: a moderator.
        pair: what goes, and what stays.

    Raises:
        NotFound: no such entry, merged away already, or a listener's own.
        RuleViolated: an entry with itself.
    """
    actor.require("catalogue.edit")
    gone, kept = _pair(uow, pair)
    edit = begin(uow, actor, "merge", pair.kind, gone, kept)
    join(uow, pair.kind, gone, kept, edit.id)
    audit.record(uow, actor, "catalogue.merged", object=f"{pair.kind} {pair.id}",
                 into=str(pair.into_id))  # fmt: skip
    return edit_view(edit)


def keep_apart(uow: UnitOfWork, actor: Actor, pair: PairIn) -> EditView:
    """Say that two entries are two, so that nobody is asked again.

    Raises:
        NotFound: no such entry, merged away already, or a listener's own.
        RuleViolated: an entry with itself.
    """
    actor.require("catalogue.edit")
    one, other = _pair(uow, pair)
    edit = begin(uow, actor, "apart", pair.kind, one, other)
    audit.record(uow, actor, "catalogue.kept_apart", object=f"{pair.kind} {pair.id}",
                 other=str(pair.into_id))  # fmt: skip
    return edit_view(edit)


def list_edits(
    uow: UnitOfWork, actor: Actor, *, limit: int = 50, cursor: str | None = None
) -> Page[EditView]:
    """What was merged, split and kept apart, newest first (moderators)."""
    actor.require("catalogue.edit")
    offset = offset_of(cursor)
    rows, total = repository.list_edits(uow.db, limit, offset)
    return Page(
        items=[edit_view(row) for row in rows], cursor=next_offset(offset, limit, total),
        total=total,
    )  # fmt: skip


def undo(uow: UnitOfWork, actor: Actor, edit_id: UUID) -> EditView:
    """Put everything back as it was before an edit; what came since stays where it is.

    Raises:
        NotFound: no such edit.
        Conflict: undone already, or a later edit of the same entries stands in the way.
    """
    actor.require("catalogue.edit")
    edit = repository.find_edit(uow.db, edit_id)
    if edit is None:
        raise NotFound("edit_not_found", "There is no such merge or split.")
    if edit.undone_at is not None:
        raise Conflict("already_undone", "That was undone already.")
    later = None if edit.verb == "apart" else repository.later_edit(uow.db, edit)
    if later is not None:
        raise Conflict("later_edit", "Undo first what was done to them later.",
                       edit_id=str(later.id))  # fmt: skip
    creation.lock(uow)
    kind: Kind = edit.kind  # type: ignore[assignment]
    put_back(uow.db, edit.id)
    uow.db.expire_all()
    if edit.verb == "split":
        part, whole = (repository.find(uow.db, kind, i) for i in (edit.from_id, edit.into_id))
        if part is not None and whole is not None:
            join(uow, kind, part, whole, None)
    edit.undone_at = uow.now
    announce(uow, kind, (edit.from_id, edit.into_id))
    audit.record(uow, actor, "catalogue.undone", object=f"{kind} {edit.from_id}", was=edit.verb)
    return edit_view(edit)


def _pair(uow: UnitOfWork, pair: PairIn) -> tuple[Any, Any]:
    if pair.id == pair.into_id:
        raise RuleViolated("same_entry", "These are one already.")
    return entry(uow, pair.kind, pair.id), entry(uow, pair.kind, pair.into_id)


def _views(uow: UnitOfWork, kind: Kind, found: Collection[Entry]) -> dict[UUID, EntryView]:
    counts = {}
    if kind != "track" and found:
        counts = repository.track_counts(uow.db, kind, [one.id for one in found])
    return {
        one.id: EntryView(
            id=one.id, kind=kind, name=one.name, by=", ".join(one.by),
            duration_ms=one.duration_ms, identifiers=dict(one.identifiers),
            tracks=None if kind == "track" else counts.get(one.id, 0),
        )
        for one in found
    }  # fmt: skip
