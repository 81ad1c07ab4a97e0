"""Files of lyrics: taken in, matched with the listener's songs by a job, decided where unsure.

What they hold is the listener's own, as if it was pasted; a file's text is kept here only until
it is decided whose words they are.
"""

from collections.abc import Callable, Iterable
from datetime import timedelta
from typing import IO, cast
from uuid import UUID

from assistant.catalogue import service as catalogue
from assistant.catalogue.schemas import TrackView
from assistant.core.actor import Actor, listener
from assistant.core.errors import Conflict, NotFound, RuleViolated
from assistant.core.pagination import Page, next_offset, offset_of
from assistant.core.unit_of_work import OpenUow, UnitOfWork
from assistant.gathering import files_repository as repository
from assistant.gathering import repository as songs_repository
from assistant.gathering.matching import Songs
from assistant.gathering.matching import match as matched
from assistant.gathering.opening import opened
from assistant.gathering.rules import FILE_REASONS
from assistant.gathering.schemas import (
    FILE_STATES,
    FileState,
    FileView,
    Given,
    UploadStarted,
    UploadView,
)
from assistant.jobs import service as jobs
from assistant.jobs.events import NeverBegun
from assistant.jobs.schemas import JobSpec
from assistant.lyrics import service as lyrics
from assistant.lyrics.decoding import NotTextError, decode
from assistant.lyrics.schemas import LyricsIn, LyricsView
from assistant.models.gathering import LyricsFile, LyricsUpload
from assistant.song_moods import service as song_moods

MATCH = "gathering.match"
BATCH = 20
_WRITTEN_AT_ONCE = 50
_BROKEN_OFF = timedelta(hours=1)
_EXCERPT = 120
_OPEN: tuple[FileState, ...] = ("unsure", "unmatched")


def take(
    open_uow: OpenUow, actor: Actor, files: Iterable[tuple[str, IO[bytes]]], *, max_bytes: int
) -> UploadStarted:
    """Take files of lyrics, or zips of them, and have them matched by a job.

    Args:
        open_uow: opens units of work.
        actor: the listener.
        files: names as given, and their content.
        max_bytes: the longest lyrics taken.

    Raises:
        RuleViolated: there was no file.
    """
    user_id = actor.require_user("music:write")
    with open_uow() as uow:
        repository.delete_unbegun(uow.db, user_id, uow.now - _BROKEN_OFF)
        upload = LyricsUpload(user_id=user_id, created_at=uow.now)
        upload_id = upload.id
        repository.add_upload(uow.db, upload)
    count, batch = 0, list[LyricsFile]()
    for given in opened(files, max_bytes):
        batch.append(_row(upload_id, count, given))
        count += 1
        if len(batch) == _WRITTEN_AT_ONCE:
            _write(open_uow, batch)
            batch = []
    _write(open_uow, batch)
    if not count:
        with open_uow() as uow:
            repository.delete_upload(uow.db, upload_id)
        raise RuleViolated("no_files", "There was no file in this.", pointer="/files")
    with open_uow() as uow:
        job_id = _begin(uow, user_id, upload_id, count)
    return UploadStarted(id=upload_id, job_id=job_id, files=count)


def match(
    open_uow: OpenUow, upload_id: UUID, progress: Callable[[int, int], None], *, max_bytes: int
) -> dict[FileState, int]:
    """Match an upload's files with its listener's songs; killed and run again, it goes on.

    Args:
        open_uow: opens units of work.
        upload_id: which.
        progress: told how many of how many are done; may raise to stop.
        max_bytes: the longest lyrics taken.
    """
    with open_uow(read=True) as uow:
        upload = repository.find_upload(uow.db, upload_id)
        if upload is None:
            return {}
        actor = listener(upload.user_id)
        songs = songs_of(uow, actor)
    while True:
        with open_uow() as uow:
            files = repository.waiting(uow.db, upload_id, BATCH)
            for file in files:
                _place(uow, actor, file, songs, max_bytes)
            counts = _counts(uow, upload_id)
        total = sum(counts.values())
        progress(total - counts["waiting"], total)
        if not files:
            break
    with open_uow() as uow:
        song_moods.start_waiting(uow, actor.require_user(), f"upload:{upload_id}")
    return counts


def give_up(open_uow: OpenUow, upload_id: UUID) -> None:
    """End matching before its end; what was matched stays and is scored."""
    with open_uow() as uow:
        repository.give_up(uow.db, upload_id)
        upload = repository.find_upload(uow.db, upload_id)
        if upload is not None:
            song_moods.start_waiting(uow, upload.user_id, f"upload:{upload_id}")


def on_never_begun(uow: UnitOfWork, event: NeverBegun) -> None:
    """Leave files aside whose matching was stopped before it began."""
    if event.kind == MATCH:
        repository.give_up(uow.db, UUID(event.args["upload_id"]))


def songs_of(uow: UnitOfWork, actor: Actor) -> Songs:
    """The actor's songs, to be found by their names."""
    found = Songs()
    for row in songs_repository.names(uow.db, actor.require_user("music:read")):
        found.add(row.track_id, row.title, row.artist or "", row.duration_ms)
    return found


def get_upload(uow: UnitOfWork, actor: Actor, upload_id: UUID) -> UploadView:
    """An upload of the actor's.

    Raises:
        NotFound: no such upload, or somebody else's.
    """
    return _view(uow, _mine(uow, actor, upload_id))


def list_uploads(
    uow: UnitOfWork, actor: Actor, *, limit: int, cursor: str | None
) -> Page[UploadView]:
    """The actor's uploads, newest first."""
    user_id, offset = actor.require_user("music:read"), offset_of(cursor)
    rows, total = repository.list_uploads(uow.db, user_id, limit, offset)
    return Page(
        items=[_view(uow, row) for row in rows], cursor=next_offset(offset, limit, total),
        total=total,
    )  # fmt: skip


def list_files(
    uow: UnitOfWork, actor: Actor, upload_id: UUID, state: FileState | None, *, limit: int,
    cursor: str | None,
) -> Page[FileView]:  # fmt: skip
    """What became of each file of an upload, in their order.

    Raises:
        NotFound: no such upload, or somebody else's.
    """
    upload, offset = _mine(uow, actor, upload_id), offset_of(cursor)
    rows, total = repository.list_files(uow.db, upload.id, state, limit, offset)
    return _page(uow, actor, rows, total, offset, limit)


def list_undecided(
    uow: UnitOfWork, actor: Actor, *, limit: int, cursor: str | None
) -> Page[FileView]:
    """The actor's files whose song is not known, of all uploads, the newest upload first."""
    user_id, offset = actor.require_user("music:read"), offset_of(cursor)
    rows, total = repository.list_undecided(uow.db, user_id, _OPEN, limit, offset)
    return _page(uow, actor, rows, total, offset, limit)


def choose(
    uow: UnitOfWork, actor: Actor, file_id: UUID, track_id: UUID, *, max_bytes: int
) -> FileView:
    """Say which song a file's words are of; own words it had are replaced.

    Raises:
        NotFound: no such file or song, or somebody else's.
        Conflict: it is decided already.
    """
    actor.require_user("music:write")
    file = _my_file(uow, actor, file_id)
    if file.state not in _OPEN or file.text is None:
        raise Conflict("file_decided", "It is decided already whose words these are.")
    track = catalogue.get_track(uow, actor, track_id)
    lyrics.save_own(
        uow, actor, track.id, LyricsIn(lyrics=file.text), max_bytes=max_bytes,
        ref=str(file.upload_id),
    )  # fmt: skip
    repository.change(
        uow.db, file.id, state="matched", reason="", track_id=track.id, candidates=[], text=None
    )
    return _file_view(_my_file(uow, actor, file_id), {track.id: track})


def dismiss(uow: UnitOfWork, actor: Actor, file_id: UUID) -> None:
    """Leave a file aside; its words are forgotten.

    Raises:
        NotFound: no such file, or somebody else's.
        Conflict: its words are a song's already.
    """
    actor.require_user("music:write")
    file = _my_file(uow, actor, file_id)
    if file.state == "matched":
        raise Conflict("file_decided", "These words are a song's already. Remove them there.")
    repository.change(uow.db, file.id, state="dismissed", candidates=[], text=None)


def undo(uow: UnitOfWork, actor: Actor, upload_id: UUID) -> None:
    """Take out everything an upload brought, and forget it.

    Raises:
        NotFound: no such upload, or somebody else's.
        Conflict: its files are still being matched.
    """
    user_id = actor.require_user("music:write")
    upload = _mine(uow, actor, upload_id)
    if jobs.find_active(uow, MATCH, str(upload.id)) is not None:
        raise Conflict("upload_running", "These files are still being matched. Cancel that first.")
    lyrics.forget(uow, user_id, lyrics.OWN, str(upload.id))
    repository.delete_upload(uow.db, upload.id)


def save_file(
    uow: UnitOfWork, actor: Actor, track_id: UUID, data: bytes, *, max_bytes: int
) -> LyricsView:
    """Keep one file as the actor's own lyrics of a song, whatever it says of itself.

    Raises:
        NotFound: no such song.
        RuleViolated: no text, no words, or too long.
    """
    actor.require_user("music:write")
    try:
        text = decode(data)
    except NotTextError as error:
        raise RuleViolated(
            "not_text", FILE_REASONS["not_text"], pointer="/file"
        ) from error  # fmt: skip
    return lyrics.save_own(uow, actor, track_id, LyricsIn(lyrics=text), max_bytes=max_bytes)


def _place(uow: UnitOfWork, actor: Actor, file: LyricsFile, songs: Songs, max_bytes: int) -> None:
    """Find a file's song and give it the words, or note why not."""
    text = file.text or ""
    try:
        words = lyrics.read(text, max_bytes)
    except RuleViolated:
        repository.change(uow.db, file.id, state="refused", reason="too_large", text=None)
        return
    if words.state == "missing":
        repository.change(uow.db, file.id, state="refused", reason="no_words", text=None)
        return
    verdict = matched(file.name, text, songs)
    if verdict.state != "matched":
        repository.change(
            uow.db, file.id, state=verdict.state, reason=verdict.reason,
            candidates=[str(i) for i in verdict.songs],
        )  # fmt: skip
        return
    track_id = verdict.songs[0]
    before = lyrics.text_of_owner(uow, track_id, str(actor.require_user()))
    if before is not None and before.text_sha256 != words.sha256:
        repository.change(
            uow.db, file.id, state="unsure", reason="has_own", candidates=[str(track_id)]
        )
        return
    lyrics.save_own(
        uow, actor, track_id, LyricsIn(lyrics=text), max_bytes=max_bytes,
        ref=str(file.upload_id), in_batch=True,
    )  # fmt: skip
    reason = "" if before is None else "unchanged"
    repository.change(uow.db, file.id, state="matched", reason=reason, track_id=track_id, text=None)


def _row(upload_id: UUID, position: int, given: Given) -> LyricsFile:
    return LyricsFile(
        upload_id=upload_id, position=position, name=given.name, text=given.text,
        state="refused" if given.refused else "waiting", reason=given.refused,
    )  # fmt: skip


def _write(open_uow: OpenUow, rows: list[LyricsFile]) -> None:
    if rows:
        with open_uow() as uow:
            repository.add_files(uow.db, rows)


def _begin(uow: UnitOfWork, user_id: UUID, upload_id: UUID, count: int) -> UUID:
    spec = JobSpec(
        kind=MATCH, queue="quick", args={"upload_id": str(upload_id)}, dedupe_key=str(upload_id),
        total=count, unit="files",
    )  # fmt: skip
    job_id = jobs.start(uow, user_id, spec)
    upload = repository.find_upload(uow.db, upload_id)
    if upload is not None:
        upload.job_id = job_id
    return job_id


def _page(
    uow: UnitOfWork, actor: Actor, rows: list[LyricsFile], total: int, offset: int, limit: int
) -> Page[FileView]:
    wanted = {UUID(i) for row in rows for i in row.candidates}
    wanted |= {row.track_id for row in rows if row.track_id is not None}
    tracks = catalogue.tracks_by_id(uow, actor, wanted)
    return Page(
        items=[_file_view(row, tracks) for row in rows],
        cursor=next_offset(offset, limit, total), total=total,
    )  # fmt: skip


def _counts(uow: UnitOfWork, upload_id: UUID) -> dict[FileState, int]:
    found = repository.counts(uow.db, upload_id)
    return {state: found.get(state, 0) for state in FILE_STATES}


def _mine(uow: UnitOfWork, actor: Actor, upload_id: UUID) -> LyricsUpload:
    user_id = actor.require_user("music:read")
    upload = repository.find_upload(uow.db, upload_id)
    if upload is None or upload.user_id != user_id:
        raise NotFound("upload_not_found", "There is no such upload.")
    return upload


def _my_file(uow: UnitOfWork, actor: Actor, file_id: UUID) -> LyricsFile:
    user_id = actor.require_user("music:read")
    file = repository.find_file(uow.db, file_id)
    upload = None if file is None else repository.find_upload(uow.db, file.upload_id)
    if file is None or upload is None or upload.user_id != user_id:
        raise NotFound("file_not_found", "There is no such file.")
    return file


def _view(uow: UnitOfWork, row: LyricsUpload) -> UploadView:
    return UploadView(
        id=row.id, created_at=row.created_at, files=_counts(uow, row.id),
        job=None if row.job_id is None else jobs.find(uow, row.job_id),
    )  # fmt: skip


def _file_view(row: LyricsFile, tracks: dict[UUID, TrackView]) -> FileView:
    return FileView(
        id=row.id, name=row.name, state=cast("FileState", row.state), reason=row.reason,
        detail=FILE_REASONS.get(row.reason, ""),
        track=None if row.track_id is None else tracks.get(row.track_id),
        candidates=[tracks[i] for i in map(UUID, row.candidates) if i in tracks],
        excerpt=" ".join((row.text or "")[:_EXCERPT].split()) if row.state in _OPEN else "",
    )  # fmt: skip
