"""What leaving and exporting look like from outside."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import BaseModel, Field

TakeoutState = Literal["waiting", "running", "ready", "failed", "expired"]


class TakeoutView(BaseModel):
    """An export of everything about a listener.

    Attributes:
        id: also that of its job, which can be watched and cancelled under /me/jobs.
        state: it can be fetched while "ready".
        done: rows written so far, of `total`.
        size: of the file, in bytes.
        expires_at: when the file is removed.
        download: where to fetch it, once ready.
        problem: once failed, why, and what to do.
    """

    id: UUID
    state: TakeoutState
    done: int
    total: int | None
    size: int
    created_at: datetime
    expires_at: datetime | None
    download: str | None
    problem: str | None


class LeaveRequest(BaseModel):
    """The wish to be deleted; the password where the account has one."""

    password: Annotated[str, Field(max_length=1000)] = ""


class Leaving(BaseModel):
    """When an account will be gone; null when it stays."""

    delete_after: datetime | None
