"""Owns how the connection to Spotify and the moods of listening are put into words."""

from dataclasses import dataclass
from datetime import datetime

from assistant.accounts import service as accounts
from assistant.connections import service as connections
from assistant.connections.schemas import SpotifyStatus, TestResult
from assistant.core.actor import Actor
from assistant.core.crypto import Vault
from assistant.core.settings import Settings
from assistant.core.unit_of_work import UnitOfWork
from assistant.jobs import service as jobs
from assistant.jobs.schemas import JobView
from assistant.library import service as library
from assistant.listens import service as listens
from assistant.listens.schemas import ListeningMood
from assistant.profiles import service as profiles
from ui.dates import moment_words
from ui.models import Progress
from ui.pages.connections.models import Check, Profile, SpotifyView
from ui.shares import share_rows
from ui.text.en import connections as words

_LEADS = 33  # per cent: a mood above this stands out among four
# What the forms themselves say.
_SAID_BY_FORM = frozenset({"no_client_id", "not_connected"})


@dataclass(frozen=True, slots=True)
class ConnectionsPage:
    """All that the page shows; each field is a variable of its state."""

    spotify: SpotifyView
    troubles: list[Check]
    looks_up_lyrics: bool
    lyrics_found: int
    lyrics_missing: int


@dataclass(frozen=True, slots=True)
class RecentCard:
    """The card about recent listening."""

    job: Progress
    profile: Profile
    can_start: bool


def page_of(
    uow: UnitOfWork, vault: Vault, settings: Settings, actor: Actor, mood_stamp: str
) -> ConnectionsPage:
    """Read the page, without asking any provider."""
    zone = accounts.get_me(uow, actor).time_zone
    status = connections.spotify_status(uow, vault, settings, actor)
    songs = library.summary(uow, actor, mood_stamp)
    missing = songs.unknown.get("no_lyrics", 0)
    return ConnectionsPage(
        spotify=_spotify(status, zone, uow.now),
        troubles=[
            Check("warn", note.text) for note in status.lacks if note.code not in _SAID_BY_FORM
        ],
        looks_up_lyrics=connections.lyrics_lookup(uow, settings, actor).allowed is True,
        lyrics_found=songs.total - missing,
        lyrics_missing=missing,
    )


def recent_of(uow: UnitOfWork, actor: Actor) -> RecentCard:
    """Read the card: the analysis under way, and the profile of the last one.

    Spotify's plays are read first where it is connected; what is here already is enough without.
    """
    account = accounts.get_me(uow, actor)
    job = jobs.find_active(uow, profiles.KIND, str(account.id))
    heard = listens.listening_mood(uow, actor)
    return RecentCard(
        job=progress_of(job) if job else Progress(),
        profile=_profile(heard, account.time_zone, uow.now) if heard else Profile(),
        can_start=bool(listens.recent_tracks(uow, actor, 1)),
    )


def progress_of(job: JobView) -> Progress:
    """Return a job as a bar."""
    note = job.message or (words.WAITS if job.state == "waiting" else words.BEGINS)
    percent = round(100 * job.done / job.total) if job.total else 0
    return Progress(str(job.id), words.RECENT_TITLE, note, percent, job.active)


def checks_of(result: TestResult) -> list[Check]:
    """What a test found, one line each."""
    if not result.ok:
        return [Check("bad", words.TEST_FAILED, result.detail)]
    who = words.TEST_ACCOUNT.format(name=result.account_name or words.NO_NAME)
    if not result.devices:
        player = Check("warn", words.NO_PLAYER, words.NO_PLAYER_BODY)
    else:
        player = Check("good", words.PLAYERS[result.devices != 1].format(n=result.devices))
    return [Check("good", words.TEST_GOOD, who), player]


def _spotify(status: SpotifyStatus, zone: str, now: datetime) -> SpotifyView:
    at = status.authorized_at
    return SpotifyView(
        client_id=status.client_id or "",
        redirect_uri=status.redirect_uri,
        needs_paste=status.paste_needed,
        is_connected=status.connected,
        account=status.account_name or words.NO_NAME,
        plan=words.PLANS[status.premium],
        since=moment_words(at, zone, now) if at else "",
        may=" ".join(note.text for note in status.works) or words.MAY_NOTHING,
        is_sandbox=status.sandbox,
    )


def _profile(heard: ListeningMood, zone: str, now: datetime) -> Profile:
    shares = share_rows(heard.mood.shares)
    leads = shares[0].mood if shares[0].percent > _LEADS else ""
    return Profile(
        songs=heard.tracks_known,
        unknown=heard.tracks_total - heard.tracks_known,
        sentence=words.PROFILE_SAYS[leads],
        shares=shares,
        when=moment_words(heard.created_at, zone, now),
    )
