"""What commands share: settings, a container without a worker, and plain error messages."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NoReturn

import typer
from pydantic import ValidationError

from assistant.core.errors import DomainError
from assistant.core.settings import Settings


def fail(message: str) -> NoReturn:
    """Say what is wrong and end with code 1."""
    typer.echo(f"attune: {message}", err=True)
    raise typer.Exit(1)


def read_settings(**given: Any) -> Settings:
    """The settings, with what the command line said on top; ends with a message when wrong."""
    values = {k: v for k, v in given.items() if v not in (None, False)}
    try:
        return Settings(**values)
    except ValidationError as error:
        wrong = "; ".join(
            f"ATTUNE_{'_'.join(str(p) for p in e['loc']).upper()}: {e['msg']}"
            for e in error.errors()
        )
        fail(f"a setting is wrong. {wrong}")


@contextmanager
def plain_errors() -> Iterator[None]:
    """Turn domain errors into one line on standard error."""
    try:
        yield
    except DomainError as error:
        fail(error.detail)


def existing_file(path: Path) -> Path:
    """A file that is there, or a message."""
    if not path.is_file():
        fail(f"{path} is no file.")
    return path
