"""The client: asks as whoever is signed in, and refreshes the sign-in before it runs out.

A refresh token works once, and a second use ends the sign-in. So it is used under the file's lock,
after another look at the file: of many processes at once, one asks and the others find its pair.
"""

import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any, Self

import httpx

from assistant.remote.errors import NotSignedIn
from assistant.remote.store import SignIn, Store
from assistant.remote.wire import Wire, data_of

EARLY_S = 30.0
"""An access token is refreshed so long before its end."""


class Client:
    """Asks a server as whoever is signed in.

    Args:
        store: where the sign-in is kept.
        timeout_s: longest wait for one answer.
    """

    def __init__(self, store: Store | None = None, timeout_s: float | None = None) -> None:
        self.store = store or Store()
        self.sign_in = self.store.load()
        self._wire = Wire(self.sign_in.url, self.sign_in.ca, timeout_s)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._wire.close()

    def get(self, path: str, **params: Any) -> Any:
        """Read something; what is None is left out of the query."""
        given = {k: v for k, v in params.items() if v is not None}
        return data_of(self.ask("GET", path, params=given))

    def post(self, path: str, body: Any = None, *, again: bool = False, **request: Any) -> Any:
        """Do something; `again` where twice is the same as once."""
        if body is not None:
            request["json"] = body
        return data_of(self.ask("POST", path, again=again, **request))

    def ask(self, method: str, path: str, **request: Any) -> httpx.Response:
        """Ask, with a fresh token; the answer as it came.

        Raises:
            RemoteError: see `Wire.ask`.
        """
        if _stale(self.sign_in):
            self.refresh()
        try:
            return self._wire.ask(method, path, token=self.sign_in.access_token, **request)
        except NotSignedIn:  # nothing was done: asking again is safe whatever the method
            if self.sign_in.kind == "token":
                raise
            self.refresh()
        return self._wire.ask(method, path, token=self.sign_in.access_token, **request)

    def refresh(self) -> None:
        """Take the pair that another process got meanwhile, or get one.

        Raises:
            NotSignedIn: the sign-in is over.
        """
        with self.store.locked():
            kept = self.store.load()
            if _place(kept) != _place(self.sign_in):
                raise NotSignedIn("somebody signed in anew meanwhile. Start this command again")
            if kept.refresh_token != self.sign_in.refresh_token and not _stale(kept):
                self.sign_in = kept
                return
            with _undisturbed():  # ended between answer and file, the pair would be lost
                pair = self._renewed(kept)
                self.sign_in = signed_in(kept, pair)
                self.store.save(self.sign_in)

    def _renewed(self, kept: SignIn) -> dict[str, Any]:
        try:
            body = {"refresh_token": kept.refresh_token}
            pair: dict[str, Any] = data_of(self._wire.ask("POST", "/auth/refresh", json=body))
        except NotSignedIn:
            self.store.forget()
            raise NotSignedIn(
                f"the sign-in at {kept.url} is over. Sign in again: attune remote login {kept.url}"
            ) from None
        return pair


def signed_in(kept: SignIn, pair: dict[str, Any]) -> SignIn:
    """A sign-in with the tokens that the server gave just now."""
    return replace(
        kept, access_token=pair["access_token"], refresh_token=pair["refresh_token"],
        access_until=time.time() + float(pair["expires_in"]),
    )  # fmt: skip


def _stale(kept: SignIn) -> bool:
    return kept.kind == "session" and time.time() > kept.access_until - EARLY_S


def _place(sign_in: SignIn) -> tuple[str, str, str]:
    return sign_in.url, sign_in.email, sign_in.kind


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Let Ctrl-C and an end from outside wait until this is over."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT, signal.SIGTERM})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
