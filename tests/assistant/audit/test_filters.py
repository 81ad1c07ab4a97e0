"""Looking through the audit log: by period, kind and person, page by page, and as a file."""

import csv
import io
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import event, text

from assistant.audit import repository
from assistant.audit import service as audit
from assistant.audit.kinds import KINDS
from assistant.audit.schemas import Which
from assistant.core.actor import Actor
from assistant.core.pagination import encode_cursor
from tests.support.app import App

ALL, MINE = "/admin/audit", "/users/me/audit"


@pytest.fixture
def root(app: App) -> Actor:
    return app.person("root", "admin")


def deed(app: App, actor: Actor, verb: str, **values: object) -> None:
    with app.open_uow() as uow:
        audit.record(uow, actor, verb, **values)  # type: ignore[arg-type]


def on_three_days(app: App, actor: Actor) -> list[str]:
    """Two deeds on each of three days, at the same moment; when that was."""
    at = []
    for day in ("first", "second", "third"):
        app.clock.at += timedelta(days=1)
        deed(app, actor, f"thing.{day}")
        deed(app, actor, f"thing.{day}_too")
        at.append(app.clock.at.isoformat())
    return at


def verbs(app: App, actor: Actor, path: str, **asked: str) -> list[str]:
    """The verbs that are found, over all pages of two."""
    client, found, cursor = app.client(actor), list[str](), None
    while True:
        params = {"limit": "2", **asked} | ({"cursor": cursor} if cursor else {})
        answer = client.get(path, params=params)
        assert answer.status_code == 200, answer.text
        found += [item["verb"] for item in answer.json()["items"]]
        cursor = answer.json()["cursor"]
        if cursor is None:
            return found


@pytest.mark.parametrize("path", [ALL, MINE])
def test_a_period_begins_with_its_first_moment_and_ends_before_its_last(
    app: App, root: Actor, path: str
) -> None:
    first, second, third = on_three_days(app, root)
    third_day = ["thing.third_too", "thing.third"]
    second_day = ["thing.second_too", "thing.second"]
    first_day = ["thing.first_too", "thing.first"]
    assert verbs(app, root, path, since=first) == third_day + second_day + first_day
    assert verbs(app, root, path, since=second) == third_day + second_day
    assert verbs(app, root, path, since=first, until=third) == second_day + first_day
    assert verbs(app, root, path, since=second, until=third) == second_day
    assert verbs(app, root, path, until=first) == ["account.made"]
    assert verbs(app, root, path, since=third, until=first) == []


def test_the_period_counts_in_the_total_of_ones_own(app: App, root: Actor) -> None:
    first, second, _ = on_three_days(app, root)
    answer = app.client(root).get(MINE, params={"since": first, "until": second, "limit": 1})
    assert (answer.json()["total"], len(answer.json()["items"])) == (2, 1)


@pytest.mark.parametrize("path", [ALL, MINE])
@pytest.mark.parametrize(
    "asked", [{"since": "2026-11-20T10:00:00"}, {"until": "0001-01-01T00:00:00Z"},
              {"kind": "everything"}, {"since": "yesterday"},
              {"cursor": encode_cursor("0001-01-01T00:00:00+00:00", 1)},
              {"cursor": encode_cursor("2026-11-20T10:00:00+00:00", 1 << 70)},
              {"cursor": encode_cursor("2026-11-20T10:00:00+00:00", "x")}],
)  # fmt: skip
def test_what_cannot_be_asked_for_is_said(
    app: App, root: Actor, path: str, asked: dict[str, str]
) -> None:
    assert app.client(root).get(path, params=asked).status_code == 422


def test_deeds_of_a_kind(app: App, root: Actor) -> None:
    for verb in ("sign_in.done", "account.role_changed", "secrets.rotated", "export.begun",
                 "index.paused", "passkey.used", "passkey.added"):  # fmt: skip
        deed(app, root, verb)
    found = {kind: set(verbs(app, root, ALL, kind=kind)) for kind in KINDS}
    assert found["sign_in"] == {"sign_in.done", "passkey.used"}
    assert found["ways_in"] == {"passkey.used", "passkey.added"}
    assert found["permission"] == {"account.role_changed"}
    assert found["secret"] == {"secrets.rotated"}
    assert found["export"] == {"export.begun"}
    assert found["account"] == {"account.made", "account.role_changed"}
    assert found["admin"] == {"secrets.rotated", "index.paused", "account.role_changed"}
    assert set(verbs(app, root, MINE, kind="export")) == {"export.begun"}


def test_filters_hold_together(app: App, root: Actor) -> None:
    mara = app.person("mara")
    first, second, _ = on_three_days(app, mara)
    deed(app, root, "thing.first", subject_id=mara.user_id)
    asked = {"user_id": str(mara.user_id), "verb": "thing.first", "since": first, "until": second}
    assert verbs(app, root, ALL, **asked) == ["thing.first_too", "thing.first"]


def test_the_file_has_what_the_filters_find_and_no_formula(app: App, root: Actor) -> None:
    first, second, _ = on_three_days(app, root)
    app.client(root).put("/users/me", json={"display_name": "=1+1"})
    answer = app.client(root).get("/admin/audit.csv", params={"since": first, "until": second})
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    rows = list(csv.DictReader(io.StringIO(answer.text)))
    assert [row["verb"] for row in rows] == ["thing.first_too", "thing.first"]
    assert {(row["actor_name"], row["at"][:10], row["address"]) for row in rows} == {
        ("'=1+1", first[:10], "127.0.0.1")
    }


def test_the_file_is_whole_when_the_log_is_long(
    app: App, root: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("assistant.audit.export._AT_ONCE", 2)
    on_three_days(app, root)
    rows = list(csv.DictReader(io.StringIO(app.client(root).get("/admin/audit.csv").text)))
    assert [row["verb"] for row in rows] == verbs(app, root, ALL)
    assert len(rows) == 7


def test_a_page_of_a_period_is_found_by_an_index(app: App) -> None:
    is_sqlite = app.container.sql.dialect.name == "sqlite"
    which, place = Which(since=app.clock.at, until=app.clock.at), (app.clock.at, 7)
    asked: list[tuple[str, Any]] = []
    with app.open_uow(read=True) as uow:
        if not is_sqlite:  # of a small table it would read all
            uow.db.execute(text("SET LOCAL enable_seqscan = off"))
        event.listen(
            app.container.sql, "before_cursor_execute",
            lambda _c, _k, said, values, *_: asked.append((said, values)),
        )  # fmt: skip
        repository.everything(uow.db, 50, place, which)
        said, values = asked[-1]
        explain = "EXPLAIN QUERY PLAN" if is_sqlite else "EXPLAIN"
        plan = uow.db.connection().exec_driver_sql(f"{explain} {said}", values)
        steps = " ".join(str(row) for row in plan)
    assert "ix_audit_event_at_id" in steps
    assert not is_sqlite or "TEMP B-TREE" not in steps


def test_no_file_for_others(app: App) -> None:
    assert app.client(app.person("mo", "moderator")).get("/admin/audit.csv").status_code == 403
    assert app.client().get("/admin/audit.csv").status_code == 401
