"""Every way a use case can fail, without a word about HTTP.

DomainError
├── NotAuthenticated     nobody is signed in
├── Forbidden            signed in, but not allowed
├── NotFound             no such thing, or not yours to know of
├── Conflict             somebody else was faster, or it exists already
├── Gone                 it was there once
├── RuleViolated         understood, but against a rule
├── QuotaExceeded        a limit of the account
├── RateLimited          too often, too fast
└── UpstreamError        a provider answered wrongly
    ├── UpstreamTimeout
    └── UpstreamUnavailable
"""

from typing import Any


class DomainError(Exception):
    """A failure a person can be told about.

    Args:
        code: stable word for programs, such as "mood_entry_not_found".
        detail: one sentence for people: what happened and what to do.
        context: facts for programs (ids, limits, `pointer` of a wrong field); never secrets.
    """

    def __init__(self, code: str, detail: str, **context: Any) -> None:
        super().__init__(detail)
        self.code = code
        self.detail = detail
        self.context = context


class NotAuthenticated(DomainError):
    """Nobody is signed in, or the proof of it is no longer good."""


class Forbidden(DomainError):
    """The actor is known and may not do this."""


class NotFound(DomainError):
    """There is no such thing, or the actor may not know of it."""


class Conflict(DomainError):
    """The state of things does not allow it: taken, changed meanwhile, already running."""


class Gone(DomainError):
    """It existed and was removed or has run out."""


class RuleViolated(DomainError):
    """The request is well formed and breaks a rule of the product."""


class QuotaExceeded(DomainError):
    """A limit of the account is used up."""


class RateLimited(DomainError):
    """Too many requests; context carries `retry_after_s`."""


class UpstreamError(DomainError):
    """A provider answered with something unusable."""


class UpstreamTimeout(UpstreamError):
    """A provider did not answer in time."""


class UpstreamUnavailable(UpstreamError):
    """A provider is down, refuses us for now, or its circuit is open; may carry `retry_after_s`."""
