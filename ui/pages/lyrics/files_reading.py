"""Owns what the Lyrics page reads of files, as it is shown."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from assistant.accounts import service as accounts
from assistant.catalogue.schemas import TrackView
from assistant.core.actor import Actor
from assistant.core.unit_of_work import UnitOfWork
from assistant.gathering import uploads
from assistant.gathering.schemas import FileState, FileView, UploadView
from assistant.library import service as library
from assistant.library.schemas import LibraryFilters
from ui.dates import moment_words
from ui.frame import cover_url
from ui.models import Progress
from ui.pages.lyrics.models import Candidate, OpenFile, RefusedFile, Upload
from ui.text.en import coverage as words

_FILES, _UPLOADS, _OFFERED, _REFUSED = 20, 5, 8, 20


@dataclass(frozen=True, slots=True)
class FilesCard:
    """What the cards about files show."""

    matching: Progress
    uploads: list[Upload]
    files: list[OpenFile]
    undecided: int
    refused: list[RefusedFile] = field(default_factory=list)


def card_of(uow: UnitOfWork, actor: Actor) -> FilesCard:
    """Read the last uploads, what is being matched, what is to be decided, what was not read."""
    zone = accounts.get_me(uow, actor).time_zone
    given = uploads.list_uploads(uow, actor, limit=_UPLOADS, cursor=None).items
    undecided = uploads.list_undecided(uow, actor, limit=_FILES, cursor=None)
    refused: list[FileView] = []
    if given and given[0].files["refused"]:
        refused = uploads.list_files(
            uow, actor, given[0].id, "refused", limit=_REFUSED, cursor=None
        ).items  # fmt: skip
    running = next((u for u in given if u.job is not None and u.job.active), None)
    return FilesCard(
        matching=_progress(running) if running is not None else Progress(),
        uploads=[_upload(u, moment_words(u.created_at, zone, uow.now)) for u in given],
        files=[_open(file) for file in undecided.items],
        undecided=undecided.total or 0,
        refused=[RefusedFile(file.name, file.detail) for file in refused],
    )


def songs_like(uow: UnitOfWork, actor: Actor, query: str, name: str, stamp: str) -> list[Candidate]:
    """Songs of the library that fit a search.

    Args:
        uow: an open unit of work.
        actor: the listener.
        query: what was typed.
        name: what the file is called.
        stamp: the mood model that counts.
    """
    filters = LibraryFilters(query=query, limit=_OFFERED)
    found = library.list_songs(uow, actor, filters, stamp).items
    return [_candidate(song.track, name) for song in found]


def _progress(upload: UploadView) -> Progress:
    done = sum(upload.files.values()) - upload.files["waiting"]
    total = sum(upload.files.values())
    note = words.FILE_COUNTS.format(done=f"{done:,}", total=f"{total:,}")
    job_id = str(upload.job.id) if upload.job is not None else ""
    return Progress(
        job_id, words.MATCHING, note, round(100 * done / max(total, 1)), is_running=True
    )


def _upload(upload: UploadView, when: str) -> Upload:
    return Upload(
        id=str(upload.id),
        when=when,
        sentence=_sentence(upload.files),
        is_running=upload.job is not None and upload.job.active,
        spoken=words.TAKE_OUT_SPOKEN.format(when=when),
    )


def _sentence(files: Mapping[FileState, int]) -> str:
    counts = (
        (words.MATCHED, files["matched"]),
        (words.UNDECIDED, files["unsure"] + files["unmatched"]),
        (words.REFUSED, files["refused"]),
        (words.DISMISSED, files["dismissed"]),
    )
    return ", ".join(said[n != 1].format(n=n) for said, n in counts if n)


def _open(file: FileView) -> OpenFile:
    return OpenFile(
        id=str(file.id),
        name=file.name,
        why=file.detail,
        excerpt=file.excerpt,
        candidates=[_candidate(track, file.name) for track in file.candidates],
        leave_spoken=words.LEAVE_SPOKEN.format(name=file.name),
        other_spoken=words.OTHER_SPOKEN.format(name=file.name),
    )


def _candidate(track: TrackView, name: str) -> Candidate:
    return Candidate(
        id=str(track.id),
        title=track.title,
        artist=track.artist,
        cover_url=cover_url(track.id),
        spoken=words.CHOOSE_SPOKEN.format(name=name, title=track.title, artist=track.artist),
    )
