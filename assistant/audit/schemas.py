"""What a row of the audit log looks like to the person it concerns, and to an admin."""

from datetime import datetime
from typing import Any, Literal
from uuid import UUID

from pydantic import BaseModel

By = Literal["you", "somebody_else", "attune", "nobody_signed_in"]


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
