"""Signing in and out: by password and, where the server asks, a code; or by a personal token."""

from collections.abc import Callable
from contextlib import suppress
from typing import Any

from assistant.remote.client import Client, signed_in
from assistant.remote.errors import Misused, NotSignedIn, Refused, RemoteError
from assistant.remote.store import SignIn, Store
from assistant.remote.wire import Wire, data_of

SECOND_STEP = "second_step_needed"
TOKEN_PREFIX = "attune_"  # noqa: S105 - how a token begins, no token


def by_password(
    store: Store, place: SignIn, password: str, ask_code: Callable[[], str]
) -> SignIn:  # fmt: skip
    """Sign in by address and password; `ask_code` is called when the account has a second factor.

    Args:
        store: where the sign-in is kept, in place of an earlier one, which is ended.
        place: server and address; its tokens are empty.
        password: of the account.
        ask_code: gives a code of the app, or a recovery code.

    Raises:
        Refused: password or code is wrong.
        Unreachable: no answer.
    """
    wire = Wire(place.url, place.ca)
    try:
        pair = _pair(wire, place.email, password, ask_code)
    finally:
        wire.close()
    return _keep(store, signed_in(place, pair))


def by_token(store: Store, place: SignIn, token: str) -> SignIn:
    """Keep a personal token, once the server knows it.

    Raises:
        Misused: that is no personal token.
        Refused: the server does not know it.
    """
    if not token.startswith(TOKEN_PREFIX) or not token.isascii() or any(map(str.isspace, token)):
        raise Misused("a personal token begins with attune_. Make one on the page Me")
    wire = Wire(place.url, place.ca)
    email = ""
    try:
        email = data_of(wire.ask("GET", "/users/me", token=token))["email"]
    except NotSignedIn as error:
        raise _refused(error) from None
    except Refused as error:
        if error.status != 403:
            raise  # known, but it may not look at the profile: good
    finally:
        wire.close()
    kept = SignIn(url=place.url, kind="token", access_token=token, email=email, ca=place.ca)
    return _keep(store, kept)


def sign_out(store: Store) -> SignIn:
    """End the sign-in at the server and forget it here, the latter in any case.

    Raises:
        NotSignedIn: there is none.
        RemoteError: the server could not be told.
    """
    was = store.load()
    try:
        if was.kind == "session":
            with suppress(NotSignedIn):  # over already
                _end(store)
    finally:
        with store.locked():
            store.forget()
    return was


def _keep(store: Store, sign_in: SignIn) -> SignIn:
    with suppress(RemoteError):  # an earlier sign-in that nobody can reach any more ends with time
        if (earlier := store.find()) is not None and earlier.kind == "session":
            _end(store)
    with store.locked():
        store.save(sign_in)
    return sign_in


def _end(store: Store) -> None:
    with Client(store, timeout_s=10) as client:
        client.post("/auth/logout")


def _pair(
    wire: Wire, email: str, password: str, ask_code: Callable[[], str]
) -> dict[str, Any]:  # fmt: skip
    try:
        body = {"email": email, "password": password}
        pair: dict[str, Any] = data_of(wire.ask("POST", "/auth/login", json=body))
        return pair
    except NotSignedIn as error:
        refused = _refused(error)
    if refused.code != SECOND_STEP:
        raise refused from None
    try:
        body = {"challenge": str(refused.body["challenge"]), "code": ask_code()}
        return data_of(wire.ask("POST", "/auth/login/second-step", json=body))  # type: ignore[no-any-return]
    except NotSignedIn as error:
        raise _refused(error) from None


def _refused(error: NotSignedIn) -> Refused:
    """A 401 to somebody who is just signing in: no."""
    cause = error.__cause__
    return cause if isinstance(cause, Refused) else Refused(str(error), 401)
