"""What a row of the audit log looks like to the person it concerns, and to an admin."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal
from uuid import UUID

from pydantic import BaseModel

from assistant.audit.kinds import Kind

By = Literal["you", "somebody_else", "attune", "nobody_signed_in"]


@dataclass(frozen=True, slots=True)
class Which:
    """Which rows of the log are wanted; everything unless something is given.

    Attributes:
        kind: only deeds of a kind.
        verb: only verbs that begin so, such as "sign_in".
        user_id: only what somebody did or what was done to them.
        since: not before this moment.
        until: before this moment.
    """

    kind: Kind | None = None
    verb: str = ""
    user_id: UUID | None = None
    since: datetime | None = None
    until: datetime | None = None


class AuditEntry(BaseModel):
    """A deed as the person it concerns reads it.

    Attributes:
        id: grows with time.
        at: when.
        verb: what was done, such as "sign_in.failed".
        by: who did it.
        object: to what, such as "connection spotify"; may be empty.
        address: from where; null when it was somebody else signed in, or Attune itself.
        detail: short facts, such as the way it was asked for ("via").
    """

    id: int
    at: datetime
    verb: str
    by: By
    object: str
    address: str | None
    detail: dict[str, Any]


class AdminAuditEntry(BaseModel):
    """A deed as an admin reads it; names are null for strangers, Attune and deleted accounts."""

    id: int
    at: datetime
    verb: str
    actor_id: UUID | None
    actor_name: str | None
    subject_id: UUID | None
    subject_name: str | None
    object: str
    address: str | None
    detail: dict[str, Any]
