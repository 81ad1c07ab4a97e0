"""Signing up, in and out over REST."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from assistant.auth import kept_form
from tests.support.app import ELSEWHERE, App

MARA = {
    "email": "Mara@Example.com",
    "password": "harbour lamp at low water",
    "display_name": "Mara",
}
SIGN_IN = {"email": MARA["email"], "password": MARA["password"]}


def test_first_account_from_loopback_is_admin_and_second_is_listener(app: App) -> None:
    client = app.client()
    first = client.post("/auth/register", json=MARA)
    second = client.post("/auth/register", json={**MARA, "email": "nils@example.com"})
    assert (first.status_code, first.json()["role"]) == (201, "admin")
    assert (second.status_code, second.json()["role"]) == (201, "listener")


def test_first_account_from_elsewhere_needs_the_setup_code(sqlite_app: App) -> None:
    client = sqlite_app.client(address=ELSEWHERE)
    refused = client.post("/auth/register", json=MARA)
    wrong = client.post("/auth/register", json={**MARA, "setup_code": "guess"})
    code = sqlite_app.container.auth.setup_code
    right = client.post("/auth/register", json={**MARA, "setup_code": code})
    assert (refused.status_code, refused.json()["code"]) == (422, "setup_code_needed")
    assert wrong.json()["code"] == "setup_code_needed"
    assert (right.status_code, right.json()["role"]) == (201, "admin")


def test_tokens_open_the_api_and_sign_out_closes_it(app: App) -> None:
    client = app.client()
    client.post("/auth/register", json=MARA)
    pair = client.post("/auth/login", json=SIGN_IN).json()
    assert (pair["token_type"], pair["expires_in"]) == ("bearer", 600)
    headers = {"Authorization": f"Bearer {pair['access_token']}"}
    assert client.get("/users/me", headers=headers).json()["email"] == MARA["email"]
    assert client.post("/auth/logout", headers=headers).status_code == 204
    after = client.get("/users/me", headers=headers)
    assert (after.status_code, after.json()["code"]) == (401, "signed_out")


def test_refresh_rotates_and_a_second_use_ends_the_family(app: App) -> None:
    client = app.client()
    client.post("/auth/register", json=MARA)
    old = client.post("/auth/login", json=SIGN_IN).json()["refresh_token"]
    new = client.post("/auth/refresh", json={"refresh_token": old}).json()
    headers = {"Authorization": f"Bearer {new['access_token']}"}
    assert client.get("/users/me", headers=headers).status_code == 200
    reused = client.post("/auth/refresh", json={"refresh_token": old})
    assert (reused.status_code, reused.json()["code"]) == (401, "refresh_not_valid")
    assert client.get("/users/me", headers=headers).status_code == 401
    assert (
        client.post("/auth/refresh", json={"refresh_token": new["refresh_token"]}).status_code
        == 401
    )


def test_an_access_token_runs_out(sqlite_app: App) -> None:
    client = sqlite_app.client()
    client.post("/auth/register", json=MARA)
    token = client.post("/auth/login", json=SIGN_IN).json()["access_token"]
    sqlite_app.clock.forward(minutes=11)
    answer = client.get("/users/me", headers={"Authorization": f"Bearer {token}"})
    assert (answer.status_code, answer.json()["code"]) == (401, "token_not_valid")


def test_wrong_password_and_unknown_address_answer_alike(sqlite_app: App) -> None:
    client = sqlite_app.client()
    client.post("/auth/register", json=MARA)
    wrong = client.post("/auth/login", json={**SIGN_IN, "password": "no"})
    unknown = client.post("/auth/login", json={**SIGN_IN, "email": "who@example.com"})
    strip = ("request_id",)
    bodies = [{k: v for k, v in r.json().items() if k not in strip} for r in (wrong, unknown)]
    assert bodies[0] == bodies[1]
    assert wrong.status_code == unknown.status_code == 401


@pytest.mark.parametrize(
    "change, code",
    [
        ({"password": "short"}, "password_short"),
        ({"password": "password1"}, "password_weak"),
        ({"email": "no-address"}, "email_not_valid"),
        ({"email": "a@b"}, "email_not_valid"),
        ({"display_name": "   "}, "not_valid"),
        ({"display_name": "\u202e\x00\u200b"}, "not_valid"),
        ({"time_zone": "Mars/Olympus"}, "not_valid"),
        ({"password": None}, "not_valid"),
    ],
)
def test_bad_registrations_are_refused_with_a_reason(
    sqlite_app: App, change: dict[str, str], code: str
) -> None:
    answer = sqlite_app.client().post("/auth/register", json={**MARA, **change})
    assert (answer.status_code, answer.json()["code"]) == (422, code)
    assert answer.headers["content-type"] == "application/problem+json"


def test_an_address_is_taken_whatever_its_case(app: App) -> None:
    client = app.client()
    client.post("/auth/register", json=MARA)
    again = client.post("/auth/register", json={**MARA, "email": "mara@EXAMPLE.com"})
    assert (again.status_code, again.json()["code"]) == (409, "email_taken")


def test_browser_form_signs_in_with_a_cookie_that_scripts_cannot_read(app: App) -> None:
    client = app.client()
    client.post("/auth/register", json=MARA)
    answer = client.post("/auth/browser-session", data=SIGN_IN, follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, "/")
    cookie = answer.headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=lax" in cookie
    assert client.get("/users/me").json()["display_name"] == "Mara"
    assert [s["current"] for s in client.get("/auth/sessions").json()] == [True]


def test_a_cookie_from_another_site_changes_nothing(sqlite_app: App) -> None:
    client = sqlite_app.client()
    client.post("/auth/register", json=MARA)
    client.post("/auth/browser-session", data=SIGN_IN, follow_redirects=False)
    change = {"display_name": "Eve"}
    foreign = client.put("/users/me", json=change, headers={"Origin": "https://evil.example"})
    bare = client.put("/users/me", json=change)
    origin = sqlite_app.container.settings.origin
    own = client.put("/users/me", json=change, headers={"Origin": origin})
    assert (foreign.status_code, foreign.json()["code"]) == (403, "foreign_origin")
    assert bare.status_code == 403
    assert own.json()["display_name"] == "Eve"


def test_form_errors_go_back_to_the_form_without_echoing_the_password(sqlite_app: App) -> None:
    client = sqlite_app.client()
    answer = client.post("/auth/browser-session", data=SIGN_IN, follow_redirects=False)
    location = answer.headers["location"]
    assert location == "/sign-in?error=wrong_credentials"
    cookie = answer.headers["set-cookie"]
    assert "httponly" in cookie.lower()
    assert "Max-Age=60" in cookie
    assert kept_form.unpack(client.cookies[kept_form.COOKIE].strip('"')) == {
        "email": SIGN_IN["email"]
    }


def test_a_refused_registration_keeps_address_and_name_out_of_the_url(sqlite_app: App) -> None:
    client = sqlite_app.client()
    form = {**MARA, "password": "short"}
    answer = client.post("/auth/browser-register", data=form, follow_redirects=False)
    assert answer.headers["location"] == "/sign-up?error=password_short"
    kept = kept_form.unpack(client.cookies[kept_form.COOKIE].strip('"'))
    assert kept == {"email": MARA["email"], "name": MARA["display_name"]}
    client.post("/auth/browser-register", data=MARA, follow_redirects=False)
    assert kept_form.COOKIE not in client.cookies


@pytest.mark.parametrize("value", [None, "", "%%%", "bm8", "WzFd", "4pi6"])
def test_a_cookie_that_is_no_form_fills_nothing(value: str | None) -> None:
    assert kept_form.unpack(value) == {}


def test_too_many_tries_are_slowed_down(sqlite_app: App) -> None:
    client = sqlite_app.client()
    for _ in range(10):
        client.post("/auth/login", json={**SIGN_IN, "password": "guess"})
    answer = client.post("/auth/login", json={**SIGN_IN, "password": "guess"})
    assert (answer.status_code, answer.json()["code"]) == (429, "too_many_requests")
    assert answer.headers["retry-after"] == "60"


def test_of_two_first_accounts_at_once_one_is_the_admin(app: App) -> None:
    client = app.client()
    bodies = [{**MARA, "email": f"first{n}@example.com"} for n in range(4)]
    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(lambda b: client.post("/auth/register", json=b).json(), bodies))
    assert sorted(a["role"] for a in answers) == ["admin", "listener", "listener", "listener"]
