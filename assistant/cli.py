"""The command line: `attune …`. Commands write SQL or enqueue jobs; none opens the vector store."""

import os
import sys

import typer

OWN_ONLY = 0o077
"""What Attune writes (moods, lyrics, vectors) is for the account it runs under, whoever made the
data folder; processes it starts inherit this."""


def __getattr__(name: str) -> typer.Typer:
    """`app`: all commands, made when first asked for."""
    if name == "app":
        from assistant.commands.everything import app

        return app
    raise AttributeError(name)


def main() -> None:
    """Run a command."""
    os.umask(OWN_ONLY)
    if sys.argv[1:2] == ["remote"]:  # needs nothing of the product, so it starts at once
        from assistant.commands.remote import app as remote

        remote(sys.argv[2:], prog_name="attune remote")
        return
    from analysis.errors import ModelError
    from assistant.commands.everything import app

    try:
        app()
    except ModelError as error:
        typer.echo(f"attune: {error}.", err=True)
        sys.exit(1)


if __name__ == "__main__":
    main()
