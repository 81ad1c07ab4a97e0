"""The audit log: written with the deed, read by whom it concerns and by admins, never changed."""

import pytest
from sqlalchemy import delete, text, update
from sqlalchemy.exc import DBAPIError
from sqlmodel import col, select

from assistant.audit import service as audit
from assistant.core.actor import SYSTEM, Actor
from assistant.models.audit import AuditEvent
from tests.support.app import App


def deed(app: App, actor: Actor, verb: str, **values: object) -> None:
    with app.open_uow() as uow:
        audit.record(uow, actor, verb, **values)  # type: ignore[arg-type]


def rows(app: App) -> list[AuditEvent]:
    with app.open_uow(read=True) as uow:
        return list(uow.db.exec(select(AuditEvent).order_by(col(AuditEvent.id))))


def mine(app: App, actor: Actor, prefix: str = "thing.") -> list[dict[str, object]]:
    items = app.client(actor).get("/users/me/audit").json()["items"]
    return [item for item in items if item["verb"].startswith(prefix)]


def test_everybody_reads_what_concerns_them_and_nothing_else(app: App) -> None:
    mara, noor, root = app.person("mara"), app.person("noor"), app.person("root", "admin")
    deed(app, mara, "thing.made", object="thing 1", size=3, nothing=None)
    deed(app, root, "thing.stopped", subject_id=mara.user_id)
    deed(app, Actor(address="203.0.113.9"), "thing.failed", subject_id=mara.user_id)
    deed(app, SYSTEM, "thing.ended", subject_id=mara.user_id)
    deed(app, noor, "thing.made")

    told = [(i["verb"], i["by"], i["address"]) for i in mine(app, mara)]
    assert told == [
        ("thing.ended", "attune", None),
        ("thing.failed", "nobody_signed_in", "203.0.113.9"),
        ("thing.stopped", "somebody_else", None),
        ("thing.made", "you", "127.0.0.1"),
    ]
    first = mine(app, mara)[-1]
    assert (first["object"], first["detail"]) == ("thing 1", {"via": "api", "size": 3})
    assert [i["verb"] for i in mine(app, noor)] == ["thing.made"]


def test_an_admin_reads_all_of_it_page_by_page(app: App) -> None:
    mara, root = app.person("mara"), app.person("root", "admin")
    for _ in range(3):
        deed(app, mara, "thing.made")
    deed(app, root, "other.done", subject_id=mara.user_id)
    client = app.client(root)
    page = client.get("/admin/audit", params={"verb": "thing", "limit": 2}).json()
    rest = client.get(
        "/admin/audit", params={"verb": "thing", "limit": 2, "cursor": page["cursor"]}
    ).json()
    assert [i["verb"] for i in page["items"] + rest["items"]] == ["thing.made"] * 3
    assert rest["cursor"] is None
    (other,) = client.get("/admin/audit", params={"verb": "other"}).json()["items"]
    assert (other["actor_name"], other["subject_name"]) == ("Root", "Mara")
    by_root = client.get("/admin/audit", params={"user_id": str(root.user_id)}).json()["items"]
    assert {i["verb"] for i in by_root} >= {"other.done"}
    assert "thing.made" not in {i["verb"] for i in by_root}


def test_listeners_and_strangers_do_not_read_everybodys(app: App) -> None:
    assert app.client(app.person("mara")).get("/admin/audit").status_code == 403
    assert app.client(Actor()).get("/admin/audit").status_code == 401
    assert app.client(Actor()).get("/users/me/audit").status_code == 401
    bad = app.client(app.person("noor")).get("/users/me/audit", params={"cursor": "x"})
    assert (bad.status_code, bad.json()["code"]) == (422, "bad_cursor")


def test_the_database_itself_keeps_the_rows(app: App) -> None:
    deed(app, app.person("mara"), "thing.made", object="thing 1")
    before = [row.model_dump() for row in rows(app)]
    for change in (
        delete(AuditEvent),
        update(AuditEvent).values(verb="thing.unmade"),
        update(AuditEvent).values(at=app.clock.at.replace(year=2001)),
        update(AuditEvent).values(object="thing 2"),
        update(AuditEvent).values(address="192.0.2.1"),
    ):
        with pytest.raises(DBAPIError, match="only added to"), app.open_uow() as uow:
            uow.db.execute(change)
    whole = (
        "TRUNCATE audit_event"
        if app.container.sql.dialect.name == "postgresql"
        else "INSERT OR REPLACE INTO audit_event (id, at, verb, object, detail) "
        "SELECT id, at, 'thing.unmade', object, detail FROM audit_event"
    )
    with pytest.raises(DBAPIError, match="only added to"), app.open_uow() as uow:
        uow.db.execute(text(whole))
    assert [row.model_dump() for row in rows(app)] == before


def test_a_deed_that_fails_leaves_no_row(app: App) -> None:
    mara, count = app.person("mara"), len(rows(app))

    def fail() -> None:
        with app.open_uow() as uow:
            audit.record(uow, mara, "thing.made")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    assert len(rows(app)) == count


def test_of_a_forgotten_person_time_verb_and_an_opaque_id_stay(app: App) -> None:
    mara, root = app.person("mara"), app.person("root", "admin")
    deed(app, mara, "thing.made", object="thing 1", name="Mara's")
    deed(app, root, "thing.stopped", subject_id=mara.user_id, object="thing 1")
    deed(app, root, "thing.kept", object="thing 2")
    with app.open_uow() as uow:
        audit.forget(uow, mara.require_user())

    made, stopped, kept = [row for row in rows(app) if row.verb.startswith("thing.")]
    assert made.actor_id == made.subject_id == stopped.subject_id
    assert made.actor_id not in (None, mara.user_id)
    assert stopped.actor_id == root.user_id
    for row in (made, stopped):
        assert (row.at, row.object, row.address, row.detail) == (app.clock.at, "", None, {})
    assert (kept.object, kept.address) == ("thing 2", "127.0.0.1")
