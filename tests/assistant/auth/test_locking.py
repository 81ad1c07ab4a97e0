"""An admin lets nobody in by an account, and its owner again."""

from typing import Any

import pytest

from assistant.core.actor import Actor
from tests.support.app import App

PASSWORD = "harbour lamp at low water"
MARA = {"email": "mara@example.com", "password": PASSWORD, "display_name": "Mara"}


@pytest.fixture
def root(app: App) -> Actor:
    person = app.person("root", "admin")
    app.give_password(person, PASSWORD)
    return person


def put(app: App, by: Actor, of: Any, *, locked: bool, password: str = PASSWORD) -> Any:
    body = {"locked": locked, "current_password": password}
    return app.client(by).put(f"/admin/users/{of}", json=body)


def said(answer: Any) -> tuple[int, str]:
    return answer.status_code, answer.json()["code"]


def test_a_locked_account_is_closed_to_every_way_in_until_it_is_unlocked(
    app: App, root: Actor
) -> None:
    api = app.client()
    mara = api.post("/auth/register", json=MARA).json()["id"]
    pair = api.post("/auth/login", json=MARA).json()
    mine = {"Authorization": f"Bearer {pair['access_token']}"}
    wish = {"name": "x", "scopes": ["account:read"], "current_password": PASSWORD}
    token = api.post("/auth/tokens", json=wish, headers=mine).json()["token"]
    bearer = {"Authorization": f"Bearer {token}"}
    assert put(app, root, mara, locked=True).json()["locked"] is True
    assert api.get("/users/me", headers=mine).status_code == 401
    assert api.get("/users/me", headers=bearer).status_code == 401
    spent = api.post("/auth/refresh", json={"refresh_token": pair["refresh_token"]})
    assert spent.status_code == 401
    assert api.post("/auth/login", json=MARA).status_code == 401
    people = app.client(root).get("/admin/users").json()["items"]
    assert [p["locked"] for p in people] == [False, True]
    assert put(app, root, mara, locked=False).json()["locked"] is False
    assert api.get("/users/me", headers=mine).status_code == 401  # that sign-in was ended
    assert api.get("/users/me", headers=bearer).status_code == 200
    assert api.post("/auth/login", json=MARA).status_code == 200
    rows = app.client(root).get("/admin/audit").json()["items"]
    verbs = [row["verb"] for row in rows if row["verb"].startswith("account.")]
    assert verbs[:2] == ["account.unlocked", "account.locked"]


def test_no_admin_locks_themselves_or_the_last_one(app: App, root: Actor) -> None:
    assert said(put(app, root, root.user_id, locked=True)) == (409, "own_account")
    other = app.person("other", "admin")
    assert put(app, root, other.user_id, locked=True).status_code == 200
    leave = app.client(root).request("DELETE", "/users/me", json={"password": PASSWORD})
    assert said(leave) == (409, "last_admin")  # the other one cannot sign in


@pytest.mark.parametrize("role", ["listener", "moderator"])
def test_only_an_admin_locks(app: App, root: Actor, role: Any) -> None:
    noor = app.person("noor", role)
    app.give_password(noor, PASSWORD)
    assert said(put(app, noor, root.user_id, locked=True)) == (403, "admin_only")


def test_without_the_password_nothing_is_locked(app: App, root: Actor) -> None:
    mara = app.person("mara")
    refused = put(app, root, mara.user_id, locked=True, password="not this one")
    assert said(refused) == (422, "current_password_wrong")
    people = app.client(root).get("/admin/users").json()["items"]
    assert [p["locked"] for p in people] == [False, False]
