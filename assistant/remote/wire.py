"""One request to the server and its answer: bounded in time, tried again only where that is safe.

The environment's proxies are never used: over plain http one would be shown the token. A redirect
is not followed: it would carry the token somewhere else.
"""

import logging
import os
import ssl
import time
from typing import Any
from urllib.parse import urlsplit

import httpx

from assistant.remote.errors import Misused, NotSignedIn, Refused, Unreachable
from assistant.remote.rules import API

CONNECT_S = 10.0
TIMEOUT_S = 30.0
TRIES = 3
PAUSE_S = 0.4
_GONE_A_MOMENT = frozenset({502, 503, 504})

# Both write whole addresses to the log.
for _name in ("httpx", "httpcore"):
    logging.getLogger(_name).setLevel(logging.WARNING)


class Wire:
    """Connections to one server.

    Args:
        url: its address, as `rules.address_of` gives it.
        ca: file of an authority of one's own; empty for those the system trusts.
        timeout_s: longest wait for the server; None asks `ATTUNE_REMOTE_TIMEOUT_S`.
    """

    def __init__(self, url: str, ca: str = "", timeout_s: float | None = None) -> None:
        self.url = url
        wait_s = timeout_s if timeout_s is not None else _timeout_s()
        self._http = httpx.Client(
            base_url=url + API, verify=_trust(url, ca), trust_env=False, follow_redirects=False,
            timeout=httpx.Timeout(wait_s, connect=min(wait_s, CONNECT_S)),
            headers={"User-Agent": "attune-remote", "Accept": "application/json"},
        )  # fmt: skip

    def close(self) -> None:
        """Close the connections."""
        self._http.close()

    def ask(
        self, method: str, path: str, *, token: str = "", again: bool | None = None, **request: Any
    ) -> httpx.Response:
        """Ask, and return what is no error.

        Args:
            method: of HTTP.
            path: below the API's root.
            token: who is asking.
            again: whether asking twice does the same as asking once; by default for GET alone.
            request: `json`, `params`, `files`, as httpx takes them.

        Raises:
            NotSignedIn: the server asks who this is (401).
            Refused: it said no.
            Unreachable: no answer, or none of Attune's.
        """
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        tries = TRIES if (method == "GET" if again is None else again) else 1
        for left in reversed(range(tries)):
            try:
                answer = self._http.request(method, path, headers=headers, **request)
            except httpx.HTTPError as error:
                if left == 0 or _cause(error, ssl.SSLError) is not None:
                    raise self._no_answer(error) from None  # the error holds the request's header
            else:
                if left == 0 or answer.status_code not in _GONE_A_MOMENT:
                    return self._good(answer)
            time.sleep(PAUSE_S * 2 ** (tries - 1 - left))
        raise AssertionError("every try returns or raises")

    def _good(self, answer: httpx.Response) -> httpx.Response:
        if answer.is_success:
            return answer
        if answer.is_redirect:
            where = answer.headers.get("location", "another address")
            raise Unreachable(f"{self.url} sends on to {where}. Sign in with that address")
        try:
            body = answer.json()
            detail, code = str(body["detail"]), str(body["code"])
        except (ValueError, TypeError, KeyError):
            raise Unreachable(
                f"{self.url} answers {answer.status_code}, but not as Attune does"
            ) from None
        wrong = [f"{e.get('pointer', '')}: {e['detail']}" for e in body.get("errors", [])]
        if wrong:
            detail = f"{detail.rstrip('.')} ({'; '.join(wrong)})"
        if answer.status_code == httpx.codes.UNAUTHORIZED:
            raise NotSignedIn(detail) from Refused(detail, answer.status_code, code, body)
        raise Refused(detail, answer.status_code, code, body)

    def _no_answer(self, error: httpx.HTTPError) -> Unreachable:
        wrong = _cause(error, ssl.SSLCertVerificationError)
        if wrong is not None:
            return Unreachable(
                f"the certificate of {self.url} is not one that this machine trusts "
                f"({wrong.verify_message}). If the server is yours, sign in with --ca FILE"
            )
        if isinstance(error, httpx.TimeoutException):
            return Unreachable(f"{self.url} took too long to answer")
        return Unreachable(f"{self.url} cannot be reached: {_plain(error)}")


def data_of(answer: httpx.Response) -> Any:
    """The JSON of an answer; None where there is none.

    Raises:
        Unreachable: it is something else, such as a page.
    """
    if answer.status_code == httpx.codes.NO_CONTENT:
        return None
    try:
        return answer.json()
    except ValueError:
        raise Unreachable(f"{answer.url.host} answers, but not as Attune does") from None


def _trust(url: str, ca: str) -> ssl.SSLContext:
    """What the system trusts, and an authority of one's own; nothing at all for plain http."""
    if urlsplit(url).scheme == "http":
        return ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)  # trusts nobody: reading roots takes time
    context = ssl.create_default_context()
    if ca:
        try:
            context.load_verify_locations(ca)
        except (OSError, ssl.SSLError):
            raise Misused(f"{ca} holds no certificate (PEM)") from None
    return context


def _cause(error: BaseException, kind: type[Any]) -> Any:
    """The first cause of a kind behind an error."""
    seen: BaseException | None = error
    while seen is not None and not isinstance(seen, kind):
        seen = seen.__cause__ or seen.__context__
    return seen


def _plain(error: httpx.HTTPError) -> str:
    text = str(error)
    return text.partition("] ")[2] or text or type(error).__name__


def _timeout_s() -> float:
    given = os.environ.get("ATTUNE_REMOTE_TIMEOUT_S", "")
    try:
        wait_s = float(given) if given else TIMEOUT_S
    except ValueError:
        wait_s = 0.0
    if not 0 < wait_s <= 3600:
        raise Misused("ATTUNE_REMOTE_TIMEOUT_S is a number of seconds, up to 3600")
    return wait_s
