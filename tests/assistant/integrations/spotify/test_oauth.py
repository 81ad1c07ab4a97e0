"""Signing in by PKCE against the sandbox's accounts side, and everything that can go wrong there."""

from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from assistant.core.errors import (
    DomainError,
    Gone,
    RateLimited,
    RuleViolated,
    UpstreamError,
    UpstreamTimeout,
    UpstreamUnavailable,
)
from assistant.integrations.spotify import (
    Pkce,
    TokenSet,
    authorize_url,
    exchange_code,
    make_pkce,
    read_callback,
    refresh,
)
from assistant.integrations.spotify.oauth import SCOPES, Callback, check_redirect_uri
from assistant.sandbox.spotify import SANDBOX_CLIENT_ID
from tests.support.patience import becomes
from tests.support.sandboxes import REDIRECT, SpotifyAtHand

NOW = datetime(2026, 5, 1, tzinfo=UTC)


def url_for(spotify: SpotifyAtHand, pkce: Pkce, **other: str) -> str:
    asked = {"client_id": SANDBOX_CLIENT_ID, "redirect_uri": REDIRECT, "state": "st4te"} | other
    return authorize_url(challenge=pkce.challenge, accounts_url=spotify.accounts_url, **asked)


def trade(spotify: SpotifyAtHand, code: str, verifier: str, **other: Any) -> TokenSet:
    asked: dict[str, Any] = {"client_id": SANDBOX_CLIENT_ID, "redirect_uri": REDIRECT, "now": NOW}
    asked |= other
    return exchange_code(
        code=code,
        verifier=verifier,
        accounts_url=spotify.accounts_url,
        timeout_s=spotify.patience_s,
        **asked,
    )


def renew(spotify: SpotifyAtHand, token: str, **other: Any) -> TokenSet:
    asked: dict[str, Any] = {"client_id": SANDBOX_CLIENT_ID, "now": NOW} | other
    return refresh(
        refresh_token=token,
        accounts_url=spotify.accounts_url,
        timeout_s=spotify.patience_s,
        **asked,
    )


def test_the_whole_way_in(spotify: SpotifyAtHand) -> None:
    pkce = make_pkce()
    said = spotify.consent(url_for(spotify, pkce))
    assert said["state"] == "st4te"
    tokens = trade(spotify, said["code"], pkce.verifier)
    assert tokens.expires_at == NOW + timedelta(hours=1)
    assert tokens.scope == " ".join(sorted(SCOPES))
    assert tokens.refresh_token is not None
    assert spotify.client_with(tokens.access_token).me().id == "sandbox-premium"


def test_the_listener_says_no(spotify: SpotifyAtHand) -> None:
    said = spotify.consent(url_for(spotify, make_pkce()), answer="deny")
    assert said == {"error": "access_denied", "state": "st4te"}


def test_a_code_works_once(spotify: SpotifyAtHand) -> None:
    pkce = make_pkce()
    code = spotify.consent(url_for(spotify, pkce))["code"]
    trade(spotify, code, pkce.verifier)
    with pytest.raises(Gone) as error:
        trade(spotify, code, pkce.verifier)
    assert error.value.code == "spotify_reconnect"


@pytest.mark.parametrize(
    "wrong",
    [
        {"verifier": "v" * 64},
        {"redirect_uri": "http://127.0.0.1:3001/spotify/callback"},
        {"client_id": "0" * 32},
    ],
)
def test_a_code_must_be_traded_as_it_was_asked_for(
    spotify: SpotifyAtHand, wrong: dict[str, str]
) -> None:
    pkce = make_pkce()
    code = spotify.consent(url_for(spotify, pkce))["code"]
    with pytest.raises(Gone):
        trade(spotify, code, **({"verifier": pkce.verifier} | wrong))
    assert spotify.sandbox.state.access == {}


def test_a_code_dies_after_ten_minutes(spotify: SpotifyAtHand) -> None:
    pkce = make_pkce()
    code = spotify.consent(url_for(spotify, pkce))["code"]
    spotify.sandbox.state.clock.advance(601)
    with pytest.raises(Gone):
        trade(spotify, code, pkce.verifier)


def test_a_client_id_spotify_does_not_know(spotify: SpotifyAtHand) -> None:
    with pytest.raises(RuleViolated) as error:
        trade(spotify, "code", "v" * 64, client_id="not hex")
    assert error.value.code == "spotify_client_refused"


def test_a_refresh_usually_keeps_the_refresh_token(spotify: SpotifyAtHand) -> None:
    _, token = spotify.sandbox.grant("sandbox-premium")
    renewed = renew(spotify, token)
    assert (renewed.refresh_token, renewed.scope) == (None, None)
    assert spotify.client_with(renewed.access_token).me().id == "sandbox-premium"
    renew(spotify, token)


def test_a_refresh_may_bring_a_new_refresh_token(spotify: SpotifyAtHand) -> None:
    spotify.sandbox.state.rotate_refresh = True
    _, token = spotify.sandbox.grant("sandbox-premium")
    renewed = renew(spotify, token)
    assert renewed.refresh_token not in (None, token)
    with pytest.raises(Gone):
        renew(spotify, token)


def test_refresh_tokens_die_after_six_months(spotify: SpotifyAtHand) -> None:
    _, token = spotify.sandbox.grant("sandbox-premium")
    spotify.sandbox.state.clock.advance(183 * 86_400)
    with pytest.raises(Gone) as error:
        renew(spotify, token)
    assert error.value.code == "spotify_reconnect"
    assert len(spotify.sandbox.sent("POST", "/api/token")) == 1


@pytest.mark.parametrize(
    "fault, kind, code",
    [
        ({"kind": "invalid_grant"}, Gone, "spotify_reconnect"),
        ({"kind": "rate_limited"}, RateLimited, "spotify_rate_limited"),
        ({"kind": "server_error"}, UpstreamUnavailable, "spotify_unavailable"),
        ({"kind": "slow", "delay_ms": 9_000}, UpstreamTimeout, "spotify_timeout"),
        ({"kind": "cut_after_effect"}, UpstreamUnavailable, "spotify_unavailable"),
        ({"kind": "cut_mid_body"}, UpstreamUnavailable, "spotify_unavailable"),
        ({"kind": "html"}, UpstreamError, "spotify_lied"),
        ({"kind": "lie"}, UpstreamError, "spotify_lied"),
        ({"kind": "truncated"}, UpstreamError, "spotify_lied"),
        ({"kind": "status", "status": 400}, UpstreamError, "spotify_bad_request"),
    ],
)
def test_a_refresh_that_fails(
    spotify: SpotifyAtHand, fault: dict[str, Any], kind: type[DomainError], code: str
) -> None:
    _, token = spotify.sandbox.grant("sandbox-premium")
    spotify.sandbox.add_fault(path="/api/token", **fault)
    spotify.patience_s = 0.2 if fault["kind"] == "slow" else spotify.patience_s
    with pytest.raises(kind) as error:
        renew(spotify, token)
    assert error.value.code == code
    assert becomes(lambda: len(spotify.sandbox.sent("POST", "/api/token")), 1) == 1


def test_an_exchange_without_a_refresh_token_is_a_lie(
    spotify: SpotifyAtHand, monkeypatch: pytest.MonkeyPatch
) -> None:
    pkce = make_pkce()
    code = spotify.consent(url_for(spotify, pkce))["code"]
    monkeypatch.setattr(spotify.sandbox.state, "issue_refresh", lambda _: None)
    with pytest.raises(UpstreamError) as error:
        trade(spotify, code, pkce.verifier)
    assert error.value.code == "spotify_lied"


def test_secrets_show_in_no_repr() -> None:
    tokens = TokenSet("s3cret", "s3cret", NOW, "user-read-private")
    assert "s3cret" not in repr([tokens, Pkce("s3cret", "c"), Callback("s3cret", "s3cret")])


# --- the address ---


def test_the_address_asks_for_what_the_contract_says() -> None:
    url = authorize_url(
        client_id="abc",
        redirect_uri=REDIRECT,
        state="a b",
        challenge="c" * 43,
        scopes=["one", "two"],
    )
    assert url.startswith("https://accounts.spotify.com/authorize?")
    assert parse_qs(urlsplit(url).query) == {
        "client_id": ["abc"],
        "response_type": ["code"],
        "redirect_uri": [REDIRECT],
        "scope": ["one two"],
        "state": ["a b"],
        "code_challenge": ["c" * 43],
        "code_challenge_method": ["S256"],
    }


@pytest.mark.parametrize(
    "uri",
    [
        "https://attune.example/cb",
        "http://127.0.0.1:3000/cb",
        "http://[::1]:3000/cb",
        "https://attune.example:8443",
    ],
)
def test_redirects_spotify_takes(uri: str) -> None:
    check_redirect_uri(uri)


@pytest.mark.parametrize(
    "uri",
    [
        "http://localhost:3000/cb",
        "https://localhost/cb",
        "http://192.168.1.5/cb",
        "http://attune.example/cb",
        "attune",
        "",
        "http://[bad/cb",
        "ftp://127.0.0.1/",
    ],
)
def test_redirects_spotify_refuses(uri: str) -> None:
    with pytest.raises(RuleViolated) as error:
        check_redirect_uri(uri)
    assert error.value.code == "spotify_redirect_uri"


def test_pkce_follows_the_rfc() -> None:
    pkce, other = make_pkce(), make_pkce()
    assert pkce.verifier != other.verifier
    assert (len(pkce.verifier), len(pkce.challenge)) == (86, 43)


@pytest.mark.parametrize(
    "pasted, callback",
    [
        (f"{REDIRECT}?code=c1&state=s1", Callback("s1", code="c1")),
        (f"  {REDIRECT}?state=s1&code=c1#frag \n", Callback("s1", code="c1")),
        (f"{REDIRECT}?error=access_denied&state=s1", Callback("s1", error="access_denied")),
    ],
)
def test_a_pasted_callback_is_read(pasted: str, callback: Callback) -> None:
    assert read_callback(pasted) == callback


@pytest.mark.parametrize(
    "pasted",
    [
        "",
        "hello",
        f"{REDIRECT}?code=c1",
        f"{REDIRECT}?state=s1",
        f"{REDIRECT}?code=a&code=b&state=s",
        "http://[x?code=1&state=2",
    ],
)
def test_a_pasted_something_else_is_not(pasted: str) -> None:
    with pytest.raises(RuleViolated) as error:
        read_callback(pasted)
    assert error.value.code == "spotify_callback"


def test_the_consent_page_answers_once(spotify: SpotifyAtHand) -> None:
    page = spotify.http.get(url_for(spotify, make_pkce()))
    ticket = page.text.split('name="ticket" value="')[1].split('"')[0]
    form = {"ticket": ticket, "answer": "allow", "user": "sandbox-premium"}
    answers = [spotify.http.post(f"{spotify.server.url}/authorize", data=form) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [302, 400]
