"""Who has no password does by a fresh proof what others do by theirs, and nothing without one."""

from typing import Any

from fastapi.testclient import TestClient
from sqlmodel import select

from assistant.models.accounts import AppUser
from tests.assistant.auth.conftest import Elsewhere

OWN = {"Origin": "http://127.0.0.1:3000"}
WISH = {"name": "Script", "scopes": ["account:read"]}


def said(answer: Any) -> tuple[int, str]:
    return answer.status_code, answer.json()["code"]


def signed_up(elsewhere: Elsewhere, role: str = "listener") -> TestClient:
    """Somebody whose account was made at the provider, signed in by it."""
    elsewhere.app.person("root", "admin")
    api = elsewhere.app.client()
    elsewhere.sign_in(api)
    with elsewhere.app.open_uow() as uow:
        key = api.get("/users/me").json()["email"]
        uow.db.exec(select(AppUser).where(AppUser.email_key == key)).one().role = role
    api.headers.update(OWN)
    return api


def test_a_token_is_made_by_a_fresh_proof_and_by_nothing_else(elsewhere: Elsewhere) -> None:
    api = signed_up(elsewhere)
    elsewhere.app.clock.forward(minutes=11)
    assert said(api.post("/auth/tokens", json=WISH)) == (403, "proof_needed")
    guessed = api.post("/auth/tokens", json={**WISH, "current_password": "harbour lamp"})
    assert said(guessed) == (403, "proof_needed")
    assert api.get("/auth/tokens").json() == []
    elsewhere.back(api, elsewhere.idp.allow(elsewhere.begin(api, prove="security")))
    made = api.post("/auth/tokens", json=WISH)
    assert made.status_code == 201
    bearer = {"Authorization": f"Bearer {made.json()['token']}"}
    another = elsewhere.app.client().post("/auth/tokens", json=WISH, headers=bearer)
    assert said(another) == (403, "not_by_token")


def test_with_a_password_a_fresh_sign_in_makes_no_token_by_itself(elsewhere: Elsewhere) -> None:
    api, mine = elsewhere.member()
    assert said(api.post("/auth/tokens", json=WISH, headers=mine)) == (403, "proof_needed")


def test_an_admin_without_a_password_changes_a_role_by_a_fresh_proof(
    elsewhere: Elsewhere,
) -> None:
    api = signed_up(elsewhere, "admin")
    noor = elsewhere.app.person("noor")
    path, body = f"/admin/users/{noor.user_id}/role", {"role": "moderator"}
    elsewhere.app.clock.forward(minutes=11)
    assert said(api.put(path, json=body)) == (403, "proof_needed")
    elsewhere.back(api, elsewhere.idp.allow(elsewhere.begin(api, prove="security")))
    assert api.put(path, json=body).json()["role"] == "moderator"


def test_a_listener_without_a_password_changes_no_role(elsewhere: Elsewhere) -> None:
    api = signed_up(elsewhere)
    noor = elsewhere.app.person("noor")
    answer = api.put(f"/admin/users/{noor.user_id}/role", json={"role": "admin"})
    assert said(answer) == (403, "admin_only")


def test_an_old_sign_in_unlinks_nothing(elsewhere: Elsewhere) -> None:
    api = signed_up(elsewhere)
    [linked] = api.get("/auth/identities").json()
    elsewhere.app.clock.forward(minutes=11)
    path = f"/auth/identities/{linked['id']}"
    assert said(api.delete(path)) == (403, "proof_needed")
    elsewhere.back(api, elsewhere.idp.allow(elsewhere.begin(api, prove="security")))
    assert said(api.delete(path)) == (409, "last_way_in")  # asked only of who proved it
