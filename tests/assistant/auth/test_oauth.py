"""Signing in with an account elsewhere: who gets in, whose account it is, and when there is none."""

from concurrent.futures import ThreadPoolExecutor
from urllib.parse import parse_qs, urlsplit

import pytest
from sqlmodel import select

from assistant.auth import attempts
from assistant.models.accounts import AppUser
from assistant.models.audit import AuditEvent
from assistant.models.identities import Identity
from tests.assistant.auth.conftest import HTML, JSON, NOTHING, PASSWORD, Elsewhere
from tests.support.app import ELSEWHERE
from tests.support.letters import letters_in


def test_the_buttons_are_those_of_the_settings_and_nobody_is_asked(here: Elsewhere) -> None:
    providers = here.app.client().get("/auth/oauth").json()
    assert providers == [
        {"key": "oidc", "name": "The Works"},
        {"key": "github", "name": "GitHub"},
        {"key": "spotify", "name": "Spotify"},
    ]
    assert here.idp.asked == []
    unknown = here.app.client().get("/auth/oauth/myspace")
    assert (unknown.status_code, unknown.json()["code"]) == (404, "provider_not_found")


def test_a_new_person_gets_an_account_and_comes_back_to_it(elsewhere: Elsewhere) -> None:
    elsewhere.app.person("root", "admin")
    api = elsewhere.app.client()
    answer = elsewhere.sign_in(api)
    assert (answer.status_code, answer.headers["location"]) == (303, "/")
    me = api.get("/users/me").json()
    assert (me["email"], me["email_verified"], me["display_name"], me["role"]) == (
        "mara@example.com", True, "Mara", "listener",
    )  # fmt: skip
    again = elsewhere.app.client()
    elsewhere.sign_in(again)
    assert again.get("/users/me").json()["id"] == me["id"]
    assert elsewhere.kept() == {
        "app_user": 2, "auth_session": 2, "identity": 1, "oauth_attempt": 0,
    }  # fmt: skip
    verbs = [row["verb"] for row in again.get("/users/me/audit").json()["items"]]
    assert verbs == ["sign_in.done", "sign_in.done", "account.made"]


@pytest.mark.parametrize(
    "told, kept", [("Europe/Vienna", "Europe/Vienna"), ("Mars/Base", "UTC"), ("x" * 100, "UTC")]
)
def test_a_new_account_begins_with_the_time_zone_of_its_browser(
    elsewhere: Elsewhere, told: str, kept: str
) -> None:
    elsewhere.app.person("root", "admin")
    api = elsewhere.app.client()
    assert elsewhere.sign_in(api, time_zone=told).headers["location"] == "/"
    assert api.get("/users/me").json()["time_zone"] == kept


def test_the_request_to_the_provider_is_bound_to_this_browser(here: Elsewhere) -> None:
    api = here.app.client()
    first = api.get("/auth/oauth/oidc", headers=HTML, follow_redirects=False)
    asked = {k: v[0] for k, v in parse_qs(urlsplit(first.headers["location"]).query).items()}
    assert asked["redirect_uri"] == "http://127.0.0.1:3000/api/v1/auth/oauth/oidc/callback"
    assert (asked["scope"], asked["code_challenge_method"]) == ("openid email profile", "S256")
    cookie = first.headers["set-cookie"]
    assert cookie.startswith("attune_oauth=")
    assert {"HttpOnly", "Path=/", "SameSite=lax", "Max-Age=600"} <= set(cookie.split("; "))
    secret = api.cookies["attune_oauth"]
    assert secret not in first.headers["location"]
    assert len({secret, asked["state"], asked["nonce"], asked["code_challenge"]}) == 4
    second = parse_qs(urlsplit(here.begin(api)).query)
    assert second["state"][0] != asked["state"]
    here.app.container.settings.__dict__.pop("origin", None)
    here.app.container.settings.public_url = "https://attune.example"
    secure = api.get("/auth/oauth/oidc", headers=HTML, follow_redirects=False).headers["set-cookie"]
    assert secure.startswith("__Host-attune_oauth=")
    assert "Secure" in secure.split("; ")


def test_who_asks_for_json_gets_an_address_and_then_tokens(here: Elsewhere) -> None:
    here.app.person("root", "admin")
    api = here.app.client()
    url = api.get("/auth/oauth/oidc", headers=JSON).json()["url"]
    answer = here.back(api, here.idp.allow(url), JSON)
    assert (answer.status_code, answer.json()["token_type"]) == (200, "bearer")
    mine = {"Authorization": f"Bearer {answer.json()['access_token']}"}
    assert here.app.client().get("/users/me", headers=mine).json()["email"] == "mara@example.com"
    denied = here.back(
        api, here.idp.deny(api.get("/auth/oauth/oidc", headers=JSON).json()["url"]), JSON
    )
    assert (denied.status_code, denied.json()["code"]) == (403, "oauth_denied")


def test_an_equal_address_is_never_attached_by_itself(elsewhere: Elsewhere) -> None:
    elsewhere.member()
    before = elsewhere.kept()
    stranger = elsewhere.app.client()
    answer = elsewhere.sign_in(stranger, headers={"Accept": "*/*"})
    assert (answer.status_code, answer.json()["code"]) == (409, "oauth_email_taken")
    assert "link The Works under Me" in answer.json()["detail"]
    assert stranger.get("/users/me").status_code == 401
    assert elsewhere.kept() == before
    page = elsewhere.sign_in(stranger)
    assert page.headers["location"] == "/sign-in?error=oauth_email_taken"


@pytest.mark.parametrize("flag", [False, None, "false", 1, "yes"])
def test_an_address_that_is_not_confirmed_tells_nothing_of_accounts(
    here: Elsewhere, flag: object
) -> None:
    here.member()
    here.idp.person["email_verified"] = flag
    answers = []
    for email in ("mara@example.com", "nobody@example.com"):
        here.idp.person["email"] = email
        answer = here.sign_in(here.app.client(), headers=JSON)
        answers.append((answer.status_code, answer.json()))
    assert answers[0] == answers[1]
    assert (answers[0][0], answers[0][1]["state"]) == (202, "confirm_address")
    assert here.kept()["app_user"] == 1


def test_without_an_address_there_is_no_new_account(here: Elsewhere) -> None:
    here.app.person("root", "admin")
    del here.idp.person["email"]
    answer = here.sign_in(here.app.client(), headers={"Accept": "*/*"})
    assert (answer.status_code, answer.json()["code"]) == (422, "oauth_no_email")


@pytest.mark.parametrize(
    "email", ["no address", "a@", "x" * 400 + "@example.com", "a\nb@example.com"]
)
def test_an_address_that_is_none_makes_no_account(here: Elsewhere, email: str) -> None:
    here.app.person("root", "admin")
    before = here.kept()
    here.idp.person["email"] = email
    answer = here.sign_in(here.app.client(), headers={"Accept": "*/*"})
    assert (answer.status_code, answer.json()["code"]) == (422, "email_not_valid")
    assert here.kept() == before


def test_a_company_that_confirms_addresses_itself_can_be_trusted_to(here: Elsewhere) -> None:
    here.app.person("root", "admin")
    here.idp.person["email_verified"] = False
    here.app.container.auth.providers._doors["oidc"].provider.__dict__["trust_email"] = True
    api = here.app.client()
    here.sign_in(api)
    assert api.get("/users/me").json()["email_verified"] is True


def test_the_first_account_is_the_admins_and_asks_for_the_code_elsewhere(
    elsewhere: Elsewhere,
) -> None:
    far = elsewhere.app.client(address=ELSEWHERE)
    refused = far.get("/auth/oauth/oidc")
    assert (refused.status_code, refused.json()["code"]) == (422, "setup_code_needed")
    wrong = far.post("/auth/oauth/oidc", json={"setup_code": "guessed"})
    assert wrong.json()["code"] == "setup_code_needed"
    assert elsewhere.kept() == NOTHING
    assert elsewhere.idp.asked == []
    right = {"setup_code": elsewhere.app.container.auth.setup_code}
    url = far.post("/auth/oauth/oidc", json=right).json()["url"]
    assert right["setup_code"] not in url
    elsewhere.back(far, elsewhere.idp.allow(url))
    assert far.get("/users/me").json()["role"] == "admin"


def test_who_began_as_a_later_account_does_not_become_the_first(here: Elsewhere) -> None:
    """All accounts go between the button and the answer."""
    root = here.app.person("root", "admin")
    far = here.app.client(address=ELSEWHERE)
    url = here.begin(far)
    with here.app.open_uow() as uow:
        uow.db.delete(uow.db.get_one(AppUser, root.user_id))
    answer = here.back(far, here.idp.allow(url), {"Accept": "*/*"})
    assert answer.json()["code"] == "setup_code_needed"
    assert here.kept() == NOTHING


def test_closed_registration_lets_members_in_and_nobody_new(elsewhere: Elsewhere) -> None:
    elsewhere.app.person("root", "admin")
    elsewhere.sign_in(elsewhere.app.client())
    elsewhere.app.container.settings.registration = "closed"
    api = elsewhere.app.client()
    assert elsewhere.sign_in(api).headers["location"] == "/"
    elsewhere.idp.person = {"sub": "other", "email": "new@example.com", "email_verified": True}
    answer = elsewhere.sign_in(elsewhere.app.client(), headers={"Accept": "*/*"})
    assert (answer.status_code, answer.json()["code"]) == (403, "registration_closed")
    assert elsewhere.kept()["app_user"] == 2


def test_an_invitation_makes_one_account(elsewhere: Elsewhere) -> None:
    root = elsewhere.app.person("root", "admin")
    elsewhere.app.container.settings.registration = "invitation"
    made = elsewhere.app.client(root).post("/auth/invitations", json={}).json()
    without = elsewhere.sign_in(elsewhere.app.client(), headers={"Accept": "*/*"})
    assert without.json()["code"] == "invitation_needed"
    wrong = elsewhere.app.client().get("/auth/oauth/oidc", params={"invitation": "made-up"})
    assert (wrong.status_code, wrong.json()["code"]) == (410, "link_not_valid")
    first, second = elsewhere.app.client(), elsewhere.app.client()
    begun = [elsewhere.begin(api, invitation=made["token"]) for api in (first, second)]
    assert elsewhere.back(first, elsewhere.idp.allow(begun[0])).headers["location"] == "/"
    elsewhere.idp.person = {"sub": "other", "email": "new@example.com", "email_verified": True}
    late = elsewhere.back(second, elsewhere.idp.allow(begun[1]), {"Accept": "*/*"})
    assert (late.status_code, late.json()["code"]) == (410, "link_not_valid")
    assert elsewhere.kept()["app_user"] == 2


def test_of_many_callbacks_at_once_one_makes_the_account(elsewhere: Elsewhere) -> None:
    elsewhere.app.person("root", "admin")
    visitors = [elsewhere.app.client() for _ in range(6)]
    urls = [elsewhere.idp.allow(elsewhere.begin(api)) for api in visitors]
    with ThreadPoolExecutor(6) as pool:
        answers = list(pool.map(elsewhere.back, visitors, urls))
    assert [a.headers.get("location") for a in answers] == ["/"] * 6
    assert len({api.get("/users/me").json()["id"] for api in visitors}) == 1
    assert elsewhere.kept() == {
        "app_user": 2, "auth_session": 6, "identity": 1, "oauth_attempt": 0,
    }  # fmt: skip


def test_one_answer_that_comes_many_times_at_once_signs_in_once(elsewhere: Elsewhere) -> None:
    elsewhere.app.person("root", "admin")
    api = elsewhere.app.client()
    url = elsewhere.idp.allow(elsewhere.begin(api))
    cookie = {attempts.COOKIE: api.cookies[attempts.COOKIE]}
    copies = [elsewhere.app.client() for _ in range(5)]
    for copy in copies:
        assert copy.get("/auth/oauth").is_success  # FastAPI builds its routes at the first request
        copy.cookies.update(cookie)
    with ThreadPoolExecutor(5) as pool:
        answers = list(pool.map(elsewhere.back, copies, [url] * 5))
    places = sorted(a.headers["location"] for a in answers)
    assert places == ["/", *["/sign-in?error=oauth_state"] * 4]
    assert elsewhere.kept()["auth_session"] == 1


def test_a_closed_account_stays_closed(here: Elsewhere) -> None:
    here.app.person("root", "admin")
    here.sign_in(here.app.client())
    with here.app.open_uow() as uow:
        uow.db.exec(select(AppUser).where(AppUser.email == "mara@example.com")).one().state = "gone"
    answer = here.sign_in(here.app.client(), headers={"Accept": "*/*"})
    assert (answer.status_code, answer.json()["code"]) == (401, "account_closed")


def test_another_issuer_behind_the_same_key_has_other_people(here: Elsewhere) -> None:
    """An admin moves to another provider, whose accounts may have the same numbers."""
    here.app.person("root", "admin")
    here.sign_in(here.app.client())
    with here.app.open_uow() as uow:
        uow.db.exec(select(Identity)).one().issuer = "https://the-one-before.example"
    here.idp.person["email"] = "jo@example.com"
    api = here.app.client()
    here.sign_in(api)
    assert api.get("/users/me").json()["email"] == "jo@example.com"


def test_who_has_no_password_chooses_one_by_mail(here: Elsewhere) -> None:
    here.app.person("root", "admin")
    api = here.app.client()
    here.sign_in(api)
    api.post("/auth/forgot-password", json={"email": "mara@example.com"})
    here.app.run_jobs()
    [letter] = [
        x for x in letters_in(here.app.container.settings.outbox_dir) if "Choose" in x["Subject"]
    ]
    token = letter.get_content().partition("token=")[2].split()[0]
    body = {"token": token, "password": PASSWORD}
    assert api.post("/auth/reset-password", json=body).status_code == 204
    login = {"email": "mara@example.com", "password": PASSWORD}
    assert api.post("/auth/login", json=login).status_code == 200


def test_nothing_of_the_provider_is_kept_but_who_it_is(here: Elsewhere) -> None:
    here.app.person("root", "admin")
    api = here.app.client()
    here.sign_in(api)
    with here.app.open_uow(read=True) as uow:
        row = uow.db.exec(select(Identity)).one()
        written = str([e.model_dump() for e in uow.db.exec(select(AuditEvent))])
    assert (row.provider, row.issuer, row.subject, row.email) == (
        "oidc", here.idp.url, "248289761001", "mara@example.com",
    )  # fmt: skip
    assert not any(token in written for token in (*here.idp.tokens, *here.idp.codes))
    assert "mara@" not in written
