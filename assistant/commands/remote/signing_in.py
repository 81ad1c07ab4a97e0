"""`attune remote login`, `logout` and `whoami`. Secrets are asked for or read, never arguments."""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from assistant.commands.remote.common import AsJson, as_json_line, say, signed_in, told, warn
from assistant.remote.errors import Misused, NotSignedIn, RemoteError

if TYPE_CHECKING:
    from assistant.remote.store import SignIn

_LONGEST = 4000


def add_to(app: typer.Typer) -> None:
    """Register the commands."""
    app.command()(login)
    app.command()(logout)
    app.command()(whoami)


def login(
    url: Annotated[str, typer.Argument(help="Such as https://attune.example.com.")],
    email: Annotated[str, typer.Option(help="Your address; asked for when left out.")] = "",
    password_stdin: Annotated[
        bool,
        typer.Option(
            "--password-stdin", help="Read the password, and a code on the next line, from stdin."
        ),
    ] = False,
    token_stdin: Annotated[
        bool, typer.Option("--token-stdin", help="Read a personal token from stdin instead.")
    ] = False,
    ca: Annotated[
        Path | None, typer.Option(help="Certificate (PEM) to trust, for a server of your own.")
    ] = None,
    insecure_http: Annotated[
        bool, typer.Option("--insecure-http", help="Allow plain http to another machine.")
    ] = False,
) -> None:
    """Sign in at a server; an earlier sign-in of this file is ended.

    The sign-in is kept in ~/.config/attune/remote.json (XDG_CONFIG_HOME), or where
    ATTUNE_REMOTE_FILE says, readable for you alone. The environment's proxies are not used.
    """
    with told():
        from assistant.remote import signing_in
        from assistant.remote.rules import address_of
        from assistant.remote.store import SignIn, Store

        if token_stdin and (password_stdin or email):
            raise Misused("a personal token says who you are; leave the other options out")
        server = address_of(url, insecure_http=insecure_http)
        trusted = str(ca.expanduser().resolve()) if ca else ""
        if token_stdin:
            place = SignIn(url=server, kind="token", access_token="", ca=trusted)
            _done(signing_in.by_token(Store(), place, _line()))
            return
        if not email:
            email = _asker(from_stdin=False)("E-mail", False) if not password_stdin else ""
        if not email:
            raise Misused("--password-stdin needs --email")
        ask = _asker(from_stdin=password_stdin)
        place = SignIn(url=server, kind="session", access_token="", email=email.strip(), ca=trusted)
        code = "Code of your app, or a recovery code"
        _done(signing_in.by_password(
            Store(), place, ask("Password", True), lambda: ask(code, False)
        ))  # fmt: skip


def logout() -> None:
    """End the sign-in, there and here. A personal token is only forgotten here."""
    with told():
        from assistant.remote import signing_in
        from assistant.remote.store import Store

        try:
            was = signing_in.sign_out(Store())
        except NotSignedIn:
            raise
        except RemoteError:
            warn("forgotten here, but the server was not told; end the sign-in on its page Me")
            raise
        say(f"Signed out of {was.url}.")
        if was.kind == "token":
            say("The personal token is still good; revoke it on the page Me.")


def whoami(as_json: AsJson = False) -> None:
    """Show who you are, and where."""
    with signed_in() as client:
        me = client.get("/users/me")
        if as_json:
            as_json_line({**me, "url": client.sign_in.url, "kind": client.sign_in.kind})
            return
        say(f"{me['email']} ({me['display_name']}, {me['role']}) at {client.sign_in.url}")


def _done(sign_in: "SignIn") -> None:
    who = sign_in.email or "the holder of a personal token"
    say(f"Signed in at {sign_in.url} as {who}.")


def _asker(*, from_stdin: bool) -> Callable[[str, bool], str]:
    """Asks for a line by its name; hidden while typed, when told so."""

    def ask(what: str, hidden: bool) -> str:
        if from_stdin:
            return _line()
        if not sys.stdin.isatty():
            raise Misused("there is no terminal to ask at. Use --password-stdin or --token-stdin")
        answer: str = typer.prompt(what, hide_input=hidden, err=True)
        return answer

    return ask


def _line() -> str:
    """One line of standard input, a secret as often as not."""
    line = sys.stdin.readline(_LONGEST).rstrip("\r\n")
    if not line:
        raise Misused("standard input ended too early")
    return line
