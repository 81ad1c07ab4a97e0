"""Owns what the Lyrics page reads, as it is shown."""

from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit

from assistant.accounts import service as accounts
from assistant.core.actor import Actor
from assistant.core.pagination import encode_cursor
from assistant.core.settings import Settings
from assistant.core.unit_of_work import UnitOfWork
from assistant.gathering import service as gathering
from assistant.gathering.schemas import STATES, Coverage, CoverageSong, Fetching, State
from assistant.jobs.schemas import JobView
from ui import routes
from ui.dates import moment_words
from ui.frame import cover_url
from ui.models import Progress
from ui.pages.lyrics.models import LookUp, LyricSong, Part
from ui.text.en import coverage as words

PAGE_SIZE = 25
_LEAST = 0.05  # per cent: less than a tenth is shown as such, never as nothing


@dataclass(frozen=True, slots=True)
class Counted:
    """What the cards say: counts by state, and how looking up stands."""

    total: int
    summary: str
    parts: list[Part]
    look_up: LookUp


@dataclass(frozen=True, slots=True)
class Songs:
    """One page of the songs of a state, and how many there are."""

    songs: list[LyricSong]
    total: int


def counted(uow: UnitOfWork, settings: Settings, actor: Actor, stamp: str, by: str) -> Counted:
    """Read the counts, by songs or by plays.

    Args:
        uow: an open unit of work.
        settings: where the provider is.
        actor: the listener.
        stamp: the mood model that counts.
        by: "songs" or "plays".
    """
    found = gathering.coverage(uow, settings, actor, stamp)
    zone = accounts.get_me(uow, actor).time_zone
    parts = [_part(found, state, by) for state in STATES]
    have = parts[0].share + parts[1].share
    return Counted(
        total=found.total.songs,
        summary=words.SUMMARY.format(percent=round(have), unit=words.UNITS[by]),
        parts=parts,
        look_up=look_up_of(found.fetching, zone, uow.now),
    )


def songs_of(uow: UnitOfWork, actor: Actor, stamp: str, state: str, page: int) -> Songs:
    """Read one page of the songs of a state."""
    cursor = encode_cursor((page - 1) * PAGE_SIZE) if page > 1 else None
    wanted = state if state in STATES else STATES[0]
    found = gathering.list_songs(uow, actor, stamp, wanted, limit=PAGE_SIZE, cursor=cursor)
    zone = accounts.get_me(uow, actor).time_zone
    return Songs([_song(song, zone, uow.now) for song in found.items], found.total or 0)


def look_up_of(fetching: Fetching, zone: str, now: datetime) -> LookUp:
    """Return how looking up stands, in words."""
    facts = []
    if fetching.allowed and fetching.blocked_until is not None:
        facts.append(words.BLOCKED.format(when=moment_words(fetching.blocked_until, zone, now)))
    if fetching.provider_at is not None:
        facts.append(words.LAST.format(when=moment_words(fetching.provider_at, zone, now)))
    if fetching.allowed and fetching.job is None and fetching.next_at is not None:
        facts.append(words.NEXT.format(when=moment_words(max(fetching.next_at, now), zone, now)))
    host = urlsplit(fetching.address).hostname or fetching.address
    return LookUp(
        is_allowed=fetching.allowed is True,
        is_paused=fetching.paused,
        sentence=fetching.detail,
        facts=facts,
        job=progress_of(fetching.job) if fetching.job is not None else Progress(),
        body=words.SWITCH_BODY.format(host=host),
    )


def progress_of(job: JobView) -> Progress:
    """Return the work as a bar with its counts."""
    counts = words.COUNTS.format(done=f"{job.done:,}", total=f"{job.total or 0:,}")
    note = " · ".join(part for part in (counts, job.message) if part) if job.total else words.STARTS
    percent = round(100 * job.done / job.total) if job.total else 0
    return Progress(str(job.id), words.JOB, note, percent, job.active)


def _part(found: Coverage, state: State, by: str) -> Part:
    number = getattr(found.states[state], by)
    whole = getattr(found.total, by)
    share = 100 * number / whole if whole else 0.0
    shown = "<1" if 0 < share < 1 else f"{share:.0f}"
    return Part(
        state=state,
        label=words.STATES[state],
        number=f"{number:,}",
        percent=f"{shown}%",
        share=round(max(share, _LEAST), 2) if number else 0.0,
        spoken=words.SPOKEN.format(
            label=words.STATES[state], number=number, unit=words.UNITS[by], percent=shown
        ),
    )


def _song(song: CoverageSong, zone: str, now: datetime) -> LyricSong:
    lacks = song.state in ("missing", "failed", "waiting", "language")
    mark = words.UNMARK_SPOKEN if song.state == "instrumental" else words.MARK_SPOKEN
    return LyricSong(
        id=str(song.track.id),
        href=routes.song(str(song.track.id)),
        title=song.track.title,
        artist=song.track.artist,
        cover_url=cover_url(song.track.id),
        plays=f"{song.plays:,}",
        note=_note(song, zone, now),
        can_retry=song.state == "failed",
        can_mark=lacks and not song.own,
        can_unmark=song.state == "instrumental" and song.own,
        retry_spoken=words.RETRY_SPOKEN.format(title=song.track.title),
        mark_spoken=mark.format(title=song.track.title),
    )


def _note(song: CoverageSong, zone: str, now: datetime) -> str:
    if song.own:
        return words.OWN
    said = []
    if song.state == "failed":
        said.append(words.FAILED.get(song.reason or "", words.FAILED_OTHER))
    if song.asked_at is not None:
        said.append(words.ASKED.format(when=moment_words(song.asked_at, zone, now)))
    if song.retry_after is not None:
        when = song.retry_after
        said.append(
            words.AGAIN.format(when=moment_words(when, zone, now)) if when > now else words.DUE
        )
    return ", ".join(said)
