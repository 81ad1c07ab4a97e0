"""Domain errors as `application/problem+json` (RFC 9457)."""

from collections.abc import Mapping
from typing import Any

from assistant.core import errors

PROBLEM_JSON = "application/problem+json"
STATUS: tuple[tuple[type[errors.DomainError], int], ...] = (  # the narrower class first
    (errors.NotAuthenticated, 401),
    (errors.Forbidden, 403),
    (errors.QuotaExceeded, 403),
    (errors.NotFound, 404),
    (errors.Conflict, 409),
    (errors.Gone, 410),
    (errors.RuleViolated, 422),
    (errors.RateLimited, 429),
    (errors.UpstreamTimeout, 504),
    (errors.UpstreamUnavailable, 503),
    (errors.UpstreamError, 502),
)
TITLES = {
    400: "The request could not be read",
    401: "Not signed in",
    403: "Not allowed",
    404: "Not found",
    405: "Not possible here",
    409: "It does not go together",
    410: "Gone",
    413: "Too large",
    415: "Not a format that is read here",
    422: "Against a rule",
    429: "Too many requests",
    500: "Something went wrong",
    502: "A provider answered wrongly",
    503: "A provider is not available",
    504: "A provider took too long",
}
_MEMBERS = frozenset({"type", "title", "status", "code", "detail", "request_id"})
_HIDDEN = frozenset({"pointer", "errors"}) | _MEMBERS  # a provider's status is not ours


def status_of(error: errors.DomainError) -> int:
    """The HTTP status of a domain error."""
    return next((status for kind, status in STATUS if isinstance(error, kind)), 500)


def problem(
    status: int,
    code: str,
    detail: str,
    request_id: str,
    errors_at: list[dict[str, str]] | None = None,
    extra: Mapping[str, Any] | None = None,
) -> dict[str, Any]:
    """Build a problem body; `errors_at` names wrong fields by JSON pointer."""
    return {
        "type": "about:blank",
        "title": TITLES.get(status, "Error"),
        "status": status,
        "code": code,
        "detail": detail,
        "request_id": request_id,
        **({"errors": errors_at} if errors_at else {}),
        **(extra or {}),
    }


def of_domain_error(error: errors.DomainError, request_id: str) -> dict[str, Any]:
    """The problem body of a domain error."""
    pointer = error.context.get("pointer")
    errors_at = [{"pointer": pointer, "detail": error.detail}] if pointer else None
    extra = {k: v for k, v in error.context.items() if k not in _HIDDEN and _plain(v)}
    return problem(status_of(error), error.code, error.detail, request_id, errors_at, extra)


def _plain(value: object) -> bool:
    return isinstance(value, (str, int, float, bool))
