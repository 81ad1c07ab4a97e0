"""One HTTP exchange with somebody we do not trust: bounded, without cookies or redirects.

It tells what a caller must know after a failure: whether the request can have arrived.
"""

import functools
import logging
import ssl
import time
from collections.abc import Mapping
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from http.cookiejar import CookieJar, DefaultCookiePolicy
from typing import Literal

import httpx

MAX_BYTES = 2_000_000
MAX_WAIT_S = 86_400

# Both write whole addresses to the log, and an address holds the titles somebody listens to.
for _name in ("httpx", "httpcore"):
    logging.getLogger(_name).setLevel(logging.WARNING)

_NEVER_SENT = (
    httpx.ConnectError,
    httpx.ConnectTimeout,
    httpx.PoolTimeout,
    httpx.UnsupportedProtocol,
    httpx.LocalProtocolError,
    httpx.ProxyError,
)


@dataclass(frozen=True, slots=True)
class Answer:
    """A whole answer, whatever its status; `retry_after_s` is None when not (sensibly) given.

    `location` is where a redirect leads; nobody follows it but who asked, after looking at it.
    """

    status: int
    body: bytes
    content_type: str
    retry_after_s: int | None
    location: str = ""

    @property
    def is_html(self) -> bool:
        """Whether it is a page for people: a proxy or a sign-in wall spoke, not the service."""
        return self.content_type == "text/html"


class NoAnswer(Exception):
    """No whole answer came.

    Attributes:
        why: "timeout"; "broken" (refused, cut, no such host); "too_long"; "garbled" (not HTTP, or
            a body that cannot be decoded).
        sent: False when the request surely never arrived whole; True when it may have.
    """

    def __init__(
        self, why: Literal["timeout", "broken", "too_long", "garbled"], *, sent: bool
    ) -> None:
        super().__init__(why)
        self.why = why
        self.sent = sent


def new_client(user_agent: str | None = None, *, direct: bool = False) -> httpx.Client:
    """A pool of connections that keeps no cookies: it may serve several listeners.

    Args:
        user_agent: how we call ourselves.
        direct: past any proxy that the environment names.
    """
    headers = {"User-Agent": user_agent} if user_agent else None
    jar = CookieJar(policy=DefaultCookiePolicy(allowed_domains=[]))
    return httpx.Client(
        headers=headers, cookies=jar, follow_redirects=False, verify=_tls(), trust_env=not direct
    )


@functools.cache
def _tls() -> ssl.SSLContext:
    """One for the process: reading the root certificates takes longer than most requests."""
    return httpx.create_ssl_context()


def exchange(
    client: httpx.Client,
    method: str,
    url: str,
    *,
    timeout_s: float,
    headers: Mapping[str, str] | None = None,
    params: Mapping[str, str | int] | None = None,
    content: bytes | None = None,
    max_bytes: int = MAX_BYTES,
) -> Answer:
    """Send one request, once, and read its answer.

    Args:
        client: where connections come from.
        method: HTTP method.
        url: absolute.
        timeout_s: for connecting and for each wait, and for the answer's body as a whole.
        headers: added to the client's.
        params: the query.
        content: the body.
        max_bytes: longest body read.

    Raises:
        NoAnswer: see there. It carries neither address nor header.
    """
    deadline = time.monotonic() + timeout_s
    try:
        with client.stream(
            method, url, headers=headers, params=params, content=content, timeout=timeout_s
        ) as response:
            body = bytearray()
            for chunk in response.iter_bytes():
                body += chunk
                if len(body) > max_bytes:
                    raise NoAnswer("too_long", sent=True)
                if time.monotonic() > deadline:
                    raise NoAnswer("timeout", sent=True)
            return Answer(
                status=response.status_code,
                body=bytes(body),
                content_type=_media_type(response.headers.get("content-type", "")),
                retry_after_s=_retry_after_s(response.headers.get("retry-after", "")),
                location=response.headers.get("location", ""),
            )
    except httpx.InvalidURL:
        raise NoAnswer("broken", sent=False) from None
    except httpx.TimeoutException as error:
        raise NoAnswer("timeout", sent=not isinstance(error, _NEVER_SENT)) from None
    except (httpx.DecodingError, httpx.RemoteProtocolError) as error:
        raise NoAnswer("broken" if _was_cut(error) else "garbled", sent=True) from None
    except httpx.HTTPError as error:
        raise NoAnswer("broken", sent=not isinstance(error, _NEVER_SENT)) from None


def _was_cut(error: httpx.HTTPError) -> bool:
    """Whether the other side hung up, before or within its answer."""
    words = str(error)
    return "disconnected" in words or "peer closed connection" in words


def _media_type(header: str) -> str:
    return header.partition(";")[0].strip().lower()


def _retry_after_s(header: str) -> int | None:
    """Retry-After as seconds in [1, MAX_WAIT_S], from a number or an HTTP date."""
    written = header.strip()
    if written.isascii() and written.isdigit():
        return max(1, min(MAX_WAIT_S, int(written[:9])))
    try:
        wait_s = parsedate_to_datetime(written).timestamp() - time.time()
    except (ValueError, TypeError, OverflowError):
        return None
    return max(1, min(MAX_WAIT_S, round(wait_s)))
