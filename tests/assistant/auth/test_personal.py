"""Personal tokens: made by password, shown once, held to their scopes, revoked and run out."""

from dataclasses import replace
from typing import Any

import pytest
from sqlmodel import select

from assistant.accounts import service as accounts
from assistant.auth import personal
from assistant.core.actor import SYSTEM
from assistant.core.crypto import hash_token
from assistant.models.accounts import PersonalToken
from tests.support.app import ELSEWHERE, App
from tests.support.letters import letters_in

PASSWORD = "harbour lamp at low water"
CALM = {"valence": 0.5, "arousal": -0.5}


def signed_in(app: App, name: str = "mara") -> dict[str, str]:
    """Headers of a person who signed in; the first of an app is its admin."""
    client = app.client()
    person = {"email": f"{name}@example.com", "password": PASSWORD}
    client.post("/auth/register", json={**person, "display_name": name.title()})
    pair = client.post("/auth/login", json=person).json()
    return {"Authorization": f"Bearer {pair['access_token']}"}


def made(app: App, headers: dict[str, str], **wish: Any) -> dict[str, Any]:
    body = {"name": "Script", "scopes": ["mood:read"], "current_password": PASSWORD, **wish}
    answer = app.client().post("/auth/tokens", json=body, headers=headers)
    assert answer.status_code == 201, answer.text
    found: dict[str, Any] = answer.json()
    return found


def bearer(token: dict[str, Any]) -> dict[str, str]:
    return {"Authorization": f"Bearer {token['token']}"}


def rows(app: App) -> list[PersonalToken]:
    with app.open_uow(read=True) as uow:
        return list(uow.db.exec(select(PersonalToken)))


def test_a_token_opens_what_its_scopes_name_and_nothing_else(app: App) -> None:
    token = made(app, signed_in(app), scopes=["mood:write"])
    client = app.client()
    logged = client.post("/mood/record", json=CALM, headers=bearer(token))
    assert logged.status_code == 201
    assert client.get("/mood/records", headers=bearer(token)).json()["total"] == 1
    refused = client.get("/me/library", headers=bearer(token))
    assert (refused.status_code, refused.json()["code"], refused.json()["scope"]) == (
        403, "scope_missing", "music:read",
    )  # fmt: skip


def test_reading_does_not_include_writing(app: App) -> None:
    token = made(app, signed_in(app), scopes=["mood:read"])
    client = app.client()
    assert client.get("/mood/records", headers=bearer(token)).status_code == 200
    refused = client.post("/mood/record", json=CALM, headers=bearer(token))
    assert (refused.status_code, refused.json()["scope"]) == (403, "mood:write")
    assert client.get("/mood/records", headers=bearer(token)).json()["total"] == 0


@pytest.mark.parametrize(
    "method, path, body",
    [
        ("GET", "/auth/tokens", None),
        ("POST", "/auth/tokens", {"name": "x", "scopes": ["admin"], "current_password": PASSWORD}),
        ("GET", "/auth/sessions", None),
        ("POST", "/auth/logout-all", None),
        (
            "PUT",
            "/auth/change-password",
            {"current_password": PASSWORD, "new_password": "a quite long other one"},
        ),
        ("GET", "/users/me/export", None),
        ("PUT", "/users/me", {"display_name": "Other"}),
        ("GET", "/users/me/audit", None),
    ],
)
def test_no_token_reaches_what_guards_the_account(
    sqlite_app: App, method: str, path: str, body: dict[str, Any] | None
) -> None:
    headers = signed_in(sqlite_app)
    every = ["admin", "mood:write", "music:write", "playback:write", "jobs:write", "account:read"]
    token = made(sqlite_app, headers, scopes=every)
    answer = sqlite_app.client().request(method, path, json=body, headers=bearer(token))
    assert (answer.status_code, answer.json()["code"]) == (403, "not_by_token")
    assert sqlite_app.client().get("/users/me", headers=headers).json()["display_name"] == "Mara"


def test_the_text_is_shown_once_and_only_its_hash_is_kept(app: App) -> None:
    headers = signed_in(app)
    token = made(app, headers)
    assert token["token"].startswith("attune_api_")
    assert len(token["token"].removeprefix("attune_api_")) == 43  # 256 bits
    (row,) = rows(app)
    assert (row.token_hash, row.secret_enc) == (hash_token(token["token"]), None)
    listed = app.client().get("/auth/tokens", headers=headers)
    assert token["token"] not in listed.text
    (shown,) = listed.json()
    assert {name: token[name] for name in shown} == shown
    assert (shown["name"], shown["scopes"], shown["last_used_at"]) == (
        "Script",
        ["mood:read"],
        None,
    )


def test_a_scrobble_token_is_also_sealed_and_opens_nothing_of_rest(app: App) -> None:
    token = made(app, signed_in(app), kind="scrobble", scopes=[], days=None)
    (row,) = rows(app)
    assert row.secret_enc is not None
    assert token["token"].encode() not in row.secret_enc
    assert app.container.vault.open(row.secret_enc) == token["token"]
    assert (token["scopes"], token["expires_at"]) == ([], None)
    client = app.client()
    for path, code in (
        ("/mood/records", "scope_missing"), ("/me/history", "scope_missing"),
        ("/users/me", "scope_missing"), ("/admin/jobs", "scope_missing"),
        ("/auth/tokens", "not_by_token"),
    ):  # fmt: skip
        answer = client.get(path, headers=bearer(token))
        assert (answer.status_code, answer.json()["code"]) == (403, code)


def test_where_a_token_was_last_used_from_is_told(app: App) -> None:
    headers = signed_in(app)
    token = made(app, headers)
    app.clock.forward(minutes=5)
    app.client(address=ELSEWHERE).get("/mood/current", headers=bearer(token))
    (shown,) = app.client().get("/auth/tokens", headers=headers).json()
    assert (shown["last_used_from"], shown["last_used_place"]) == (ELSEWHERE[0], "elsewhere")
    assert shown["last_used_at"] == app.clock.at.isoformat().replace("+00:00", "Z")


def test_revoked_and_run_out_and_unknown_tokens_say_so(app: App) -> None:
    headers = signed_in(app)
    revoked, short = made(app, headers), made(app, headers, days=1)
    client = app.client()
    assert client.delete(f"/auth/tokens/{revoked['id']}", headers=headers).status_code == 204
    app.clock.forward(days=1)
    codes = []
    for token in (revoked, short, {"token": "attune_api_guess"}):
        answer = client.get("/mood/records", headers=bearer(token))
        assert answer.status_code == 401
        codes.append(answer.json()["code"])
    assert codes == ["token_revoked", "token_expired", "token_not_valid"]


def test_nobody_elses_token_is_seen_or_revoked(app: App) -> None:
    token = made(app, signed_in(app))
    other = signed_in(app, "noor")
    client = app.client()
    assert client.get("/auth/tokens", headers=other).json() == []
    refused = client.delete(f"/auth/tokens/{token['id']}", headers=other)
    assert (refused.status_code, refused.json()["code"]) == (404, "token_not_found")
    assert client.get("/mood/records", headers=bearer(token)).status_code == 200


def test_without_the_right_password_no_token_is_made(app: App) -> None:
    headers = signed_in(app)
    body = {"name": "Script", "scopes": ["mood:read"], "current_password": "not this one"}
    client = app.client()
    answer = client.post("/auth/tokens", json=body, headers=headers)
    assert (answer.status_code, answer.json()["code"]) == (422, "current_password_wrong")
    assert rows(app) == []
    verbs = [i["verb"] for i in client.get("/users/me/audit", headers=headers).json()["items"]]
    assert verbs[0] == "password.refused"
    answers = [client.post("/auth/tokens", json=body, headers=headers) for _ in range(5)]
    assert answers[-1].status_code == 429


def test_making_and_revoking_is_written_down_and_mailed(app: App) -> None:
    headers = signed_in(app)
    app.run_jobs()
    token = made(app, headers)
    app.run_jobs()
    letter = letters_in(app.container.settings.outbox_dir)[-1]
    assert (letter["To"], letter["Subject"]) == (
        "mara@example.com", "A personal token was made · Attune",
    )  # fmt: skip
    assert token["token"] not in letter.get_content()
    client = app.client()
    client.delete(f"/auth/tokens/{token['id']}", headers=headers)
    listed = client.get("/users/me/audit", headers=headers).json()["items"]
    assert [(i["verb"], i["object"]) for i in listed[:2]] == [
        ("token.revoked", f"token {token['id']}"), ("token.made", f"token {token['id']}"),
    ]  # fmt: skip
    assert token["token"] not in str(listed)


def test_the_admin_scope_is_for_admins_and_goes_with_the_role(app: App) -> None:
    admin, noor = signed_in(app), signed_in(app, "noor")
    client = app.client()
    body = {"name": "Script", "scopes": ["admin"], "current_password": PASSWORD}
    refused = client.post("/auth/tokens", json=body, headers=noor)
    assert (refused.status_code, refused.json()["code"]) == (403, "admin_only")
    plain, strong = made(app, admin, scopes=["jobs:write"]), made(app, admin, scopes=["admin"])
    assert client.get("/admin/jobs", headers=bearer(plain)).json()["scope"] == "admin"
    assert client.get("/admin/jobs", headers=bearer(strong)).status_code == 200
    with app.open_uow() as uow:
        found = {user.email: user.id for user in accounts.list_accounts(uow, SYSTEM)}
        accounts.change_role(uow, SYSTEM, found["noor@example.com"], "admin")
        accounts.change_role(uow, SYSTEM, found["mara@example.com"], "listener")
    after = client.get("/admin/jobs", headers=bearer(strong))
    assert (after.status_code, after.json()["code"]) == (403, "admin_only")


@pytest.mark.parametrize(
    "wish",
    [
        {"scopes": []}, {"scopes": ["everything"]}, {"scopes": ["scrobble"]}, {"days": 0},
        {"kind": "scrobble", "scopes": ["mood:read"]}, {"name": " "},
    ],
)  # fmt: skip
def test_a_wish_that_makes_no_sense_is_refused(sqlite_app: App, wish: dict[str, Any]) -> None:
    body = {"name": "Script", "scopes": ["mood:read"], "current_password": PASSWORD, **wish}
    headers = signed_in(sqlite_app)
    assert sqlite_app.client().post("/auth/tokens", json=body, headers=headers).status_code == 422
    assert rows(sqlite_app) == []


def test_there_is_an_end_to_how_many(app: App, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(personal, "TOKENS_MAX", 2)
    headers = signed_in(app)
    first, _ = made(app, headers), made(app, headers)
    body = {"name": "Third", "scopes": ["mood:read"], "current_password": PASSWORD}
    client = app.client()
    refused = client.post("/auth/tokens", json=body, headers=headers)
    assert (refused.status_code, refused.json()["code"]) == (403, "too_many_tokens")
    client.delete(f"/auth/tokens/{first['id']}", headers=headers)
    assert client.post("/auth/tokens", json=body, headers=headers).status_code == 201


def test_a_forgotten_password_ends_the_tokens_too(app: App) -> None:
    token = made(app, signed_in(app))
    client = app.client()
    client.post("/auth/forgot-password", json={"email": "mara@example.com"})
    app.run_jobs()
    letters = letters_in(app.container.settings.outbox_dir)
    (reset,) = [x for x in letters if x["Subject"].startswith("Choose")]
    secret = reset.get_content().partition("token=")[2].split()[0]
    body = {"token": secret, "password": "another lamp at high water"}
    assert client.post("/auth/reset-password", json=body).status_code == 204
    assert client.get("/mood/records", headers=bearer(token)).json()["code"] == "token_revoked"


def test_the_sample_listener_has_no_tokens(app: App) -> None:
    sample = app.person("sample")
    body = {"name": "Script", "scopes": ["mood:read"], "current_password": PASSWORD}
    refused = app.client(replace(sample, is_sample=True)).post("/auth/tokens", json=body)
    assert (refused.status_code, refused.json()["code"]) == (403, "sample_stays")
    assert rows(app) == []
