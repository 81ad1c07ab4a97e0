"""Requests and points in the terms of the embedded engine; what it gets wrong is refused."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

import numpy as np
import qdrant_edge as edge
from qdrant_client import models

from vectorstore.blend import EXTRA
from vectorstore.errors import InvalidRequest
from vectorstore.points import VECTOR, Raw
from vectorstore.types import Vector

SCHEMAS = {
    models.PayloadSchemaType.KEYWORD: edge.PayloadSchemaType.Keyword,
    models.PayloadSchemaType.UUID: edge.PayloadSchemaType.Uuid,
    models.PayloadSchemaType.INTEGER: edge.PayloadSchemaType.Integer,
    models.PayloadSchemaType.FLOAT: edge.PayloadSchemaType.Float,
}


def to_filter(wanted: models.Filter | None) -> edge.Filter | None:
    """Translate a filter.

    Raises:
        InvalidRequest: a condition the engine lacks, or a bool (it would match as an integer).
    """
    if wanted is None:
        return None
    if wanted.min_should is not None:
        raise _unknown(wanted.min_should)
    return edge.Filter(
        must=_all(wanted.must), should=_all(wanted.should), must_not=_all(wanted.must_not)
    )


def config(dims: int) -> edge.EdgeConfig:
    """How a generation for lyric vectors of `dims` numbers is stored."""
    vector = edge.EdgeVectorParams(size=dims + EXTRA, distance=edge.Distance.Dot)
    return edge.EdgeConfig(
        vectors={VECTOR: vector},
        hnsw_config=edge.HnswIndexConfig(m=16, ef_construct=128, full_scan_threshold=10_000),
    )


def array(vector: Vector | None) -> Any:
    """A vector as the engine takes it fastest."""
    # Measured per vector: array 35 us, list 22, memoryview 12. The stubs know only lists.
    return None if vector is None else vector.data


def raw(row: edge.ScoredPoint | edge.Record, score: float = 0.0) -> Raw:
    """What the engine brought, in the store's own terms."""
    stored = row.vector[VECTOR] if isinstance(row.vector, dict) else None
    vector = None if stored is None else np.asarray(stored, dtype=np.float32)
    key = row.id if isinstance(row.id, UUID) else UUID(str(row.id))
    return Raw(key, vector, dict(row.payload or {}), score)


def _all(conditions: Any) -> list[Any] | None:
    if conditions is None:
        return None
    listed = conditions if isinstance(conditions, list) else [conditions]
    return [_condition(c) for c in listed]


def _condition(condition: object) -> Any:
    if isinstance(condition, models.Filter):
        return to_filter(condition)
    if isinstance(condition, models.HasIdCondition):
        return edge.HasIdCondition({i if isinstance(i, int) else str(i) for i in condition.has_id})
    if isinstance(condition, models.FieldCondition):
        return _field(condition)
    raise _unknown(condition)


def _field(condition: models.FieldCondition) -> edge.FieldCondition:
    said = {key for key, value in condition if value is not None} - {"key"}
    if said == {"match"}:
        return edge.FieldCondition(key=condition.key, match=_match(condition.match))
    if said == {"range"} and isinstance(condition.range, models.Range):
        r = condition.range
        return edge.FieldCondition(
            key=condition.key, range=edge.RangeFloat(gte=r.gte, gt=r.gt, lte=r.lte, lt=r.lt)
        )
    raise _unknown(condition)


def _match(match: object) -> Any:
    for kind, values, make in _MATCHES:
        if isinstance(match, kind):
            given = values(match)
            if any(isinstance(v, bool) for v in given):
                raise InvalidRequest(
                    "The embedded engine takes a bool for an integer and would match the wrong "
                    "songs. Store and ask for 0 or 1."
                )
            return make(given)
    raise _unknown(match)


def _unknown(part: object) -> InvalidRequest:
    return InvalidRequest(f"The embedded engine cannot filter by {type(part).__name__}: {part!r}.")


_MATCHES: tuple[tuple[type, Callable[[Any], list[Any]], Callable[[list[Any]], Any]], ...] = (
    (models.MatchValue, lambda m: [m.value], lambda values: edge.MatchValue(values[0])),
    (models.MatchAny, lambda m: list(m.any), edge.MatchAny),
    (models.MatchExcept, lambda m: list(m.except_), edge.MatchExcept),
)
