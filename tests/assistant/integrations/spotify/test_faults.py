"""What each failure of Spotify becomes, and whether it is said that a write may have happened."""

import logging
from dataclasses import dataclass, field
from typing import Any

import pytest

from assistant.core.errors import (
    Conflict,
    DomainError,
    Forbidden,
    NotFound,
    RateLimited,
    RuleViolated,
    UpstreamError,
    UpstreamTimeout,
    UpstreamUnavailable,
)
from assistant.integrations.spotify import SpotifyClient
from tests.support.patience import PATIENCE_S, becomes
from tests.support.sandboxes import HARBOUR, SpotifyAtHand

QUEUE = "/v1/me/player/queue"


@dataclass(frozen=True)
class Case:
    """A fault, the error it must become, and what is true of a write it hit."""

    kind: str
    error: type[DomainError]
    code: str
    uncertain: bool
    happened: int = 0
    facts: dict[str, Any] = field(default_factory=dict)
    fault: dict[str, Any] = field(default_factory=dict)
    patience_s: float = PATIENCE_S


CASES = [
    Case("unauthorized", UpstreamError, "spotify_unauthorized", False, facts={"status": 401}),
    Case("forbidden", Forbidden, "spotify_forbidden", False, facts={"status": 403}),
    Case(
        "premium_required",
        RuleViolated,
        "spotify_premium_required",
        False,
        facts={"status": 403, "reason": "PREMIUM_REQUIRED"},
    ),
    Case(
        "no_device",
        Conflict,
        "spotify_no_device",
        False,
        facts={"status": 404, "reason": "NO_ACTIVE_DEVICE"},
    ),
    Case("not_found", NotFound, "spotify_not_found", False, facts={"status": 404}),
    Case(
        "rate_limited",
        RateLimited,
        "spotify_rate_limited",
        False,
        facts={"status": 429, "retry_after_s": 7},
        fault={"retry_after_s": 7},
    ),
    Case(
        "quota_exceeded",
        RateLimited,
        "spotify_quota_exceeded",
        False,
        facts={"status": 429, "reason": "QUOTA_EXCEEDED", "retry_after_s": 7200},
    ),
    Case("server_error", UpstreamUnavailable, "spotify_unavailable", True, facts={"status": 503}),
    Case(
        "server_error",
        UpstreamUnavailable,
        "spotify_unavailable",
        True,
        happened=1,
        facts={"status": 503},
        fault={"effect": True},
    ),
    Case(
        "status",
        UpstreamError,
        "spotify_bad_request",
        False,
        facts={"status": 405},
        fault={"status": 405},
    ),
    Case(
        "status",
        UpstreamTimeout,
        "spotify_timeout",
        True,
        facts={"status": 408},
        fault={"status": 408},
    ),
    Case(
        "status",
        RateLimited,
        "spotify_rate_limited",
        False,
        facts={"status": 429, "retry_after_s": 30},
        fault={"status": 429},
    ),
    Case(
        "status",
        UpstreamError,
        "spotify_lied",
        True,
        facts={"status": 302},
        fault={"status": 302},
    ),
    Case("html", UpstreamError, "spotify_lied", True),
    Case("huge", UpstreamError, "spotify_lied", True),
    Case("cut_before", UpstreamUnavailable, "spotify_unavailable", True),
    Case("cut_after_effect", UpstreamUnavailable, "spotify_unavailable", True, happened=1),
    Case("cut_mid_body", UpstreamUnavailable, "spotify_unavailable", True, happened=1),
    Case(
        "slow",
        UpstreamTimeout,
        "spotify_timeout",
        True,
        happened=1,
        fault={"delay_ms": 9_000},
        patience_s=0.2,
    ),
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.kind}-{case.code}")
def test_a_failed_queueing(spotify: SpotifyAtHand, case: Case) -> None:
    spotify.sandbox.add_fault(path=QUEUE, kind=case.kind, **case.fault)
    spotify.patience_s = case.patience_s
    with pytest.raises(case.error) as error:
        spotify.client().queue_add(HARBOUR.uri)
    assert error.value.code == case.code
    assert error.value.context == case.facts | {"uncertain": case.uncertain}
    assert becomes(lambda: len(spotify.sandbox.sent("POST", QUEUE)), 1) == 1
    assert spotify.user().queue == [HARBOUR.uri] * case.happened


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.kind}-{case.code}")
def test_a_failed_reading(spotify: SpotifyAtHand, case: Case) -> None:
    spotify.sandbox.add_fault(path="/v1/me", kind=case.kind, **case.fault)
    spotify.patience_s = case.patience_s
    with pytest.raises(case.error) as error:
        spotify.client().me()
    assert (error.value.code, error.value.context) == (case.code, case.facts)
    assert becomes(lambda: len(spotify.sandbox.requests), 1) == 1


@pytest.mark.parametrize(
    "path, read",
    [
        ("/v1/me", lambda c: c.me()),
        ("/v1/me/player/recently-played", lambda c: c.recently_played()),
        ("/v1/me/player", lambda c: c.player()),
        ("/v1/me/player/devices", lambda c: c.devices()),
        ("/v1/me/player/queue", lambda c: c.player_queue()),
        ("/v1/search", lambda c: c.search_tracks("x")),
        (f"/v1/tracks/{HARBOUR.id}", lambda c: c.track(HARBOUR.id)),
        ("/v1/me/playlists", lambda c: c.playlists()),
    ],
)
@pytest.mark.parametrize("kind", ["lie", "truncated", "html"])
def test_a_lying_answer_is_no_answer(spotify: SpotifyAtHand, path: str, read, kind: str) -> None:
    client = spotify.client()
    spotify.user().playing = HARBOUR
    spotify.sandbox.state.script_plays("sandbox-premium", [HARBOUR])
    client.create_playlist("Attune queue")
    spotify.sandbox.add_fault(path=path, kind=kind)
    with pytest.raises(UpstreamError) as error:
        read(client)
    assert (error.value.code, error.value.context) == ("spotify_lied", {})


@pytest.mark.parametrize("kind", ["lie", "truncated"])
def test_a_playlist_that_was_made_but_not_named(spotify: SpotifyAtHand, kind: str) -> None:
    spotify.sandbox.add_fault(path="/v1/me/playlists", kind=kind)
    with pytest.raises(UpstreamError) as error:
        spotify.client().create_playlist("Attune queue")
    assert (error.value.code, error.value.context) == ("spotify_lied", {"uncertain": True})
    assert len(spotify.user().playlists) == 1


def test_a_body_that_drips_is_cut_short(spotify: SpotifyAtHand) -> None:
    spotify.sandbox.add_fault(path="/v1/me", kind="drip", delay_ms=50)
    spotify.patience_s = 0.2
    with pytest.raises(UpstreamTimeout):
        spotify.client().me()


def test_nobody_listens(spotify: SpotifyAtHand) -> None:
    client = spotify.client()
    spotify.server.stop()
    with pytest.raises(UpstreamUnavailable) as error:
        client.queue_add(HARBOUR.uri)
    assert error.value.context == {"uncertain": False}
    with pytest.raises(UpstreamUnavailable) as error:
        client.me()
    assert error.value.context == {}


def test_an_impossible_address_was_never_asked() -> None:
    client = SpotifyClient("token", base_url="http://256.1.1.1/v1")
    with client, pytest.raises(UpstreamUnavailable) as error:
        client.queue_add(HARBOUR.uri)
    assert error.value.context == {"uncertain": False}


def test_after_a_fault_the_next_call_works(spotify: SpotifyAtHand) -> None:
    client = spotify.client()
    spotify.sandbox.add_fault(path=QUEUE, kind="cut_after_effect")
    with pytest.raises(UpstreamUnavailable):
        client.queue_add(HARBOUR.uri)
    client.queue_add(HARBOUR.uri)
    assert spotify.user().queue == [HARBOUR.uri] * 2


def test_tokens_are_in_no_log_and_no_error(
    spotify: SpotifyAtHand, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    token = spotify.token()
    client = spotify.client_with(token)
    client.me()
    client.search_tracks("harbour")
    for kind in ("unauthorized", "cut_before", "lie"):
        spotify.sandbox.add_fault(path="/v1/me", kind=kind)
        with pytest.raises(DomainError) as error:
            client.me()
        seen = f"{error.value!r} {error.value.context} {vars(client)}"
        assert token not in seen
    assert token not in caplog.text
    assert "harbour" not in caplog.text
