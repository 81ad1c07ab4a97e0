"""Owns how the standing of a listener's Spotify is put into words."""

from dataclasses import dataclass
from datetime import datetime

from assistant.accounts import service as accounts
from assistant.connections import service as connections
from assistant.connections import standing
from assistant.connections.schemas import Deletion, GapView, PollView, TransferView
from assistant.core.actor import Actor
from assistant.core.crypto import Vault
from assistant.core.settings import Settings
from assistant.core.unit_of_work import UnitOfWork
from assistant.jobs import service as jobs
from assistant.jobs.schemas import JobView
from assistant.playlists import service as playlists
from assistant.playlists.schemas import PlaylistView
from ui.dates import moment_words
from ui.models import Progress
from ui.pages.connections.models import Check
from ui.pages.spotify.models import Polling, Row, Thing
from ui.text.en import spotify as words

GAPS, PLAYLISTS = 8, 12


@dataclass(frozen=True, slots=True)
class SpotifyPage:
    """All that the page shows; each field is a variable of its state."""

    is_connected: bool
    is_sandbox: bool
    account: str
    works: list[Check]
    lacks: list[Check]
    polling: Polling
    quota: str
    is_held: bool
    things: list[Thing]
    gaps: list[Row]
    more_gaps: str
    lists: list[Row]
    more_lists: str
    limits: list[str]


class Printer:
    """Prints moments for one listener."""

    def __init__(self, zone: str, now: datetime) -> None:
        self._zone, self.now = zone, now

    def at(self, moment: datetime) -> str:
        """Print a moment as seen from now."""
        return moment_words(moment, self._zone, self.now)

    def again(self, moment: datetime | None) -> str:
        """Print when something is done again."""
        if moment is None or moment <= self.now:
            return words.SOON
        return self.at(moment)


def page_of(uow: UnitOfWork, vault: Vault, settings: Settings, actor: Actor) -> SpotifyPage:
    """Read the page, without asking Spotify."""
    status = connections.spotify_status(uow, vault, settings, actor)
    printer = Printer(accounts.get_me(uow, actor).time_zone, uow.now)
    gaps = standing.known_gaps(uow, actor, limit=GAPS)
    lists = playlists.list_playlists(uow, actor, limit=PLAYLISTS)
    held = status.held
    return SpotifyPage(
        is_connected=status.connected,
        is_sandbox=status.sandbox,
        account=words.ACCOUNT_NOTE.format(name=status.account_name or "…"),
        works=[Check("good", note.text) for note in status.works],
        lacks=[Check("warn", note.text) for note in status.lacks],
        polling=_polling(status.poll, printer),
        quota=words.QUOTA_FREE
        if held is None
        else words.QUOTA_HELD.format(text=held.text, when=printer.again(held.until)),
        is_held=held is not None,
        things=[_thing(uow, actor, one, printer) for one in status.transfers],
        gaps=[_gap(gap, printer) for gap in gaps.items],
        more_gaps=_more(words.MORE_GAPS, gaps.total, len(gaps.items)),
        lists=[_list(one) for one in lists.items],
        more_lists=_more(words.MORE_PLAYLISTS, lists.total, len(lists.items)),
        limits=[note.text for note in status.limits],
    )


def is_busy(status: SpotifyPage) -> bool:
    """Return whether something is under way."""
    return status.polling.is_running or any(one.bar.is_running for one in status.things)


def deletes(uow: UnitOfWork, settings: Settings, actor: Actor) -> list[str]:
    """Return what disconnecting would delete, line by line."""
    found: Deletion = standing.deletion(uow, settings, actor)
    lines = [
        _number(forms, getattr(found, name))
        for name, forms in words.DELETES.items()
        if getattr(found, name)
    ]
    return lines or [words.DELETES_NOTHING]


def _polling(poll: PollView | None, printer: Printer) -> Polling:
    if poll is None:
        return Polling(last=words.NEVER, brought=words.NEVER, next=words.SOON)
    problem = ""
    if poll.problem is not None:
        again = poll.on and poll.next_at is not None
        form = words.PROBLEM if again else words.PROBLEM_STILL
        problem = form.format(text=poll.problem.text, when=printer.again(poll.next_at))
    return Polling(
        is_on=poll.on,
        is_running=poll.job_id is not None,
        last=printer.at(poll.last_good_at) if poll.last_good_at else words.NEVER,
        brought=str(poll.last_new) if poll.last_good_at else words.NEVER,
        next=printer.again(poll.next_at) if poll.next_at else words.NOT_BY_ITSELF,
        rhythm=words.MINUTES.format(n=max(1, round(poll.interval_s / 60))),
        problem=problem,
    )


def _thing(uow: UnitOfWork, actor: Actor, one: TransferView, printer: Printer) -> Thing:
    title, body, button = words.THINGS[one.what]
    job = jobs.get(uow, actor, one.job_id) if one.job_id else None
    return Thing(
        what=one.what,
        title=title,
        body=body,
        button=button,
        outcome=_outcome(one, printer),
        is_bad=one.state in ("held", "failed"),
        bar=_bar(job, title) if job else Progress(),
    )


def _bar(job: JobView, title: str) -> Progress:
    note = job.message or (words.WAITS if job.state == "waiting" else words.BEGINS)
    percent = round(100 * job.done / job.total) if job.total else 0
    return Progress(str(job.id), title, note, percent, job.active)


def _outcome(one: TransferView, printer: Printer) -> str:
    text = one.problem.text if one.problem else ""
    match one.state:
        case "done":
            counts = [
                form.format(n=one.counts[name])
                for name, form in words.COUNTS.items()
                if one.counts.get(name)
            ]
            when = printer.at(one.ended_at or printer.now)
            when = when[:1].upper() + when[1:]
            return words.DONE.format(when=when, counts=", ".join(counts) or words.DONE_NOTHING)
        case "held":
            return words.HELD.format(text=text, when=printer.again(one.resume_at))
        case "failed":
            return words.FAILED.format(text=text)
        case "cancelled":
            return words.STOPPED.format(when=printer.at(one.ended_at or printer.now))
        case "never":
            return words.NEVER_BROUGHT
        case _:
            return ""


def _gap(gap: GapView, printer: Printer) -> Row:
    note = words.GAP_FILLED.format(n=gap.listens) if gap.listens else words.GAP_EMPTY
    start, end = printer.at(gap.from_at), printer.at(gap.to_at)
    return Row(words.GAP.format(start=start[:1].upper() + start[1:], end=end), note)


def _list(one: PlaylistView) -> Row:
    if one.state == "ours":
        return Row(one.name, words.OURS)
    if one.state == "not_yours":
        total = "?" if one.total is None else one.total
        return Row(one.name, words.NOT_SHOWN.format(total=total))
    if one.total is not None and one.total != one.songs:
        return Row(one.name, words.SONGS_OF.format(n=one.songs, total=one.total))
    return Row(one.name, _number(words.SONGS, one.songs))


def _more(form: str, total: int | None, shown: int) -> str:
    return form.format(n=total - shown) if total and total > shown else ""


def _number(forms: tuple[str, str], n: int) -> str:
    return forms[n != 1].format(n=f"{n:,}")
