"""Exports are their owner's alone and run out; leaving needs the password and ends the sign-ins."""

from pathlib import Path
from uuid import UUID

import pytest
from fastapi.testclient import TestClient
from sqlmodel import select

from assistant.auth.rules import PROOF_LASTS
from assistant.core.actor import Actor
from assistant.jobs import service as jobs
from assistant.models.accounts import AppUser, AuthSession
from assistant.sample import service as sample
from assistant.takeout.rules import FETCH_FOR
from tests.support.app import App

PASSWORD = "correct horse battery staple"


def signed_in(app: App, name: str = "mara") -> TestClient:
    """A person with a password, signed in as a program."""
    client, address = app.client(), f"{name}@example.com"
    body = {"email": address, "password": PASSWORD}
    assert client.post("/auth/register", json={**body, "display_name": name}).status_code == 201
    return again(client, address)


def again(client: TestClient, address: str = "mara@example.com") -> TestClient:
    pair = client.post("/auth/login", json={"email": address, "password": PASSWORD}).json()
    client.headers["Authorization"] = f"Bearer {pair['access_token']}"
    return client


def test_an_export_is_begun_once_and_fetched_by_its_owner_alone(app: App) -> None:
    mara, noor, root = app.person("mara"), app.person("noor"), app.person("root", "admin")
    client = app.client(mara)
    first, second = client.get("/users/me/export"), client.get("/users/me/export")
    assert (first.status_code, second.status_code) == (202, 202)
    export_id = first.json()["id"]
    assert second.json()["id"] == export_id
    file = f"/users/me/export/{export_id}/file"
    assert client.get(file).json()["code"] == "export_not_ready"
    app.run_jobs()
    ready = client.get("/users/me/export")
    assert (ready.status_code, ready.json()["state"]) == (200, "ready")
    assert ready.json()["done"] == ready.json()["total"] > 0

    assert client.get(file).content.startswith(b"PK")
    for other, status in ((noor, 404), (root, 404), (Actor(), 401)):
        for path in (file, f"/users/me/export/{export_id}"):
            assert app.client(other).get(path).status_code == status
    verbs = [i["verb"] for i in client.get("/users/me/audit").json()["items"]]
    assert verbs == ["export.fetched", "export.begun", "account.made"]


def test_an_export_runs_out_and_its_file_goes(app: App) -> None:
    client, folder = app.client(app.person("mara")), Path(app.container.settings.data_dir)
    old = client.post("/users/me/export").json()["id"]
    app.run_jobs()
    app.clock.forward(seconds=FETCH_FOR.total_seconds())
    gone = client.get(f"/users/me/export/{old}/file")
    assert (gone.status_code, gone.json()["code"]) == (410, "export_expired")
    new = client.get("/users/me/export").json()["id"]
    assert new != old
    app.run_jobs()
    assert [path.name for path in (folder / "exports").iterdir()] == [f"{new}.zip"]


def test_a_cancelled_export_leaves_no_file(app: App) -> None:
    mara = app.person("mara")
    begun = app.client(mara).post("/users/me/export").json()
    with app.open_uow() as uow:
        jobs.cancel(uow, mara, UUID(begun["id"]))
    app.run_jobs()
    assert app.client(mara).get(f"/users/me/export/{begun['id']}").json()["state"] == "failed"
    assert not (app.container.settings.data_dir / "exports").exists()


def test_leaving_needs_the_password_and_ends_every_sign_in(sqlite_app: App) -> None:
    client = signed_in(sqlite_app)
    for wish in ({}, {"password": "not this one"}):
        refused = client.request("DELETE", "/users/me", json=wish)
        assert (refused.status_code, refused.json()["code"]) == (403, "password_wrong")
    assert client.get("/users/me").json()["delete_after"] is None
    asked = client.request("DELETE", "/users/me", json={"password": PASSWORD})
    assert asked.json()["delete_after"].startswith("2026-12-04T12:00")
    assert client.get("/users/me").status_code == 401
    again(client)
    assert client.get("/users/me").json()["delete_after"] is not None
    assert client.post("/users/me/keep").json() == {"delete_after": None}


def test_the_only_admin_does_not_leave_others_alone(app: App) -> None:
    root = app.person("root", "admin")
    app.person("mara")
    app.give_password(root, PASSWORD)
    client, wish = app.client(root), {"password": PASSWORD}
    refused = client.request("DELETE", "/users/me", json=wish)
    assert (refused.status_code, refused.json()["code"]) == (409, "last_admin")
    app.person("second", "admin")
    assert client.request("DELETE", "/users/me", json=wish).status_code == 202


def test_an_account_without_a_password_is_left_after_a_fresh_proof_only(app: App) -> None:
    client = signed_in(app)
    with app.open_uow() as uow:  # as after signing up with an account elsewhere, a while ago
        uow.db.exec(select(AppUser)).one().password_hash = None
        uow.db.exec(select(AuthSession)).one().proved_at = uow.now - PROOF_LASTS
    refused = client.delete("/users/me")
    assert (refused.status_code, refused.json()["code"]) == (403, "proof_needed")
    assert client.get("/users/me").json()["delete_after"] is None
    with app.open_uow() as uow:  # as after signing in again
        uow.db.exec(select(AuthSession)).one().proved_at = uow.now
    assert client.delete("/users/me").status_code == 202


@pytest.mark.parametrize("ask", ["export", "leave"])
def test_the_sample_listener_is_nobodys_to_take_or_delete(sqlite_app: App, ask: str) -> None:
    sample.load(sqlite_app.open_uow)
    client = sqlite_app.client()
    client.headers["Origin"] = sqlite_app.container.settings.origin
    client.post("/auth/browser-sample", follow_redirects=False)
    answer = client.post("/users/me/export") if ask == "export" else client.delete("/users/me")
    assert (answer.status_code, answer.json()["code"]) == (403, "sample_stays")
