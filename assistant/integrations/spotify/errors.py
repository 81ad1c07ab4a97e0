"""What can go wrong with Spotify, in the words of our error tree, with stable codes.

    spotify_reconnect         Gone                 refresh token dead: ask the listener to reconnect
    spotify_client_refused    RuleViolated         unknown client ID, or redirect URI not registered
    spotify_redirect_uri      RuleViolated         redirect URI that Spotify would refuse
    spotify_bad_id            RuleViolated         an id or URI of ours that cannot be Spotify's
    spotify_unauthorized      UpstreamError        access token expired or revoked: refresh once
    spotify_premium_required  RuleViolated         the account has no Premium
    spotify_no_device         Conflict             nothing is playing anywhere, or that device left
    spotify_forbidden         Forbidden            scope missing, device restricted, user not listed
    spotify_not_found         NotFound             no such track or playlist
    spotify_rate_limited      RateLimited          retry_after_s: seconds
    spotify_quota_exceeded    RateLimited          retry_after_s: can be hours; stop until then
    spotify_bad_request       UpstreamError        Spotify refuses how we ask (400, 405 …)
    spotify_timeout           UpstreamTimeout
    spotify_unavailable       UpstreamUnavailable  5xx, connection refused or cut
    spotify_lied              UpstreamError        an answer that is not Spotify's

Errors of a write carry `uncertain`: False when it surely was not carried out, True when it may have
been (no whole answer after sending, 5xx, an answer that is not Spotify's). Errors with an answer
carry `status`, and Spotify's own `reason` word where it gave one.
"""

import re
from typing import Any

from pydantic import ValidationError

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
from assistant.integrations.http import Answer, NoAnswer
from assistant.integrations.spotify.schemas import ErrorBody

RATE_WINDOW_S = 30
"""Spotify counts requests over a rolling half minute: what to wait when it does not say."""
QUOTA_WAIT_S = 3_600
"""A quota has no known window: what to wait when Spotify does not say."""

_REASON = re.compile(r"[A-Z][A-Z_]{0,59}")
_REQUEST_TIMEOUT = 408
_NONSENSE = "Spotify's answer makes no sense. Try again later."

_Meaning = tuple[type[DomainError], str, str]
_NO_DEVICE: _Meaning = (
    Conflict,
    "spotify_no_device",
    "No Spotify device is active. Start playing on one and try again.",
)
_BY_REASON: dict[tuple[int, str | None], _Meaning] = {
    (403, "PREMIUM_REQUIRED"): (
        RuleViolated,
        "spotify_premium_required",
        "Spotify allows this only with Premium.",
    ),
    (404, "NO_ACTIVE_DEVICE"): _NO_DEVICE,
}
_BY_STATUS: dict[int, _Meaning] = {
    401: (UpstreamError, "spotify_unauthorized", "Spotify no longer accepts this sign-in."),
    403: (Forbidden, "spotify_forbidden", "Spotify does not allow this."),
    404: (NotFound, "spotify_not_found", "Spotify has no such thing."),
    408: (UpstreamTimeout, "spotify_timeout", "Spotify did not answer in time."),
}


def no_answer(error: NoAnswer, *, writes: bool) -> DomainError:
    """The error of a request that got no whole answer."""
    facts = {"uncertain": error.sent} if writes else {}
    if error.why == "timeout":
        return UpstreamTimeout("spotify_timeout", "Spotify did not answer in time.", **facts)
    if error.why == "broken":
        return UpstreamUnavailable("spotify_unavailable", "Spotify cannot be reached.", **facts)
    return lied(**facts)


def lied(**facts: Any) -> UpstreamError:
    """The error of an answer that cannot be Spotify's."""
    return UpstreamError("spotify_lied", _NONSENSE, **facts)


def refused(answer: Answer, *, writes: bool) -> DomainError:
    """The error of an answer whose status is not 2xx."""
    reason, message = _said(answer)
    facts: dict[str, Any] = {"status": answer.status}
    if reason:
        facts["reason"] = reason
    if writes:
        # A 408 comes from whoever stood between: Spotify may have heard the request.
        facts["uncertain"] = not 400 <= answer.status < 500 or answer.status == _REQUEST_TIMEOUT
    if answer.status == 429:
        return _too_much(answer, reason, facts)
    if answer.retry_after_s:
        facts["retry_after_s"] = answer.retry_after_s
    kind, code, detail = _meaning(answer.status, reason, message)
    return kind(code, detail, **facts)


def _meaning(status: int, reason: str | None, message: str) -> _Meaning:
    if (status, reason) in _BY_REASON:
        return _BY_REASON[status, reason]
    if status == 404 and message == "Device not found":
        return _NO_DEVICE
    if status in _BY_STATUS:
        return _BY_STATUS[status]
    if status >= 500:
        return UpstreamUnavailable, "spotify_unavailable", "Spotify has a problem of its own."
    if status >= 400:
        return UpstreamError, "spotify_bad_request", "Spotify did not accept the request."
    return UpstreamError, "spotify_lied", _NONSENSE


def _too_much(answer: Answer, reason: str | None, facts: dict[str, Any]) -> RateLimited:
    if reason == "QUOTA_EXCEEDED":
        facts["retry_after_s"] = answer.retry_after_s or QUOTA_WAIT_S
        return RateLimited(
            "spotify_quota_exceeded", "Spotify's quota for this app is used up.", **facts
        )
    facts["retry_after_s"] = answer.retry_after_s or RATE_WINDOW_S
    return RateLimited("spotify_rate_limited", "Spotify asks us to slow down.", **facts)


def _said(answer: Answer) -> tuple[str | None, str]:
    """Spotify's (reason, message), where the body has its form; a gateway's does not."""
    try:
        error = ErrorBody.model_validate_json(answer.body).error
    except ValidationError:
        return None, ""
    reason = error.reason if error.reason and _REASON.fullmatch(error.reason) else None
    return reason, error.message
