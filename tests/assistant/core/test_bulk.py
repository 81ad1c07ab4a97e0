"""Many rows at once are stored exactly as the models store them."""

from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
from sqlmodel import select

from assistant.core.bulk import insert_missing, insert_rows, take_numbers
from assistant.core.ids import new_id
from assistant.models.catalogue import Artist
from assistant.models.listens import ListenSource
from tests.support.app import NOON, App

COLUMNS = ("user_id", "source", "source_key", "started_at", "ended_at", "track_name",
           "artist_name", "identifiers", "context", "state", "created_at")  # fmt: skip
TIMES = [
    NOON,
    NOON.replace(microsecond=5),
    NOON.astimezone(timezone(timedelta(hours=-9, minutes=-30))),
    datetime(1900, 1, 1, tzinfo=UTC),
    datetime(2999, 12, 31, 23, 59, 59, 999_999, tzinfo=UTC),
]


def test_rows_are_what_the_models_would_have_written(app: App) -> None:
    mara = app.person().require_user()
    said = {"a": [1, None, "é"]}
    with app.open_uow() as uow:
        rows: list[tuple[Any, ...]] = [(mara, "bulk", str(n), at, None, "e\u0301\x00", "\ud800x", said, {}, "new", at)
                for n, at in enumerate(TIMES)]  # fmt: skip
        insert_rows(uow.db, ListenSource, COLUMNS, rows)
        for n, at in enumerate(TIMES):
            uow.db.add(ListenSource(
                user_id=mara, source="model", source_key=str(n), started_at=at,
                track_name="e\u0301\x00", artist_name="\ud800x", identifiers=said, created_at=at,
            ))  # fmt: skip
    with app.open_uow(read=True) as uow:
        found = {"bulk": [], "model": []}  # type: ignore[var-annotated]
        for row in uow.db.exec(select(ListenSource).order_by(ListenSource.source_key)):
            values = row.model_dump(exclude={"id", "source"})
            found[row.source].append(values)
    assert found["bulk"] == found["model"]
    assert [values["started_at"] for values in found["bulk"]] == TIMES


@pytest.mark.parametrize("at", [datetime(2024, 1, 1), datetime(1899, 1, 1, tzinfo=UTC)])  # noqa: DTZ001 - that is the point
def test_a_time_that_no_model_stores_is_refused(app: App, at: datetime) -> None:
    mara = app.person().require_user()
    row: tuple[Any, ...] = (mara, "bulk", "x", at, None, "a", "b", {}, {}, "new", NOON)
    with pytest.raises(Exception, match="about to be stored"), app.open_uow() as uow:
        insert_rows(uow.db, ListenSource, COLUMNS, [row])


def test_numbers_are_nobody_elses(app: App) -> None:
    mara = app.person().require_user()
    with app.open_uow() as uow:
        row = ListenSource(user_id=mara, source="m", source_key="1", started_at=NOON,
                           track_name="a", artist_name="b")  # fmt: skip
        uow.db.add(row)
        uow.db.flush()
        taken = take_numbers(uow.db, ListenSource, 3)
        assert row.id is not None
        assert (taken, min(taken) > row.id) == (sorted(set(taken)), True)


def test_what_is_there_is_left_alone(app: App) -> None:
    ids = [new_id() for _ in range(3)]
    columns = ("id", "name", "name_key", "disambiguation", "origin", "created_at")
    rows = [(i, f"N{n}", f"n{n}", "", "import", NOON) for n, i in enumerate(ids)]
    with app.open_uow() as uow:
        assert insert_missing(uow.db, Artist, columns, rows[:2]) == 2
        assert insert_missing(uow.db, Artist, columns, rows) == 1
        assert insert_missing(uow.db, Artist, columns, []) == 0
