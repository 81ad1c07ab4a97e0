"""Conditions the embedded engine cannot express, or would misread, are refused."""

from datetime import date

import pytest
from qdrant_client import models as m

from vectorstore.edge_translate import to_filter
from vectorstore.errors import InvalidRequest


@pytest.mark.parametrize("value", [True, False])
def test_a_bool_is_refused_since_the_engine_would_match_an_integer(value: bool) -> None:
    condition = m.FieldCondition(key="explicit", match=m.MatchValue(value=value))
    for wanted in (
        m.Filter(must=[condition]),
        m.Filter(must_not=condition),
        m.Filter(should=[m.Filter(must=[condition])]),
    ):
        with pytest.raises(InvalidRequest, match="0 or 1"):
            to_filter(wanted)


@pytest.mark.parametrize(
    "condition",
    [
        m.FieldCondition(key="title", match=m.MatchText(text="x")),
        m.FieldCondition(key="at", range=m.DatetimeRange(gte=date(2020, 1, 1))),
        m.FieldCondition(key="genre", values_count=m.ValuesCount(gte=2)),
        m.FieldCondition(key="year", match=m.MatchValue(value=1), range=m.Range(gte=1)),
        m.IsNullCondition(is_null=m.PayloadField(key="year")),
    ],
)
def test_what_is_not_translated_is_refused_and_not_ignored(condition: m.Condition) -> None:
    with pytest.raises(InvalidRequest, match="cannot filter by"):
        to_filter(m.Filter(must=[condition]))
    with pytest.raises(InvalidRequest):
        to_filter(m.Filter(min_should=m.MinShould(conditions=[condition], min_count=1)))


def test_what_is_translated_keeps_its_meaning() -> None:
    translated = to_filter(
        m.Filter(
            must=[
                m.FieldCondition(key="genre", match=m.MatchAny(any=["pop", "rock"])),
                m.FieldCondition(key="year", range=m.Range(gte=1980, lt=1990)),
                m.HasIdCondition(has_id=["00000000-0000-0000-0000-000000000001", 7]),
            ],
            must_not=[m.FieldCondition(key="explicit", match=m.MatchValue(value=1))],
        )
    )
    assert translated is not None
    assert (len(translated.must or []), len(translated.must_not or [])) == (3, 1)
    assert to_filter(None) is None
