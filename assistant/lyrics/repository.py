"""All SQL of lyrics."""

from collections.abc import Collection, Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import delete
from sqlmodel import Session, col, select

from assistant.core.upsert import insert_new
from assistant.models.lyrics import Lyrics

_CHANGING = (
    "provider_ref", "state", "text", "synced", "text_sha256", "language", "fetched_at",
    "retry_after",
)  # fmt: skip


def save(db: Session, row: Lyrics) -> bool:
    """Insert a provider's answer or write it over its last one; whether the text changed.

    The same text again keeps its first reference: it came with that.
    """
    if insert_new(db, [row]):
        return True
    query = select(Lyrics).where(
        Lyrics.track_id == row.track_id,
        Lyrics.owner_key == row.owner_key,
        Lyrics.provider == row.provider,
    )
    old = db.exec(query).one()
    changed = (old.state, old.text_sha256) != (row.state, row.text_sha256)
    for name in _CHANGING:
        if changed or name != "provider_ref":
            setattr(old, name, getattr(row, name))
    db.flush()
    return changed


def list_for(db: Session, ids: Collection[UUID], owners: Sequence[str]) -> list[Lyrics]:
    """Every answer about tracks that one of `owners` has."""
    query = select(Lyrics).where(col(Lyrics.track_id).in_(ids), col(Lyrics.owner_key).in_(owners))
    return list(db.exec(query))


def delete_own(db: Session, track_id: UUID, owner_key: str) -> int:
    """Remove a listener's own texts of a track; how many there were."""
    statement = delete(Lyrics).where(
        col(Lyrics.track_id) == track_id, col(Lyrics.owner_key) == owner_key
    )
    return int(db.execute(statement).rowcount)  # type: ignore[attr-defined]


def delete_referred(db: Session, owner_key: str, provider: str, ref: str) -> list[UUID]:
    """Remove an owner's texts of one reference; their tracks."""
    mine = (Lyrics.owner_key == owner_key, Lyrics.provider == provider,
            Lyrics.provider_ref == ref)  # fmt: skip
    tracks = list(db.exec(select(Lyrics.track_id).where(*mine)))
    db.execute(delete(Lyrics).where(*mine))  # type: ignore[arg-type]  # columns, not bools
    return tracks


def settled(db: Session, ids: Collection[UUID], now: datetime) -> set[UUID]:
    """Tracks whose shared lyrics need not be asked for: there, or missed not long ago."""
    query = select(Lyrics.track_id).where(
        col(Lyrics.track_id).in_(ids),
        Lyrics.owner_key == "",
        (col(Lyrics.state) != "missing")
        | (col(Lyrics.retry_after).is_not(None) & (col(Lyrics.retry_after) > now)),
    )
    return set(db.exec(query))
