"""GitHub and Spotify: no ID token, an API that says who it is, and addresses of different worth."""

from typing import Any

import pytest

from tests.assistant.auth.conftest import Elsewhere
from tests.support.identity_provider import Broken

ANY = {"Accept": "*/*"}
PRIMARY = {"email": "mara@example.com", "primary": True, "verified": True, "visibility": None}
OTHER = {"email": "old@example.com", "primary": False, "verified": True, "visibility": None}


@pytest.fixture(autouse=True)
def root(here: Elsewhere) -> None:
    here.app.person("root", "admin")
    here.idp.person = {"sub": 583231, "name": None}
    here.idp.emails = [OTHER, PRIMARY]


def test_github_signs_in_by_its_number_and_its_primary_address(here: Elsewhere) -> None:
    api = here.app.client()
    url = here.begin(api, "github")
    assert url.startswith(f"{here.idp.url}/login/oauth/authorize?")
    assert "scope=read%3Auser%20user%3Aemail" in url
    assert here.back(api, here.idp.allow(url)).headers["location"] == "/"
    me = api.get("/users/me").json()
    assert (me["email"], me["email_verified"], me["display_name"]) == (
        "mara@example.com", True, "mara-git",
    )  # fmt: skip
    [linked] = api.get("/auth/identities").json()
    assert (linked["provider"], linked["name"], linked["email"]) == (
        "github", "GitHub", "mara@example.com",
    )  # fmt: skip


@pytest.mark.parametrize(
    "emails",
    [
        [{**PRIMARY, "verified": False}, OTHER],
        [{**PRIMARY, "verified": 1}],
        [OTHER],
        [],
        [{"email": None, "primary": True, "verified": True}],
        ["mara@example.com"],
    ],
)
def test_github_without_a_confirmed_primary_address_makes_no_account(
    here: Elsewhere, emails: list[Any]
) -> None:
    here.idp.emails = emails
    answer = here.sign_in(here.app.client(), "github", ANY)
    assert (answer.status_code, answer.json()["code"]) == (422, "oauth_no_email")
    assert here.kept()["app_user"] == 1


@pytest.mark.parametrize("number", ["583231", None, 0, -1, True, 1.5])
def test_github_has_to_say_a_number(here: Elsewhere, number: object) -> None:
    here.idp.person["sub"] = number
    answer = here.sign_in(here.app.client(), "github", ANY)
    assert (answer.status_code, answer.json()["code"]) == (502, "oauth_lied")


def test_github_refuses_with_a_status_of_200(here: Elsewhere) -> None:
    api = here.app.client()
    url = here.idp.allow(here.begin(api, "github"))
    for issued in here.idp.codes.values():
        issued.spent = True
    answer = here.back(api, url, ANY)
    assert (answer.status_code, answer.json()["code"]) == (502, "oauth_refused")


@pytest.mark.parametrize("path", ["/user", "/user/emails", "/login/oauth/access_token"])
@pytest.mark.parametrize("body", [b"", b"null", b"{}", b'"x"', b"<html>"])
def test_nonsense_of_github_is_not_believed(here: Elsewhere, path: str, body: bytes) -> None:
    here.idp.break_at[path] = Broken(body=body)
    answer = here.sign_in(here.app.client(), "github", ANY)
    assert (answer.status_code, answer.json()["code"]) == (502, "oauth_lied")


def test_spotify_confirms_no_address_so_it_is_linked_first(here: Elsewhere) -> None:
    here.idp.person = {"sub": "smara7"}
    alone = here.sign_in(here.app.client(), "spotify", ANY)
    assert (alone.status_code, alone.json()["code"]) == (422, "oauth_no_email")
    api, mine = here.member()
    url = api.get(
        "/auth/oauth/spotify", params={"link": "true"}, headers=mine, follow_redirects=False
    )
    done = here.back(api, here.idp.allow(url.headers["location"]), {**mine, **ANY})
    assert done.headers["location"] == "/me/security?identity=linked"
    later = here.app.client()
    assert here.sign_in(later, "spotify").headers["location"] == "/"
    assert later.get("/users/me").json()["email"] == "mara@example.com"
    [linked] = later.get("/auth/identities").json()
    assert (linked["provider"], linked["email"]) == ("spotify", "")


@pytest.mark.parametrize("body", [b"", b"[]", b'{"id": "mara"}', b'{"account_id": 7}', b"<html>"])
def test_nonsense_of_spotify_is_not_believed(here: Elsewhere, body: bytes) -> None:
    here.idp.break_at["/v1/me"] = Broken(body=body)
    answer = here.sign_in(here.app.client(), "spotify", ANY)
    assert (answer.status_code, answer.json()["code"]) == (502, "oauth_lied")
