"""`attune import FILE`: a history or songs with their lyrics, from a file of this machine."""

from pathlib import Path
from typing import Annotated

import typer

from assistant.commands.common import existing_file, fail, plain_errors, read_settings

_SHOWN = 20


def add_to(app: typer.Typer) -> None:
    """Register the command."""
    app.command("import")(import_file)


def import_file(
    file: Annotated[
        Path, typer.Argument(help="CSV, JSON, JSONL or a zip of such.", show_default=False)
    ],
    user: Annotated[str, typer.Option(help="Address of the listener they are for.")] = "",
    as_json: Annotated[bool, typer.Option("--json", help="Print the counts as JSON.")] = False,
) -> None:
    """Import a history for one listener, or songs for everybody or one; again adds nothing."""
    import json
    from dataclasses import asdict

    from assistant import startup
    from assistant.accounts import service as accounts
    from assistant.core.memory import settle
    from assistant.imports import service as imports

    settings = read_settings()
    container = startup.container_for_commands(settings)
    user_id = None
    with plain_errors():
        if user:
            with container.open_uow(read=True) as uow:
                account = accounts.find_by_email_key(uow, accounts.email_key(user))
            if account is None:
                fail(f"there is no account {user}. See: attune user list")
            user_id = account.id
        settle()
        counts, rejects = imports.take_now(
            container.open_uow, existing_file(file), lambda _read: None, user_id=user_id,
            max_bytes=settings.lyrics_max_bytes,
        )  # fmt: skip
    if as_json:
        typer.echo(json.dumps(asdict(counts)))
        return
    typer.echo(f"{counts.read} rows read, {counts.added} added, {counts.merged} merged")
    for title, group in (("skipped", counts.skipped), ("refused", counts.refused)):
        for reason, number in sorted(group.items()):
            typer.echo(f"{number} {title}: {reason.replace('_', ' ')}")
    for reject in rejects[:_SHOWN]:
        typer.echo(f"  row {reject.first}: {reject.reason.replace('_', ' ')}  {reject.excerpt}")
    typer.echo("Their moods are scored while Attune runs.")
