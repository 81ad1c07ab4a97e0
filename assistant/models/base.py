"""Columns that many tables share: ids, owners, times, and the six floats of a mood."""

from datetime import datetime
from typing import Any, Literal
from uuid import UUID

from sqlalchemy import CheckConstraint
from sqlmodel import Field, SQLModel

from analysis.affect import Six
from assistant.core.clock import utc_now
from assistant.core.columns import CleanText, Id, Json, UtcDateTime
from assistant.core.ids import new_id

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}
SQLModel.metadata.naming_convention = NAMING
SHARED = ""  # owner_key of what belongs to everybody on the server


def owner_key(user_id: UUID | None) -> str:
    """The owner's key as stored: '' for shared rows, else the listener's id."""
    return SHARED if user_id is None else str(user_id)


def id_key() -> Any:
    """A primary key of UUIDv7."""
    return Field(default_factory=new_id, sa_type=Id, primary_key=True)


def text(length: int, **options: Any) -> Any:
    """A text column, cleaned on the way in and cut at `length`."""
    return Field(sa_type=CleanText(length), **options)


def long_text(**options: Any) -> Any:
    """A text column without a cap of its own; its service checks the size."""
    return Field(sa_type=CleanText(), **options)


def ref(
    target: str, *, on_delete: Literal["CASCADE", "SET NULL"] = "CASCADE", **options: Any
) -> Any:
    """A foreign key to a UUID."""
    return Field(sa_type=Id, foreign_key=target, ondelete=on_delete, **options)


def time(**options: Any) -> Any:
    """An aware UTC time."""
    return Field(sa_type=UtcDateTime, **options)


def json(**options: Any) -> Any:
    """A JSON document that no query filters on."""
    return Field(sa_type=Json, **options)


class Created(SQLModel):
    """When the row was made."""

    created_at: datetime = time(default_factory=utc_now)


class SixColumns(SQLModel):
    """A mood in both forms; what was entered stays as entered, the rest is derived once."""

    valence: float
    arousal: float
    happy: float
    sad: float
    angry: float
    relaxed: float

    @property
    def six(self) -> Six:
        """The mood as a value."""
        return Six(self.valence, self.arousal, self.happy, self.sad, self.angry, self.relaxed)


class MaybeSixColumns(SQLModel):
    """A mood that may be unknown: then all six are null."""

    valence: float | None = None
    arousal: float | None = None
    happy: float | None = None
    sad: float | None = None
    angry: float | None = None
    relaxed: float | None = None

    @property
    def six(self) -> Six | None:
        """The mood as a value, or None."""
        values = (self.valence, self.arousal, self.happy, self.sad, self.angry, self.relaxed)
        known = [v for v in values if v is not None]
        return Six(*known) if len(known) == len(values) else None


def six_checks() -> tuple[CheckConstraint, ...]:
    """The bounds of the six (nulls pass)."""
    shares = " AND ".join(f"{m} BETWEEN 0 AND 1" for m in ("happy", "sad", "angry", "relaxed"))
    return (
        CheckConstraint("valence BETWEEN -1 AND 1", name="valence"),
        CheckConstraint("arousal BETWEEN -1 AND 1", name="arousal"),
        CheckConstraint(shares, name="shares"),
        CheckConstraint("happy + sad + angry + relaxed BETWEEN 0.999 AND 1.001", name="shares_sum"),
    )


def six_values(six: Six) -> dict[str, Any]:
    """The six by column name."""
    return {
        "valence": six.valence, "arousal": six.arousal, "happy": six.happy, "sad": six.sad,
        "angry": six.angry, "relaxed": six.relaxed,
    }  # fmt: skip
