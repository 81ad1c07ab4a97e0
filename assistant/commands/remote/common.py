"""What the remote commands share: a client, exit codes, and text that is safe on a terminal."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated, Any

import typer

from assistant.remote.errors import RemoteError

if TYPE_CHECKING:
    from assistant.remote.client import Client

AsJson = Annotated[bool, typer.Option("--json", help="Print the server's answer as JSON.")]
STOPPED = 130


@contextmanager
def told() -> Iterator[None]:
    """Turn what went wrong into one line on standard error and an exit code."""
    try:
        yield
    except RemoteError as error:
        warn(str(error))
        raise typer.Exit(error.exit_code) from None
    except KeyboardInterrupt:
        raise typer.Exit(STOPPED) from None


@contextmanager
def signed_in() -> "Iterator[Client]":
    """A client of whoever is signed in; errors are told."""
    with told():
        from assistant.remote.client import Client  # brings httpx

        with Client() as client:
            yield client


def say(line: str) -> None:
    """Print a line."""
    typer.echo(plain(line))


def warn(line: str) -> None:
    """Say on standard error what is wrong."""
    typer.echo(f"attune: {plain(line).rstrip('.')}.", err=True)


def as_json_line(data: Any) -> None:
    """Print an answer for a script, on one line of ASCII."""
    typer.echo(json.dumps(data))


def plain(text: str) -> str:
    """A text of somebody else's without what a terminal would obey."""
    return "".join(sign if sign.isprintable() else " " for sign in text)


def feeling(six: dict[str, Any]) -> str:
    """A mood in words: its name, how pleasant, how energetic."""
    shares = {name: float(six[name]) for name in ("happy", "sad", "angry", "relaxed")}
    name = six.get("mood") or max(shares, key=lambda mood: shares[mood])
    return f"{name}: pleasant {six['valence']:+.2f}, energy {six['arousal']:+.2f}"
