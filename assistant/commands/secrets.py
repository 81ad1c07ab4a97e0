"""`attune secrets …`: the key that tokens and notes are encrypted with."""

import typer

from assistant.commands.common import plain_errors, read_settings
from assistant.core.actor import SYSTEM

app = typer.Typer(
    help="Change the key that tokens and notes are encrypted with.", no_args_is_help=True
)


@app.command()
def rotate() -> None:
    """Make a new key and encrypt every token and note with it; Attune may go on running."""
    from assistant import startup
    from assistant.resealing import service

    container = startup.container_for_commands(read_settings())
    with plain_errors():
        done = service.rotate(
            container.open_uow, container.vault, SYSTEM,
            lambda so_far: typer.echo(f"{so_far:,} encrypted anew", err=True),
        )  # fmt: skip
    typer.echo(
        f"{done:,} secrets and notes are encrypted with the new key. Back up "
        f"{container.settings.data_dir / 'secrets' / 'at-rest.key'}, then remove the old keys "
        "with: attune secrets drop-old-keys"
    )


@app.command()
def drop_old_keys() -> None:
    """Remove the old keys, once nothing needs them; older backups then need their own key file."""
    from assistant import startup
    from assistant.resealing import service

    container = startup.container_for_commands(read_settings())
    with plain_errors():
        dropped = service.drop_old_keys(container.open_uow, container.vault, SYSTEM)
    typer.echo(f"Old keys removed: {dropped}." if dropped else "There is one key, the newest.")
