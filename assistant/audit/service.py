"""Use cases of the audit log: adding a deed where it is done, reading it, forgetting a person."""

from datetime import datetime
from uuid import UUID, uuid4

from assistant.audit import repository
from assistant.audit.schemas import AdminAuditEntry, AuditEntry, By, Which
from assistant.core.actor import Actor
from assistant.core.pagination import Page, decode_cursor, encode_cursor, moment_of, number_of
from assistant.core.unit_of_work import UnitOfWork
from assistant.models.audit import AuditEvent

ALL = Which()


def record(
    uow: UnitOfWork, actor: Actor, verb: str, *, subject_id: UUID | None = None, object: str = "",  # noqa: A002 - the log's word
    **detail: str | int | bool | None,
) -> None:  # fmt: skip
    """Write down a deed, in the transaction that does it.

    Args:
        uow: the unit of work of the deed.
        actor: who does it; of a failed sign-in a stranger with an address.
        verb: thing and what happens to it, such as "connection.removed".
        subject_id: whom it concerns; the actor unless given.
        object: to what, by kind and id or name, such as "job 0198…".
        detail: short facts; never a secret, a text, a mood, or what somebody typed. None is
            left out.
    """
    event = AuditEvent(
        at=uow.now, actor_id=actor.user_id, subject_id=subject_id or actor.user_id, verb=verb,
        object=object, address=actor.address or None,
        detail={"via": actor.via, **{k: v for k, v in detail.items() if v is not None}},
    )  # fmt: skip
    repository.add(uow.db, event)


def list_mine(
    uow: UnitOfWork, actor: Actor, *, limit: int, cursor: str | None = None, which: Which = ALL
) -> Page[AuditEntry]:
    """What the actor did and what was done to their account, newest first.

    The sample listener, whom many may be, sees nothing: it would be about the others.
    """
    user_id = actor.require_user()
    if actor.is_sample:
        return Page(items=[], total=0)
    rows, total = repository.concerning(uow.db, user_id, limit + 1, _place(cursor), which)
    items = [_entry(row, user_id) for row in rows[:limit]]
    return Page(items=items, cursor=_next(items, len(rows) > limit), total=total)


def list_all(
    uow: UnitOfWork, actor: Actor, *, limit: int, cursor: str | None = None, which: Which = ALL
) -> Page[AdminAuditEntry]:
    """Everything that was written down, newest first (admins).

    Args:
        uow: an open unit of work.
        actor: an admin.
        limit: rows of a page.
        cursor: from the last page.
        which: only some of it.
    """
    actor.require("audit.see")
    rows = repository.everything(uow.db, limit + 1, _place(cursor), which)
    items = [_admin_entry(event, by, about) for event, by, about in rows[:limit]]
    return Page(items=items, cursor=_next(items, len(rows) > limit))


def forget(uow: UnitOfWork, user_id: UUID) -> None:
    """Leave time, verb and an opaque id of a deleted account's rows.

    The opaque id is random and the same in all of them: they still tell of one account, and of
    nobody.
    """
    repository.forget(uow.db, user_id, uuid4())


def _place(cursor: str | None) -> tuple[datetime, int] | None:
    if cursor is None:
        return None
    at, event_id = decode_cursor(cursor, 2)
    return moment_of(at), number_of(event_id)


def _next(items: list[AuditEntry] | list[AdminAuditEntry], more: bool) -> str | None:  # noqa: FBT001 - private
    return encode_cursor(items[-1].at.isoformat(), items[-1].id) if more else None


def _entry(row: AuditEvent, reader: UUID) -> AuditEntry:
    by = _by(row, reader)
    return AuditEntry(
        id=_id(row), at=row.at, verb=row.verb, by=by, object=row.object, detail=row.detail,
        address=row.address if by in ("you", "nobody_signed_in") else None,
    )  # fmt: skip


def _by(row: AuditEvent, reader: UUID) -> By:
    if row.actor_id == reader:
        return "you"
    if row.actor_id is not None:
        return "somebody_else"
    return "attune" if row.detail.get("via") in ("job", "cli") else "nobody_signed_in"


def _admin_entry(row: AuditEvent, by: str | None, about: str | None) -> AdminAuditEntry:
    return AdminAuditEntry(
        id=_id(row), at=row.at, verb=row.verb, actor_id=row.actor_id, actor_name=by,
        subject_id=row.subject_id, subject_name=about, object=row.object, address=row.address,
        detail=row.detail,
    )  # fmt: skip


def _id(row: AuditEvent) -> int:
    assert row.id is not None  # noqa: S101 - a row that was read has one
    return row.id
