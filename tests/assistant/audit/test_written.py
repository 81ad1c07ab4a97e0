"""What is written down by itself: sign-ins, sign-outs, accounts, admins' acts."""

import pytest
from sqlmodel import col, select

from assistant.auth import service as auth
from assistant.auth.schemas import Credentials, Registration
from assistant.core.actor import Actor
from assistant.core.credentials import Seen
from assistant.core.errors import NotAuthenticated
from assistant.jobs import service as jobs
from assistant.jobs.schemas import JobSpec
from assistant.models.audit import AuditEvent
from tests.support.app import App

PASSWORD = "correct horse battery staple"
HOME = Seen(address="127.0.0.1", user_agent="Firefox/140 Linux")
FAR = Seen(address="203.0.113.9")


def written(app: App) -> list[tuple[str, str | None]]:
    """Verb and address of every row, oldest first."""
    with app.open_uow(read=True) as uow:
        rows = uow.db.exec(select(AuditEvent).order_by(col(AuditEvent.id)))
        return [(row.verb, row.address) for row in rows]


def registered(app: App) -> Actor:
    data = Registration(email="mara@example.com", password=PASSWORD, display_name="Mara")
    account = auth.register(app.open_uow, app.container.auth, HOME, data)
    assert account is not None
    return Actor(user_id=account.id, role=account.role, address="127.0.0.1")


def test_sign_ins_good_and_failed_and_the_ends_of_them(app: App) -> None:
    mara = registered(app)
    right = Credentials(email="mara@example.com", password=PASSWORD)
    wrong = Credentials(email="mara@example.com", password="not this one at all")
    nobody = Credentials(email="nobody@example.com", password=PASSWORD)
    first = auth.login(app.open_uow, app.container.auth, HOME, right)
    for data in (wrong, nobody):
        with pytest.raises(NotAuthenticated):
            auth.login(app.open_uow, app.container.auth, FAR, data)
    client = app.client()
    pair = {"refresh_token": first.refresh_token}
    assert client.post("/auth/refresh", json=pair).status_code == 200
    assert client.post("/auth/refresh", json=pair).status_code == 401
    app.client(mara).post("/auth/logout-all")
    assert written(app) == [
        ("account.made", "127.0.0.1"), ("sign_in.done", "127.0.0.1"),
        ("sign_in.failed", "203.0.113.9"), ("sign_in.failed", "203.0.113.9"),
        ("sign_in.reused", None), ("sign_out.everywhere", "127.0.0.1"),
    ]  # fmt: skip
    listed = app.client(mara).get("/users/me/audit").json()
    assert [i["verb"] for i in listed["items"]].count("sign_in.failed") == 1
    assert PASSWORD not in str(listed)


def test_what_an_admin_does_to_the_index_and_to_others_work(app: App) -> None:
    mara, root = app.person("mara"), app.person("root", "admin")
    with app.open_uow() as uow:
        job = jobs.start(uow, mara.require_user(), JobSpec("imports.undo", "quick"))
        own = jobs.start(uow, root.require_user(), JobSpec("imports.undo", "quick", {}, "own"))
    client = app.client(root)
    for path in (f"/admin/jobs/{job}/cancel", f"/admin/jobs/{own}/cancel", "/admin/index/rebuild"):
        assert client.post(path).status_code in (200, 202)
    verbs = [i["verb"] for i in client.get("/admin/audit").json()["items"]]
    assert verbs == ["index.rebuild_asked", "job.cancelled", "account.made", "account.made"]
    told = app.client(mara).get("/users/me/audit").json()["items"][0]
    assert (told["verb"], told["by"], told["address"], told["object"]) == (
        "job.cancelled", "somebody_else", None, f"job {job}",
    )  # fmt: skip


def test_a_changed_name_leaves_the_word_that_it_changed_and_not_the_name(app: App) -> None:
    mara = app.person("mara")
    app.client(mara).put("/users/me", json={"display_name": "Marama"})
    row = app.client(mara).get("/users/me/audit").json()["items"][0]
    assert (row["verb"], row["object"]) == ("account.changed", "display_name")
    assert "Marama" not in str(row)
