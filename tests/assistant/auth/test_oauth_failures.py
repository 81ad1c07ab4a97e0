"""A provider that is down, slow, or talks nonsense; people who change their mind. Never a 500."""

import pytest
from pydantic import ValidationError

from assistant.core.settings import Settings
from assistant.integrations.oauth import web
from tests.assistant.auth.conftest import HTML, Elsewhere
from tests.support.identity_provider import Broken
from tests.support.patience import hasten

ANY = {"Accept": "*/*"}
DEEP = b"[" * 100_000
NONSENSE = {
    "garbage": Broken(body=b"<html>Welcome to the airport</html>"),
    "empty": Broken(body=b""),
    "another shape": Broken(body=b'["a", 1]'),
    "null": Broken(body=b"null"),
    "a number": Broken(body=b"1e999"),
    "deep": Broken(body=DEEP),
    "endless": Broken(body=b'{"a": "' + b"x" * 600_000 + b'"}'),
    "not UTF-8": Broken(body=b'\xff\xfe{"a": 1}'),
    "elsewhere": Broken(302, b"", {"Location": "http://203.0.113.9/"}),
    "moved": Broken(307, b"", {"Location": "/elsewhere"}),
    "not found": Broken(404, b"{}"),
    "teapot": Broken(418, b""),
    "zipped nonsense": Broken(200, b"nonsense", {"Content-Encoding": "gzip"}),
}
ENDPOINTS = ["/.well-known/openid-configuration", "/token", "/keys", "/userinfo"]


@pytest.fixture(autouse=True)
def root(here: Elsewhere) -> None:
    here.app.person("root", "admin")
    here.idp.in_userinfo = True


def tried(here: Elsewhere) -> tuple[int, str]:
    """Sign in as a program would, as far as it goes; status and code of the refusal."""
    api = here.app.client()
    begun = api.get("/auth/oauth/oidc", follow_redirects=False)
    if begun.status_code != 303:
        assert "set-cookie" not in begun.headers
        return begun.status_code, begun.json()["code"]
    answer = here.back(api, here.idp.allow(begun.headers["location"]), ANY)
    assert api.get("/users/me").status_code == 401
    return answer.status_code, answer.json()["code"]


@pytest.mark.parametrize("endpoint", ENDPOINTS)
@pytest.mark.parametrize("kind", list(NONSENSE))
def test_nonsense_is_not_believed(here: Elsewhere, endpoint: str, kind: str) -> None:
    before = here.kept()
    here.idp.break_at[endpoint] = NONSENSE[kind]
    assert tried(here) == (502, "oauth_lied")
    assert here.kept() == before
    assert "/elsewhere" not in here.idp.asked
    here.idp.break_at.clear()
    assert here.sign_in(here.app.client()).headers["location"] == "/"


@pytest.mark.parametrize("endpoint", ENDPOINTS)
@pytest.mark.parametrize("status", [500, 503, 429])
def test_a_provider_that_is_down_is_said_to_be(here: Elsewhere, endpoint: str, status: int) -> None:
    before = here.kept()
    here.idp.break_at[endpoint] = Broken(status, b"<h1>Sorry</h1>", {"Retry-After": "7"})
    assert tried(here) == (503, "oauth_unavailable")
    assert here.kept() == before


@pytest.mark.parametrize("endpoint", ENDPOINTS)
def test_a_provider_that_hangs_is_not_waited_for(
    here: Elsewhere, endpoint: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = here.kept()
    hasten(monkeypatch, web, endpoint)
    here.idp.break_at[endpoint] = Broken(hang_s=60)
    assert tried(here) == (504, "oauth_timeout")
    assert here.kept() == before


def test_after_five_failures_a_provider_is_left_alone_for_a_while(here: Elsewhere) -> None:
    here.idp.break_at[ENDPOINTS[0]] = Broken(500)
    for _ in range(5):
        tried(here)
    asked = len(here.idp.asked)
    answer = here.app.client().get("/auth/oauth/oidc")
    assert (answer.status_code, answer.json()["code"]) == (503, "oauth_unavailable")
    assert int(answer.headers["retry-after"]) > 0
    assert len(here.idp.asked) == asked


def test_who_says_no_is_back_where_they_were(here: Elsewhere) -> None:
    before = here.kept()
    api = here.app.client()
    page = here.back(api, here.idp.deny(here.begin(api)))
    assert page.headers["location"] == "/sign-in?error=oauth_denied"
    plain = here.back(api, here.idp.deny(here.begin(api)), ANY)
    assert (plain.status_code, plain.json()["code"]) == (403, "oauth_denied")
    assert here.kept() == before
    assert "/token" not in here.idp.asked


@pytest.mark.parametrize("word", ["server_error", "invalid_request", "<script>", "x" * 400])
def test_other_refusals_of_the_provider_are_told(here: Elsewhere, word: str) -> None:
    api = here.app.client()
    url = here.idp.deny(here.begin(api)).replace("access_denied", word)
    answer = here.back(api, url, ANY)
    assert (answer.status_code, answer.json()["code"]) == (502, "oauth_refused")
    assert word not in answer.text


def test_an_app_that_the_provider_does_not_know_is_the_admins_to_mend(here: Elsewhere) -> None:
    door = here.app.container.auth.providers.get("oidc")
    door.provider.__dict__["client_secret"] = "another"
    assert tried(here) == (502, "oauth_app_refused")


def test_no_proxy_of_the_environment_is_asked(
    here: Elsewhere, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    for name in ("NO_PROXY", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
    assert here.sign_in(here.app.client()).headers["location"] == "/"


def test_trying_too_often_is_refused(here: Elsewhere) -> None:
    here.app.container.settings.sign_ins_per_minute = 3
    api = here.app.client()
    codes = [api.get("/auth/oauth/oidc", follow_redirects=False).status_code for _ in range(4)]
    assert codes == [303, 303, 303, 429]
    page = api.get("/auth/oauth/oidc", headers=HTML, follow_redirects=False)
    assert page.headers["location"] == "/sign-in?error=too_many_requests"


def test_what_signing_in_with_others_needs_is_checked_at_the_start() -> None:
    def wrong(**values: object) -> str:
        with pytest.raises(ValidationError) as caught:
            Settings.model_validate(values)
        return str(caught.value)

    assert "https://" in wrong(oidc_issuer="http://idp.example", oidc_client_id="a")
    assert "no query" in wrong(oidc_issuer="https://idp.example?x=1", oidc_client_id="a")
    assert "belong together" in wrong(oidc_issuer="https://idp.example")
    assert "spotify_client_id" in wrong(spotify_sign_in=True)
    more = {"key": "google", "name": "G", "issuer": "https://g.example", "client_id": "x"}
    assert "stands twice" in wrong(google_client_id="x", sign_in_providers=[more])
    assert "needs its issuer" in wrong(sign_in_providers=[{**more, "issuer": ""}])
    fine = Settings.model_validate({"sign_in_providers": [more], "github_client_id": "y"})
    assert [(p.key, p.kind, p.issuer) for p in fine.sign_in_with] == [
        ("github", "github", "https://github.com"), ("google", "oidc", "https://g.example"),
    ]  # fmt: skip
