"""Column types that mean the same on SQLite and PostgreSQL: ids, times, texts, secrets."""

from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import (
    JSON,
    BigInteger,
    DateTime,
    Dialect,
    Integer,
    LargeBinary,
    String,
    TypeDecorator,
    Uuid,
)
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.types import TypeEngine

from analysis.composing import compose

FIRST_YEAR, LAST_YEAR = 1900, 2999
BigId = BigInteger().with_variant(Integer(), "sqlite")


class Id(TypeDecorator[UUID]):
    """A UUID: native on PostgreSQL, 16 bytes on SQLite."""

    impl = LargeBinary(16)
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """Choose the stored form."""
        if dialect.name == "postgresql":
            return dialect.type_descriptor(Uuid(as_uuid=True))
        return dialect.type_descriptor(LargeBinary(16))

    def process_bind_param(self, value: UUID | None, dialect: Dialect) -> Any:
        """Python to database."""
        if value is None or dialect.name == "postgresql":
            return value
        return value.bytes

    def process_result_value(self, value: Any, dialect: Dialect) -> UUID | None:  # noqa: ARG002 - SQLAlchemy's signature
        """Database to Python."""
        if value is None or isinstance(value, UUID):
            return value
        return UUID(bytes=bytes(value))


class UtcDateTime(TypeDecorator[datetime]):
    """An aware time in UTC; naive ones and years outside 1900-2999 are refused."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Python to database; SQLite stores no zone, so UTC is written bare."""
        if value is None:
            return None
        utc = storable(value)
        return utc.replace(tzinfo=None) if dialect.name == "sqlite" else utc

    def process_result_value(
        self,
        value: datetime | None,
        dialect: Dialect,  # noqa: ARG002 - SQLAlchemy's signature
    ) -> datetime | None:
        """Database to Python, aware in UTC."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def storable(value: datetime) -> datetime:
    """A time in UTC as `UtcDateTime` takes it.

    Raises:
        ValueError: it has no zone, or its year is out of bounds.
    """
    if value.tzinfo is None:
        raise ValueError("a time without a zone was about to be stored")
    utc = value.astimezone(UTC)
    if not FIRST_YEAR <= utc.year <= LAST_YEAR:
        raise ValueError(f"a time outside {FIRST_YEAR}-{LAST_YEAR} was about to be stored")
    return utc


class Json(TypeDecorator[Any]):
    """A JSON document; None is SQL's null."""

    impl = JSON
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """Choose the stored form."""
        kind = JSONB if dialect.name == "postgresql" else JSON
        return dialect.type_descriptor(kind(none_as_null=True))


class CleanText(TypeDecorator[str]):
    """Text in NFC without NUL and lone surrogates, cut at `length` characters when one is set."""

    impl = String
    cache_ok = True

    def __init__(self, length: int | None = None) -> None:
        super().__init__(length)
        self.cap = length

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:  # noqa: ARG002 - SQLAlchemy's signature
        """Python to database."""
        return None if value is None else clean_text(value, self.cap)


def clean_text(value: str, cap: int | None = None) -> str:
    """Bring a text into the one form that both databases take.

    Args:
        value: any text, with NULs, lone surrogates or decomposed accents.
        cap: the longest result, in characters.
    """
    if value.isascii() and "\x00" not in value:
        return value if cap is None else value[:cap]
    whole = value.replace("\x00", "").encode("utf-8", "replace").decode("utf-8")
    normal = compose(whole)
    return normal if cap is None else normal[:cap]
