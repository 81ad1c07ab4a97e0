"""`attune remote mood …` and `stats`."""

from typing import TYPE_CHECKING, Annotated, Any
from uuid import uuid4

import typer

from assistant.commands.remote.common import AsJson, as_json_line, feeling, say, signed_in
from assistant.remote.errors import Misused

if TYPE_CHECKING:
    from assistant.remote.client import Client

mood = typer.Typer(help="Log how you feel, and see it.", no_args_is_help=True)
MOODS = ("happy", "sad", "angry", "relaxed")


def add_to(app: typer.Typer) -> None:
    """Register the commands."""
    app.add_typer(mood, name="mood")
    app.command()(stats)


@mood.command()
def log(
    valence: Annotated[
        float | None, typer.Option(min=-1, max=1, help="-1 unpleasant to 1 pleasant.")
    ] = None,
    arousal: Annotated[
        float | None, typer.Option(min=-1, max=1, help="-1 low to 1 high energy.")
    ] = None,
    word: Annotated[
        list[str] | None, typer.Option(help="A word for it, such as calm; may be repeated.")
    ] = None,
    activity: Annotated[list[str] | None, typer.Option(help="What you did meanwhile.")] = None,
    note: Annotated[str, typer.Option(help="A note; - reads it from standard input.")] = "",
    at: Annotated[str, typer.Option(help="When, such as 2026-11-20T21:30; now if left out.")] = "",
    as_json: AsJson = False,
) -> None:
    """Log how you feel: by valence and arousal, or by words that Attune offers."""
    with signed_in() as client:
        words = word or []
        body: dict[str, Any] = {"id": str(uuid4()), "words": words, "activities": activity or []}
        body["valence"], body["arousal"] = _point(client, valence, arousal, words)
        if note:
            body["note"] = typer.get_text_stream("stdin").read() if note == "-" else note
        if at:
            body["recorded_at"] = at
        entry = client.post("/mood/record", body, again=True)  # its id makes twice the same as once
        if as_json:
            as_json_line(entry)
            return
        said = f"  ({', '.join(entry['words'])})" if entry["words"] else ""
        say(f"Logged {feeling(entry)}{said}")


@mood.command()
def now(as_json: AsJson = False) -> None:
    """Show your mood now and how sure that is."""
    with signed_in() as client:
        found = client.get("/mood/current")
        if as_json:
            as_json_line(found)
        elif found is None:
            say("Nothing recent is known of your mood.")
        else:
            sources = ", ".join(f"{s['count']} {s['kind']}" for s in found["sources"])
            say(f"{feeling(found)}, unsure {found['uncertainty']:.0%}, from {sources or 'nothing'}")


@mood.command("words")
def list_words(as_json: AsJson = False) -> None:
    """List the words that Attune offers for a mood."""
    with signed_in() as client:
        found = client.get("/mood/vocabulary")
        if as_json:
            as_json_line(found)
            return
        for name in MOODS:
            say(f"{name:8} {', '.join(w['name'] for w in found['words'] if w['mood'] == name)}")


def stats(
    first: Annotated[str, typer.Option("--from", help="First day, as 2026-11-01.")] = "",
    last: Annotated[str, typer.Option("--to", help="Last day.")] = "",
    group: Annotated[str, typer.Option(help="day, week or month.")] = "day",
    as_json: AsJson = False,
) -> None:
    """Sum up your mood log over a period."""
    with signed_in() as client:
        query = {"from": first or None, "to": last or None, "group": group}
        found = client.get("/mood/statistics", **query)
        if as_json:
            as_json_line(found)
            return
        say(f"{found['from_day']} to {found['to_day']}: "
            f"{found['count']} entries on {found['days']} days")  # fmt: skip
        if not found["count"]:
            return
        say(f"mean: pleasant {found['valence']:+.2f}, energy {found['arousal']:+.2f}")
        for name, share in sorted(found["shares"].items(), key=lambda pair: -pair[1]):
            say(f"{name:8} {share:5.0%}")
        for bucket in found["buckets"]:
            say(f"{bucket['starts']}  {bucket['count']:3}  {bucket['valence']:+.2f}  "
                f"{bucket['arousal']:+.2f}  {bucket['mood']}")  # fmt: skip


def _point(
    client: "Client", valence: float | None, arousal: float | None, words: list[str]
) -> tuple[float, float]:
    """Where the mood lies: as given, else the mean of its words.

    Raises:
        Misused: neither point nor words, half a point, or words that have no place.
    """
    if valence is not None and arousal is not None:
        return valence, arousal
    if valence is not None or arousal is not None:
        raise Misused("give both --valence and --arousal")
    if not words:
        raise Misused("give --valence and --arousal, or --word")
    offered = {w["key"]: w for w in client.get("/mood/vocabulary")["words"]}
    keys = ["_".join(word.casefold().split()) for word in words]
    known = [offered[key] for key in keys if key in offered]
    if not known:
        raise Misused(
            f"Attune does not know where {words[0]} lies. Add --valence and --arousal, or take one "
            "of: attune remote mood words"
        )
    count = len(known)
    return sum(w["valence"] for w in known) / count, sum(w["arousal"] for w in known) / count
