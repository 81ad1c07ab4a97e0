"""Putting plays right: taking one out, saying which song it was, and taking that back.

What told of a play stays, so that the same report coming again changes nothing.
"""

from uuid import UUID

from assistant.catalogue import service as catalogue
from assistant.catalogue.schemas import TrackNames
from assistant.core.actor import Actor
from assistant.core.errors import Conflict, Forbidden, NotFound
from assistant.core.pagination import Page, next_offset, offset_of
from assistant.core.unit_of_work import UnitOfWork
from assistant.listens import browsing
from assistant.listens import history_repository as repository
from assistant.listens import repository as profiles
from assistant.listens.events import SongHeard
from assistant.listens.recording import TAKEN_OUT
from assistant.listens.schemas import CorrectionView, ListenView, SongIn
from assistant.models.listens import Listen, ListenCorrection

OUT = "removed"


def take_out(uow: UnitOfWork, actor: Actor, listen_id: int) -> CorrectionView:
    """Take a play out of the actor's history.

    Raises:
        NotFound: no such play, or somebody else's.
        Forbidden: the sample listener, whom many may be.
    """
    user_id = _own(actor)
    listen = _mine(uow, user_id, listen_id)
    reports = repository.reports_of(uow.db, listen_id)
    row = _note(uow, listen, "delete")
    row.listen_id, row.reports = None, {str(number): state for number, state in reports.items()}
    repository.let_go(uow.db, user_id, reports, OUT, TAKEN_OUT)
    repository.delete(uow.db, listen)
    repository.save(uow.db, row)
    profiles.delete_profiles(uow.db, user_id)
    return _view(uow, actor, [row])[0]


def correct_song(uow: UnitOfWork, actor: Actor, listen_id: int, song: SongIn) -> CorrectionView:
    """Say which song a play of the actor's was; that play alone changes.

    Raises:
        NotFound: no such play or song, or somebody else's.
        Conflict: it has that song; or that song was heard at that very moment already.
        Forbidden: the sample listener, whom many may be.
    """
    user_id = _own(actor)
    listen = _mine(uow, user_id, listen_id)
    track_id = _track(uow, actor, song)
    if track_id == listen.track_id:
        raise Conflict("same_song", "That is the song which this play has.")
    row = _note(uow, listen, "song")
    _move(uow, listen, track_id)
    repository.save(uow.db, row)
    return _view(uow, actor, [row])[0]


def undo(uow: UnitOfWork, actor: Actor, correction_id: UUID) -> ListenView:
    """Take a correction back: the play is there again, or has its former song again.

    Raises:
        NotFound: no such correction, or somebody else's.
        Conflict: the play, or what told of it, is gone; it was put right again since; or the song
            was heard at that very moment.
    """
    user_id = _own(actor)
    row = repository.find_correction(uow.db, user_id, correction_id)
    if row is None:
        raise NotFound("correction_not_found", "There is no such correction.")
    if row.undone_at is not None:
        raise Conflict("already_undone", "This was taken back already.")
    track_id = browsing.track_here(uow, actor, row.track_id)
    listen = _bring_back(uow, row, track_id) if row.verb == "delete" else None
    if listen is None:
        listen = _give_back(uow, row, track_id)
    row.undone_at = uow.now
    repository.save(uow.db, row)
    profiles.delete_profiles(uow.db, user_id)
    return browsing.one_view(uow, actor, listen)


def list_corrections(
    uow: UnitOfWork, actor: Actor, *, limit: int, cursor: str | None
) -> Page[CorrectionView]:
    """What the actor put right, newest first."""
    user_id, offset = actor.require_user("music:read"), offset_of(cursor)
    rows, total = repository.corrections(uow.db, user_id, limit, offset)
    return Page(
        items=_view(uow, actor, rows), cursor=next_offset(offset, limit, total), total=total
    )


def _own(actor: Actor) -> UUID:
    user_id = actor.require_user("music:write")
    if actor.is_sample:
        raise Forbidden("sample_stays", "The sample listener stays as it is. Sign up first.")
    return user_id


def _mine(uow: UnitOfWork, user_id: UUID, listen_id: int) -> Listen:
    listen = repository.find(uow.db, user_id, listen_id)
    if listen is None:
        raise NotFound("listen_not_found", "There is no such play.")
    return listen


def _track(uow: UnitOfWork, actor: Actor, song: SongIn) -> UUID:
    if song.track_id is not None:
        return browsing.track_here(uow, actor, song.track_id)
    names = TrackNames(song.title.strip(), [song.artist.strip()], origin="play")
    return catalogue.get_or_create_track(uow, names)


def _note(uow: UnitOfWork, listen: Listen, verb: str) -> ListenCorrection:
    """What a play is now, to be written down before it changes."""
    return ListenCorrection(
        user_id=listen.user_id, verb=verb, listen_id=listen.id, track_id=listen.track_id,
        listened_at=listen.listened_at, utc_offset_min=listen.utc_offset_min,
        local_day=listen.local_day, local_hour=listen.local_hour, ms_played=listen.ms_played,
        created_at=uow.now,
    )  # fmt: skip


def _move(uow: UnitOfWork, listen: Listen, track_id: UUID) -> None:
    """Let a play be of another song."""
    if repository.at(uow.db, listen.user_id, track_id, listen.listened_at) is not None:
        raise Conflict("heard_then", "That song is in your history at this very moment already.")
    listen.track_id = track_id
    repository.save(uow.db, listen)
    profiles.delete_profiles(uow.db, listen.user_id)
    uow.publish(SongHeard(listen.user_id, track_id))


def _bring_back(uow: UnitOfWork, row: ListenCorrection, track_id: UUID) -> Listen:
    """The play that was taken out, with what told of it."""
    states = {int(number): state for number, state in row.reports.items()}
    if not repository.still_free(uow.db, row.user_id, states):
        raise Conflict("reports_gone", "What told of this play is gone, with its import or source.")
    listen = repository.at(uow.db, row.user_id, track_id, row.listened_at)
    if listen is None:
        listen = Listen(
            user_id=row.user_id, track_id=track_id, listened_at=row.listened_at,
            utc_offset_min=row.utc_offset_min, local_day=row.local_day,
            local_hour=row.local_hour, ms_played=row.ms_played, created_at=uow.now,
        )  # fmt: skip
        repository.add(uow.db, listen)
    repository.give_back(uow.db, row.user_id, states, listen.id or 0)
    return listen


def _give_back(uow: UnitOfWork, row: ListenCorrection, track_id: UUID) -> Listen:
    """The play with the song that it had."""
    listen = row.listen_id and repository.find(uow.db, row.user_id, row.listen_id)
    if not listen:
        raise Conflict("listen_gone", "This play is not in your history any more.")
    if not repository.is_newest(uow.db, row):
        raise Conflict(
            "changed_since", "This play was put right again since. Take that back first."
        )
    if listen.track_id != track_id:
        _move(uow, listen, track_id)
    return listen


def _view(uow: UnitOfWork, actor: Actor, rows: list[ListenCorrection]) -> list[CorrectionView]:
    tracks = catalogue.tracks_by_id(uow, actor, {row.track_id for row in rows})
    return [
        CorrectionView.model_validate(
            {**row.model_dump(), "was": tracks.get(row.track_id)}, strict=False
        )
        for row in rows
    ]
