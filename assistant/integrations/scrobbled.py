"""What scrobbling services have in common: a listen on its way out, and how sending it can fail."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import httpx

from assistant.core.errors import DomainError
from assistant.integrations.http import Answer, NoAnswer, exchange


@dataclass(frozen=True, slots=True)
class OutwardListen:
    """A listen as it is told to others; `ts` is when it began, POSIX seconds."""

    title: str
    artist: str
    ts: int
    album: str | None = None
    duration_ms: int | None = None
    mbid: str | None = None


class NotArrived(DomainError):
    """It surely did not arrive, and may be sent again; context may have `retry_after_s`."""


class MayHaveArrived(DomainError):
    """Nobody knows whether it arrived: it must not be sent again by itself."""


class NotWanted(DomainError):
    """The service does not take this listen, and never will."""


class KeyRefused(DomainError):
    """The service does not take our key any more."""


def ask(
    client: httpx.Client, service: str, method: str, url: str, *, timeout_s: float,
    headers: Mapping[str, str], content: bytes | None = None,
) -> Answer:  # fmt: skip
    """Send one request, once.

    Raises:
        NotArrived: it was not sent.
        MayHaveArrived: it was sent, and no whole answer came.
    """
    try:
        return exchange(client, method, url, timeout_s=timeout_s, headers=headers, content=content)
    except NoAnswer as error:
        said = f"{service} did not answer."
        kind = MayHaveArrived if error.sent else NotArrived
        raise kind(f"{service.lower()}_no_answer", said, why=error.why) from None


def refuse_status(service: str, answer: Answer) -> None:
    """Turn a status into an error; 503 and 429 say that nothing was done, other 5xx do not.

    Raises:
        DomainError: one of this module's.
    """
    code = f"{service.lower().replace('.', '')}_{answer.status}"
    said = f"{service} answered {answer.status}."
    if answer.status in (429, 503):
        raise NotArrived(code, said, retry_after_s=answer.retry_after_s)
    if answer.status in (401, 403):
        raise KeyRefused(code, f"{service} does not take this key any more. Connect again.")
    if answer.status >= 500:
        raise MayHaveArrived(code, said)
    if not 200 <= answer.status < 300:
        raise NotWanted(code, said)


def json_of(answer: Answer) -> dict[str, Any]:
    """An answer's JSON object; empty when it is none."""
    try:
        found = json.loads(answer.body)
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}
