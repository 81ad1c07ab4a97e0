"""Roles: changed by an admin with their password, at once, told by mail, never the last admin's."""

from typing import Any

import pytest

from assistant.accounts import service as accounts
from assistant.auth import passwords
from assistant.core.actor import Actor
from tests.support.app import App
from tests.support.letters import letters_in

PASSWORD = "harbour lamp at low water"


@pytest.fixture
def root(app: App) -> Actor:
    return with_password(app, app.person("root", "admin"))


def with_password(app: App, person: Actor) -> Actor:
    with app.open_uow() as uow:
        accounts.set_password(uow, person.require_user(), passwords.hashed(PASSWORD))
    return person


def put(app: App, by: Actor, of: Actor, role: str, password: str = PASSWORD) -> Any:
    path, body = f"/admin/users/{of.user_id}/role", {"role": role, "current_password": password}
    return app.client(by).put(path, json=body)


def role_of(app: App, person: Actor) -> str:
    return str(app.client(person).get("/users/me").json()["role"])


def test_a_change_holds_at_once_and_the_sign_in_stays(app: App, root: Actor) -> None:
    app.person("mara")
    with app.open_uow() as uow:
        user = accounts.find_by_email_key(uow, "mara@example.com")
        assert user is not None
        mara = Actor(user_id=user.id)
    with_password(app, mara)
    client = app.client()
    sign_in = {"email": "mara@example.com", "password": PASSWORD}
    pair = client.post("/auth/login", json=sign_in).json()
    headers = {"Authorization": f"Bearer {pair['access_token']}"}
    told = []
    for role in ("moderator", "admin", "listener"):
        assert put(app, root, mara, role).json()["role"] == role
        told.append(
            [client.get(p, headers=headers).status_code for p in ("/admin/users", "/admin/audit")]
        )
    assert told == [[200, 403], [200, 200], [403, 403]]


def test_it_is_written_down_and_mailed_to_whom_it_concerns(app: App, root: Actor) -> None:
    mara = app.person("mara")
    put(app, root, mara, "moderator")
    put(app, root, mara, "moderator")  # is one already: nothing happens
    app.run_jobs()
    (letter,) = letters_in(app.container.settings.outbox_dir)
    assert (letter["To"], letter["Subject"]) == (
        "mara@example.com",
        "Your role was changed · Attune",
    )
    rows = app.client(mara).get("/users/me/audit").json()["items"]
    changed = [row for row in rows if row["verb"] == "account.role_changed"]
    assert [(r["by"], r["detail"]["was"], r["detail"]["role"]) for r in changed] == [
        ("somebody_else", "listener", "moderator")
    ]


def test_the_last_admin_stays_one(app: App, root: Actor) -> None:
    refused = put(app, root, root, "listener")
    assert (refused.status_code, refused.json()["code"]) == (409, "last_admin")
    mara = app.person("mara")
    put(app, root, mara, "admin")
    assert put(app, root, root, "listener").status_code == 200
    assert (role_of(app, root), role_of(app, mara)) == ("listener", "admin")


@pytest.mark.parametrize("role", ["listener", "moderator"])
def test_only_an_admin_changes_a_role(app: App, root: Actor, role: Any) -> None:
    noor = with_password(app, app.person("noor", role))
    refused = put(app, noor, noor, "admin")
    assert (refused.status_code, refused.json()["code"]) == (403, "admin_only")
    assert role_of(app, noor) == role


def test_without_the_password_nothing_changes(app: App, root: Actor) -> None:
    mara = app.person("mara")
    refused = put(app, root, mara, "admin", "not this one")
    assert (refused.status_code, refused.json()["code"]) == (422, "current_password_wrong")
    assert role_of(app, mara) == "listener"


def test_moderators_see_names_and_admins_addresses_too(app: App, root: Actor) -> None:
    mo, _ = app.person("mo", "moderator"), app.person("mara")
    seen = app.client(mo).get("/admin/users").json()
    assert [(p["display_name"], p["role"], p["email"]) for p in seen["items"]] == [
        ("Root", "admin", None), ("Mo", "moderator", None), ("Mara", "listener", None),
    ]  # fmt: skip
    assert "@" not in str(seen)
    admin = app.client(root)
    first = admin.get("/admin/users", params={"limit": 2}).json()
    rest = admin.get("/admin/users", params={"limit": 2, "cursor": first["cursor"]}).json()
    assert [p["email"] for p in first["items"] + rest["items"]] == [
        "root@example.com", "mo@example.com", "mara@example.com",
    ]  # fmt: skip
    assert (first["total"], rest["cursor"]) == (3, None)
    found = [
        [
            p["display_name"]
            for p in client.get("/admin/users", params={"search": text}).json()["items"]
        ]
        for client, text in ((admin, "MARA@"), (app.client(mo), "mara@"), (app.client(mo), "mar"))
    ]
    assert found == [["Mara"], [], ["Mara"]]
