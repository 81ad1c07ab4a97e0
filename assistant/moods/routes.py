"""REST of the mood log: `/mood`."""

from datetime import date
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Request, status

from assistant.core.crypto import Vault
from assistant.core.http import ActorDep, CursorParam, LimitParam, UowDep, part_of
from assistant.core.pagination import Page
from assistant.moods import service
from assistant.moods import statistics as numbers
from assistant.moods.schemas import (
    CalendarDay,
    CurrentMood,
    Group,
    MoodChange,
    MoodIn,
    MoodView,
    Statistics,
    Vocabulary,
)

router = APIRouter(prefix="/mood", tags=["Mood"])


def _vault(request: Request) -> Vault:
    vault: Vault = part_of(request, "vault")
    return vault


VaultDep = Annotated[Vault, Depends(_vault)]
From = Annotated[date | None, Query(alias="from", description="first local day")]
To = Annotated[date | None, Query(alias="to", description="last local day")]


@router.post("/record", status_code=status.HTTP_201_CREATED)
def record(uow: UowDep, vault: VaultDep, actor: ActorDep, data: MoodIn) -> MoodView:
    """Log how you feel: valence and arousal, or four amounts of any sum."""
    return service.record(uow, vault, actor, data)


@router.get("/records")
def list_entries(
    uow: UowDep,
    vault: VaultDep,
    actor: ActorDep,
    limit: LimitParam = 50,
    cursor: CursorParam = None,
    first: From = None,
    last: To = None,
) -> Page[MoodView]:
    """List your entries, newest first."""
    return service.list_entries(
        uow, vault, actor, limit=limit, cursor=cursor, first_day=_number(first),
        last_day=_number(last),
    )  # fmt: skip


@router.get("/records/{entry_id}")
def get_entry(uow: UowDep, vault: VaultDep, actor: ActorDep, entry_id: UUID) -> MoodView:
    """Get one entry."""
    return service.get(uow, vault, actor, entry_id)


@router.put("/records/{entry_id}")
def change_entry(
    uow: UowDep, vault: VaultDep, actor: ActorDep, entry_id: UUID, data: MoodChange
) -> MoodView:
    """Change an entry; what is left out stays."""
    return service.change(uow, vault, actor, entry_id, data)


@router.delete("/records/{entry_id}", status_code=status.HTTP_204_NO_CONTENT)
def delete_entry(uow: UowDep, actor: ActorDep, entry_id: UUID) -> None:
    """Take an entry away; it can be restored for 30 days."""
    service.delete(uow, actor, entry_id)


@router.post("/records/{entry_id}/restore")
def restore_entry(uow: UowDep, vault: VaultDep, actor: ActorDep, entry_id: UUID) -> MoodView:
    """Bring a deleted entry back."""
    return service.restore(uow, vault, actor, entry_id)


@router.get("/vocabulary")
def vocabulary(actor: ActorDep) -> Vocabulary:
    """Get the words and activities that are offered, each word with where it lies."""
    return service.offered(actor)


@router.get("/current")
def current(uow: UowDep, actor: ActorDep) -> CurrentMood | None:
    """Get your mood now, how unsure it is and from what; null when nothing recent is known."""
    return service.current(uow, actor)


@router.get("/statistics")
def statistics(
    uow: UowDep, actor: ActorDep, first: From = None, last: To = None, group: Group = "day"
) -> Statistics:
    """Sum up a period: means by day, week or month, shares, hours, words, activities."""
    return numbers.statistics(uow, actor, first, last, group)


@router.get("/calendar")
def calendar(
    uow: UowDep, actor: ActorDep, first: From = None, last: To = None
) -> list[CalendarDay]:
    """Get the mean mood of each day."""
    return numbers.calendar(uow, actor, first, last)


def _number(day: date | None) -> int | None:
    return None if day is None else day.year * 10_000 + day.month * 100 + day.day
