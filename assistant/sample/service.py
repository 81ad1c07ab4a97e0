"""Use cases of the sample library: loading it, hiding it, taking it away."""

from uuid import UUID

from assistant.accounts import service as accounts
from assistant.audit import service as audit
from assistant.catalogue import service as catalogue
from assistant.catalogue.schemas import TrackNames
from assistant.core.actor import Actor
from assistant.core.unit_of_work import OpenUow, UnitOfWork
from assistant.jobs import service as jobs
from assistant.jobs.schemas import JobSpec
from assistant.library import service as library
from assistant.lyrics import service as lyrics
from assistant.lyrics.events import LyricsChanged
from assistant.lyrics.schemas import FoundLyrics
from assistant.models.accounts import AppUser
from assistant.sample import repository
from assistant.sample.repository import SAMPLE
from assistant.sample.schemas import Removed, SampleStatus
from assistant.sample.songs import SampleSong, load_songs
from assistant.song_moods.events import SongChanged

SCORE = "sample.score"
EMAIL = "sample@attune.invalid"
NAME = "Robin (sample)"
ZONE = "Europe/Berlin"
_BATCH = 8  # songs of one transaction: it must stay short


def load(open_uow: OpenUow) -> None:
    """Put the sample songs and their listener into the database; scoring follows as a job.

    Doing it again changes nothing. A song that somebody imported before stays theirs and gets the
    sample's lyrics beside its own.
    """
    songs = load_songs()
    for start in range(0, len(songs), _BATCH):
        with open_uow() as uow:
            _load_songs(uow, songs[start : start + _BATCH])
    with open_uow() as uow:
        user = AppUser(
            email=EMAIL, email_key=EMAIL, display_name=NAME, time_zone=ZONE, is_sample=True,
            created_at=uow.now,
        )  # fmt: skip
        repository.add_listener(uow.db, user)
        spec = JobSpec(
            kind=SCORE, queue="model", total=len(songs), unit="songs", dedupe_key=_job_key(uow)
        )
        jobs.start(uow, None, spec)


def load_again(open_uow: OpenUow, actor: Actor) -> SampleStatus:
    """Load the sample library (admins)."""
    actor.require("sample.manage")
    load(open_uow)
    with open_uow() as uow:
        audit.record(uow, actor, "sample.loaded")
        return status(uow, actor)


def status(uow: UnitOfWork, actor: Actor, stamp: str = "") -> SampleStatus:
    """How the sample stands.

    Args:
        uow: an open unit of work.
        actor: anybody; for a listener it says whether they hid it.
        stamp: the mood model that counts songs as scored.
    """
    ids = repository.track_ids(uow.db)
    job = jobs.find_active(uow, SCORE, _job_key(uow))
    user_id = actor.user_id
    return SampleStatus(
        loaded=bool(ids), songs=len(ids),
        scored=repository.count_scored(uow.db, list(ids.values()), stamp) if ids else 0,
        listener=accounts.find_sample(uow) is not None,
        hidden=user_id is not None and library.sample_hidden(uow, user_id),
        job_id=job.id if job else None,
    )  # fmt: skip


def track_ids(uow: UnitOfWork) -> list[UUID]:
    """The tracks of the sample songs."""
    return list(repository.track_ids(uow.db).values())


def hide(uow: UnitOfWork, actor: Actor, *, hidden: bool) -> None:
    """Hide the sample songs from the actor alone, or show them again."""
    library.hide_sample(uow, actor, hidden=hidden)


def remove(uow: UnitOfWork, actor: Actor) -> Removed:
    """Take everything away that came with the sample, and nothing else (admins).

    What listeners did with sample songs (a rating, a place in a queue) goes with the songs.
    """
    actor.require("sample.manage")
    audit.record(uow, actor, "sample.removed")
    gone = repository.point_keys(uow.db) | repository.listener_points(uow.db)
    adopted = repository.adopted_tracks(uow.db)
    job = jobs.find_active(uow, SCORE, _job_key(uow))
    if job is not None:
        jobs.cancel(uow, actor, job.id)
    listener = repository.remove_listener(uow.db)
    songs = repository.remove_songs(uow.db)
    for track_id in adopted:
        uow.publish(LyricsChanged(track_id, ""))
    for track_id, key in sorted(gone):
        uow.publish(SongChanged(track_id, key))
    return Removed(songs, listener)


def _job_key(uow: UnitOfWork) -> str:
    """One key a listener: a job that ends with a removed sample must not stand for the next."""
    user = accounts.find_sample(uow)
    return str(user.id) if user else ""


def _load_songs(uow: UnitOfWork, songs: tuple[SampleSong, ...]) -> None:
    made = catalogue.get_or_create_tracks(uow, [_names(song) for song in songs])
    for song, one in zip(songs, made, strict=True):
        catalogue.set_identifier(uow, one.track_id, SAMPLE, song.key)
        text = FoundLyrics(song.lyrics, synced=song.synced_lrc, language=song.language)
        lyrics.save_found(uow, one.track_id, SAMPLE, text, in_batch=True)


def _names(song: SampleSong) -> TrackNames:
    return TrackNames(
        title=song.title, artists=list(song.artists), album=song.album,
        duration_ms=song.duration_ms, explicit=song.explicit, release_date=song.release_date,
        genres=list(song.genres), language=song.language, origin=SAMPLE,
    )  # fmt: skip
