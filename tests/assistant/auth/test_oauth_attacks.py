"""Answers that must not be believed: forged, stolen, replayed, mixed up, for somebody else."""

from collections.abc import Callable
from typing import Any

import pytest

from assistant.auth import attempts
from tests.assistant.auth.conftest import Elsewhere
from tests.support.app import NOON
from tests.support.identity_provider import (
    CLIENT_ID,
    IdentityProvider,
    signed_by_stranger,
    signed_with_client_secret,
    signed_with_curve,
    signed_with_public_key,
    unsigned,
)

ANY = {"Accept": "*/*"}
NOW = int(NOON.timestamp())


@pytest.fixture(autouse=True)
def root(here: Elsewhere) -> None:
    here.app.person("root", "admin")


def refused(here: Elsewhere, code: str, status: int) -> None:
    """Sign in; that must fail so, and leave nothing."""
    before = here.kept()
    api = here.app.client()
    answer = here.sign_in(api, headers=ANY)
    assert (answer.status_code, answer.json().get("code")) == (status, code)
    assert api.get("/users/me").status_code == 401
    assert here.kept() == before


@pytest.mark.parametrize(
    "claims",
    [
        {"iss": "https://evil.example"},
        {"iss": None},
        {"iss": ["http://127.0.0.1"]},
        {"aud": "another-app"},
        {"aud": ["another-app"]},
        {"aud": None},
        {"aud": []},
        {"aud": [CLIENT_ID, "another-app"]},
        {"aud": [CLIENT_ID, "another-app"], "azp": "another-app"},
        {"azp": "another-app"},
        {"exp": NOW - 3_600},
        {"exp": None},
        {"exp": "tomorrow"},
        {"iat": NOW + 3_600},
        {"iat": NOW - 86_400},
        {"iat": None},
        {"iat": "now"},
        {"iat": True},
        {"nbf": NOW + 3_600},
        {"nonce": "of another attempt"},
        {"nonce": None},
        {"nonce": ["x"]},
        {"sub": None},
        {"sub": ""},
        {"sub": 42},
        {"sub": "x" * 256},
        {"sub": "nul\x00byte"},
        {"sub": ["a"]},
        {"at_hash": "AAAAAAAAAAAAAAAAAAAAAA"},
        {"amr": "mfa"},
    ],
)
def test_a_token_with_a_wrong_claim_is_refused(here: Elsewhere, claims: dict[str, Any]) -> None:
    here.idp.claims = claims
    refused(here, "oauth_lied", 502)


@pytest.mark.parametrize(
    "claims",
    [
        {"aud": [CLIENT_ID]},
        {"aud": [CLIENT_ID, "another-app"], "azp": CLIENT_ID},
        {"azp": CLIENT_ID},
        {"exp": NOW + 1},
        {"iat": NOW + 30},
        {"amr": ["pwd", "mfa"]},
    ],
)
def test_a_token_that_is_odd_and_right_is_taken(here: Elsewhere, claims: dict[str, Any]) -> None:
    here.idp.claims = claims
    assert here.sign_in(here.app.client()).headers["location"] == "/"


@pytest.mark.parametrize(
    "forge",
    [
        lambda _: unsigned,
        signed_with_public_key,
        signed_with_client_secret,
        signed_by_stranger,
        lambda _: lambda _claims: "no.token",
        lambda _: lambda _claims: "",
        lambda _: lambda _claims: "a" * 40_000,
        lambda _: lambda _claims: "e30.e30.e30",
        lambda _: lambda _claims: "bnVsbA.bnVsbA.bnVsbA",
    ],
)
def test_a_forged_token_is_refused(
    here: Elsewhere, forge: Callable[[IdentityProvider], Callable[[dict[str, Any]], str]]
) -> None:
    here.idp.sign = forge(here.idp)
    refused(here, "oauth_lied", 502)


def test_a_provider_that_says_it_signs_symmetrically_is_not_followed(here: Elsewhere) -> None:
    here.idp.metadata = {"id_token_signing_alg_values_supported": ["HS256", "none"]}
    here.idp.sign = signed_with_client_secret(here.idp)
    refused(here, "oauth_lied", 502)


def test_a_second_kind_of_key_is_found(here: Elsewhere) -> None:
    here.idp.sign = signed_with_curve(here.idp)
    assert here.sign_in(here.app.client()).headers["location"] == "/"


def test_new_keys_are_fetched_once_when_they_are_met(here: Elsewhere) -> None:
    here.sign_in(here.app.client())
    here.sign_in(here.app.client())
    assert here.idp.asked.count("/keys") == 1
    assert here.idp.asked.count("/.well-known/openid-configuration") == 1
    here.idp.rotate()
    assert here.sign_in(here.app.client()).headers["location"] == "/"
    assert here.idp.asked.count("/keys") == 2
    here.idp.sign = signed_by_stranger(here.idp)
    refused(here, "oauth_lied", 502)
    assert here.idp.asked.count("/keys") == 2
    here.idp.sign = lambda claims: unknown_kid(here.idp, claims)
    refused(here, "oauth_lied", 502)
    assert here.idp.asked.count("/keys") == 3


def unknown_kid(idp: IdentityProvider, claims: dict[str, Any]) -> str:
    from joserfc import jwt

    return jwt.encode({"alg": "RS256", "kid": "never seen"}, claims, idp.keys[0])


def test_an_answer_without_the_browsers_cookie_is_refused(here: Elsewhere) -> None:
    """Login CSRF: an attacker hands their own answer to somebody else's browser."""
    attacker, victim = here.app.client(), here.app.client()
    url = here.idp.allow(here.begin(attacker))
    here.begin(victim)
    answer = here.back(victim, url, ANY)
    assert (answer.status_code, answer.json()["code"]) == (422, "oauth_state")
    assert victim.get("/users/me").status_code == 401
    bare = here.back(here.app.client(), url, ANY)
    assert bare.json()["code"] == "oauth_state"
    assert here.back(attacker, url).headers["location"] == "/"  # they did not use it up


@pytest.mark.parametrize("state", ["", "x", "x" * 1_000, "ü", "\x00"])
def test_a_made_up_state_is_refused(here: Elsewhere, state: str) -> None:
    api = here.app.client()
    here.begin(api)
    answer = api.get("/auth/oauth/oidc/callback", params={"code": "c", "state": state})
    assert (answer.status_code, answer.json()["code"]) == (422, "oauth_state")
    nothing = api.get("/auth/oauth/oidc/callback")
    assert nothing.json()["code"] == "oauth_state"


def test_an_answer_works_once(here: Elsewhere) -> None:
    api = here.app.client()
    url = here.idp.allow(here.begin(api))
    secret = api.cookies[attempts.COOKIE]
    assert here.back(api, url).headers["location"] == "/"
    thief = here.app.client()
    thief.cookies.set(attempts.COOKIE, secret)
    assert here.back(thief, url, ANY).json()["code"] == "oauth_state"


def test_an_answer_after_ten_minutes_is_refused(here: Elsewhere) -> None:
    api = here.app.client()
    url = here.idp.allow(here.begin(api))
    here.app.clock.forward(minutes=10)
    assert here.back(api, url, ANY).json()["code"] == "oauth_state"
    here.begin(api)
    assert here.kept()["oauth_attempt"] == 1  # what ran out was swept


def test_an_answer_belongs_to_its_provider(here: Elsewhere) -> None:
    """Mix-up: the answer of one provider is delivered at the address of another."""
    api = here.app.client()
    url = here.idp.allow(here.begin(api, "oidc"))
    answer = here.back(api, url.replace("/oidc/", "/github/"), ANY)
    assert (answer.status_code, answer.json()["code"]) == (422, "oauth_state")
    assert here.back(api, url).headers["location"] == "/"


@pytest.mark.parametrize("provider", ["oidc", "github", "spotify"])
def test_an_answer_that_names_another_issuer_is_refused(here: Elsewhere, provider: str) -> None:
    api = here.app.client()
    url = here.idp.allow(here.begin(api, provider), iss="https://evil.example")
    answer = here.back(api, url, ANY)
    assert (answer.status_code, answer.json()["code"]) == (502, "oauth_lied")
    assert "/token" not in here.idp.asked


def test_a_provider_that_promises_to_name_itself_must(here: Elsewhere) -> None:
    here.idp.metadata = {"authorization_response_iss_parameter_supported": True}
    refused(here, "oauth_lied", 502)
    here.idp.answer_with = {"iss": here.idp.url}
    assert here.sign_in(here.app.client()).headers["location"] == "/"


@pytest.mark.parametrize("name", ["state", "code", "iss"])
def test_a_query_with_something_twice_is_refused(here: Elsewhere, name: str) -> None:
    api = here.app.client()
    url = here.idp.allow(here.begin(api), iss=here.idp.url)
    answer = here.back(api, f"{url}&{name}=again", ANY)
    assert (answer.status_code, answer.json()["code"]) == (422, "oauth_state")


def test_a_code_of_somebody_elses_attempt_is_of_no_use(here: Elsewhere) -> None:
    """A stolen code needs the verifier of the browser that began."""
    victim, thief = here.app.client(), here.app.client()
    stolen = here.idp.allow(here.begin(victim))
    own = here.idp.allow(here.begin(thief))
    code = stolen.partition("code=")[2].partition("&")[0]
    own_code = own.partition("code=")[2].partition("&")[0]
    answer = here.back(thief, own.replace(own_code, code), ANY)
    assert (answer.status_code, answer.json()["code"]) == (502, "oauth_refused")
    assert thief.get("/users/me").status_code == 401


def test_user_info_about_somebody_else_is_refused(here: Elsewhere) -> None:
    here.idp.in_userinfo = True
    here.idp.userinfo = {"sub": "somebody-else", "email": "root@example.com"}
    refused(here, "oauth_lied", 502)
    here.idp.userinfo = {}
    api = here.app.client()
    here.sign_in(api)
    assert api.get("/users/me").json()["email"] == "mara@example.com"


@pytest.mark.parametrize(
    "metadata",
    [
        {"issuer": "https://evil.example"},
        {"issuer": 5},
        {"token_endpoint": "http://203.0.113.9/token"},
        {"token_endpoint": "file:///etc/passwd"},
        {"authorization_endpoint": "javascript:alert(1)"},
        {"authorization_endpoint": None},
        {"jwks_uri": 7},
        {"userinfo_endpoint": "ftp://127.0.0.1/"},
        {"id_token_signing_alg_values_supported": "RS256"},
    ],
)
def test_a_description_that_cannot_be_is_refused_before_anybody_leaves(
    here: Elsewhere, metadata: dict[str, Any]
) -> None:
    here.idp.metadata = metadata
    answer = here.app.client().get("/auth/oauth/oidc")
    assert (answer.status_code, answer.json()["code"]) == (502, "oauth_lied")
    assert "set-cookie" not in answer.headers
    assert here.kept()["oauth_attempt"] == 0
