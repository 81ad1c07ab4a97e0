"""What merging, splitting and undoing share: joining two entries, and telling who must know."""

from collections.abc import Collection
from typing import Any
from uuid import UUID

from assistant.catalogue import creation
from assistant.catalogue.events import GenresFound, TrackChanged
from assistant.core.actor import Actor
from assistant.core.errors import NotFound
from assistant.core.ids import new_id
from assistant.core.unit_of_work import UnitOfWork
from assistant.curation import repository, rules
from assistant.curation.journal import MERGED, Journal, table_of
from assistant.curation.rules import Entry, Kind
from assistant.curation.schemas import EditView
from assistant.listens import service as listens
from assistant.models.curation import CatalogueEdit
from assistant.song_moods.events import SongChanged

_FILLED: dict[Kind, tuple[str, ...]] = {
    "track": ("duration_ms", "explicit", "language", "popularity"), "album": ("cover",),
    "artist": (),
}  # fmt: skip


def join(uow: UnitOfWork, kind: Kind, gone: Any, kept: Any, edit_id: UUID | None) -> None:
    """Let one entry become another; noted for an edit, or for good when there is none."""
    twins = listens.same_plays(uow, gone.id, kept.id) if kind == "track" else {}
    table = table_of(kind)
    journal = Journal(uow.db, edit_id or new_id(), {("listen", a): b for a, b in twins.items()})
    uow.db.flush()
    before = {row.id: row.model_dump() for row in (gone, kept)}
    journal.repoint(table, gone.id, kept.id)
    learned = rules.unknown_filled(before[kept.id], before[gone.id], _FILLED[kind])
    if kind != "artist" and kept.release_date is None and gone.release_date is not None:
        learned |= {"release_date": gone.release_date, "release_precision": gone.release_precision}
    if learned:
        journal.move(table, [before[kept.id]], [learned])
    journal.move(table, [before[gone.id]], [{MERGED: kept.id}])
    if edit_id is not None:
        journal.write()
    uow.db.expire_all()
    announce(uow, kind, (gone.id, kept.id), journal.touched)


def begin(
    uow: UnitOfWork, actor: Actor, verb: str, kind: Kind, gone: Any, kept: Any
) -> CatalogueEdit:
    """Write down that an edit is made; nobody else makes tracks until it is committed."""
    creation.lock(uow)
    found = {e.id: e for e in repository.entries(uow.db, kind, ids=[gone.id, kept.id], limit=2)}
    edit = CatalogueEdit(
        verb=verb, kind=kind, from_id=gone.id, into_id=kept.id, made_by=actor.user_id,
        from_name=_name(found.get(gone.id), gone), into_name=_name(found.get(kept.id), kept),
        created_at=uow.now,
    )  # fmt: skip
    repository.add(uow.db, edit)
    return edit


def announce(
    uow: UnitOfWork, kind: Kind, ids: Collection[UUID], touched: Collection[tuple[str, UUID]] = ()
) -> None:
    """Tell the index and the moods what changed."""
    tracks = {track_id for _, track_id in touched}
    if kind == "track":
        tracks |= set(ids)
        for track_id in ids:
            uow.publish(SongChanged(track_id, ""))
            if repository.tagged(uow.db, track_id):
                uow.publish(GenresFound((track_id,), ()))
        for owner_key, track_id in touched:
            if owner_key:
                for one in {track_id, *ids}:
                    uow.publish(SongChanged(one, owner_key))
    for track_id in sorted(tracks):
        uow.publish(TrackChanged(track_id))


def entry(uow: UnitOfWork, kind: Kind, entry_id: UUID) -> Any:
    """A shared entry that was not merged away.

    Raises:
        NotFound: there is none.
    """
    found = repository.find(uow.db, kind, entry_id)
    if found is None:
        raise not_found(kind)
    return found


def not_found(kind: Kind) -> NotFound:
    """What to say of an entry that is not there, or not everybody's."""
    return NotFound(f"{kind}_not_found", f"There is no such {kind} in the shared catalogue.")


def _name(entry: Entry | None, row: Any) -> str:
    if entry is None:
        return str(getattr(row, "title", "") or row.name)
    return " – ".join(part for part in (", ".join(entry.by), entry.name) if part)


def edit_view(row: CatalogueEdit) -> EditView:
    """An edit as it is shown."""
    return EditView.model_validate(row, from_attributes=True)
