"""`attune remote queue`, `push`, `import`, `jobs` and `job`: music, and work that takes a while."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from assistant.commands.remote.common import (
    STOPPED,
    AsJson,
    as_json_line,
    feeling,
    plain,
    say,
    signed_in,
    warn,
)  # fmt: skip
from assistant.remote.errors import Misused, RemoteError

if TYPE_CHECKING:
    from assistant.remote.client import Client

Wait = Annotated[bool, typer.Option("--wait", help="Wait for its end; Ctrl-C stops the job.")]
_TARGETS = {"queue": "spotify_queue", "playlist": "spotify_playlist", "file": "file"}


def add_to(app: typer.Typer) -> None:
    """Register the commands."""
    app.command()(queue)
    app.command()(push)
    app.command("import")(import_file)
    app.command()(jobs)
    app.command()(job)


def queue(
    limit: Annotated[int | None, typer.Option(min=1, max=100, help="How many songs.")] = None,
    intent: Annotated[str, typer.Option(help="stay, lift, calm, let_out or focus.")] = "",
    mood: Annotated[str, typer.Option(help="happy, sad, angry or relaxed.")] = "",
    new: Annotated[bool, typer.Option("--new", help="Make it anew for your mood now.")] = False,
    as_json: AsJson = False,
) -> None:
    """Show your queue; with any option, make a new one first and show that."""
    with signed_in() as client:
        goal = {"limit": limit, "intent": intent or None, "mood": mood or None}
        chosen = {name: value for name, value in goal.items() if value is not None}
        if chosen or new:
            client.post("/recommendations/queue", chosen)
        found = client.get("/me/queue")
        if as_json:
            as_json_line(found)
        elif found is None:
            say("There is no queue. Make one: attune remote queue --new")
        else:
            say(f"For {feeling(found['target'])}")
            for place, item in enumerate(found["items"], 1):
                track = item["track"]
                say(f"{place:3}  {track['title']} – {track['artist']}  {item['reason']}")


def push(
    target: Annotated[
        Literal["queue", "playlist", "file"],
        typer.Argument(help="Spotify's queue, a private playlist there, or a file."),
    ] = "queue",
    device: Annotated[str, typer.Option(help="Id of a device; the active one if left out.")] = "",
    file_format: Annotated[
        Literal["m3u", "jspf", "csv"], typer.Option("--format", help="Of a file.")
    ] = "m3u",
    out: Annotated[
        Path | None, typer.Option("--out", "-o", help="New file for a file; else stdout.")
    ] = None,
    wait: Wait = False,
    as_json: AsJson = False,
) -> None:
    """Send your queue on. A file is waited for and printed."""
    with signed_in() as client:
        if out is not None and (target != "file" or out.exists()):
            raise Misused(f"{out} is there already" if target == "file" else "--out is for a file")
        body = {"target": _TARGETS[target], "device_id": device or None, "format": file_format}
        given = {name: value for name, value in body.items() if value is not None}
        started = client.post("/me/queue/push", given)
        job_id = started["job_id"]
        if not wait and target != "file":
            _started(started, as_json=as_json)
            return
        ended = _followed(client, job_id)
        found = client.get(f"/me/queue/push/{job_id}")
        if target == "file" and ended["state"] == "done":
            _take_file(client, job_id, out)
        elif as_json:
            as_json_line(found)
        else:
            counts = [f"{count} {state}" for state, count in found["counts"].items() if count]
            say(f"{ended['state']}: {', '.join(counts) or 'nothing sent'}")
        _judge(ended, found["reason"] or "")


def import_file(
    file: Annotated[Path, typer.Argument(help="CSV, JSON or JSONL.", show_default=False)],
    wait: Wait = False,
    for_all: Annotated[
        bool, typer.Option("--for-all", help="For everybody on the server (admins).")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Import songs with lyrics into your library there; the same file again adds nothing."""
    with signed_in() as client:
        try:
            opened = file.open("rb")
        except OSError as error:
            raise Misused(f"{file} cannot be read: {error.strerror}") from None
        with opened:
            started = client.post(
                "/me/library/import", files={"file": (file.name, opened)},
                data={"for_all": "true" if for_all else "false"},
            )  # fmt: skip
        if not wait:
            _started(started, as_json=as_json)
            return
        ended = _followed(client, started["job_id"])
        found = client.get(f"/me/imports/{started['import_id']}")
        if as_json:
            as_json_line(found)
        else:
            say(f"{found['read']} rows read, {found['added']} added, {found['merged']} merged")
            for title in ("skipped", "refused"):
                for reason, number in sorted(found[title].items()):
                    say(f"{number} {title}: {reason.replace('_', ' ')}")
        _judge(ended)


def jobs(
    limit: Annotated[int, typer.Option(min=1, max=200)] = 20, as_json: AsJson = False
) -> None:  # fmt: skip
    """List your background work, newest first."""
    with signed_in() as client:
        page = client.get("/me/jobs", limit=limit)
        if as_json:
            as_json_line(page)
            return
        for one in page["items"]:
            say(_line(one))


def job(
    job_id: Annotated[str, typer.Argument(metavar="ID", help="As another command printed it.")],
    wait: Wait = False,
    as_json: AsJson = False,
) -> None:
    """See how far a job is, or wait for its end."""
    with signed_in() as client:
        found = _followed(client, job_id) if wait else client.get(f"/me/jobs/{_id(job_id)}")
        if as_json:
            as_json_line(found)
        else:
            say(_line(found))
        _judge(found)


def _followed(client: "Client", job_id: str) -> dict[str, Any]:
    """Wait for a job, showing its progress on a terminal; Ctrl-C stops the job itself."""
    from assistant.remote import following

    progress = _Progress()
    try:
        return following.follow(client, _id(job_id), progress.show)
    except KeyboardInterrupt:
        progress.end()
        typer.echo("Stopping the job; Ctrl-C again leaves it alone.", err=True)
        try:
            ended = following.stop(client, job_id, progress.show)
        except RemoteError as error:
            warn(f"the job goes on: {error}")
        else:
            progress.end()
            typer.echo(plain(_line(ended)), err=True)
        raise typer.Exit(STOPPED) from None
    finally:
        progress.end()


class _Progress:
    """One line of standard error that is written over and over; nothing where nobody looks."""

    def __init__(self) -> None:
        self._live, self._open = sys.stderr.isatty(), False

    def show(self, found: dict[str, Any]) -> None:
        """Show a job as it is now."""
        if self._live:
            typer.echo(f"\r\x1b[K{plain(_line(found))[:100]}", err=True, nl=False)
            self._open = True

    def end(self) -> None:
        """Leave the line."""
        if self._open:
            typer.echo("\r\x1b[K", err=True, nl=False)
            self._open = False


def _take_file(client: "Client", push_id: str, out: Path | None) -> None:
    text = client.ask("GET", f"/me/queue/push/{push_id}/file").text
    if out is None:
        typer.echo(text, nl=False)
        return
    try:
        with out.open("x", encoding="utf-8", newline="") as file:
            file.write(text)
    except OSError as error:
        raise Misused(f"{out} cannot be written: {error.strerror}") from None
    typer.echo(f"Written to {out}.", err=True)


def _started(started: dict[str, Any], *, as_json: bool) -> None:
    if as_json:
        as_json_line(started)
    else:
        say(started["job_id"])


def _judge(found: dict[str, Any], why: str = "") -> None:
    """End with code 1 when a job did not get to its end."""
    if found["state"] in ("failed", "cancelled"):
        warn(why.replace("_", " ") or found["message"] or f"the job was {found['state']}")
        raise typer.Exit(1)


def _line(found: dict[str, Any]) -> str:
    total = "" if found["total"] is None else f"/{found['total']}"
    said = f"  {found['message']}" if found["message"] else ""
    return (
        f"{found['id']}  {found['state']:9} {found['done']}{total} {found['unit']}  "
        f"{found['kind']}{said}"
    )


def _id(text: str) -> str:
    """An id as it may stand in a path."""
    from uuid import UUID

    try:
        return str(UUID(text))
    except ValueError:
        raise Misused(f"{text} is no id of a job") from None
