"""Use cases of gathering: how much has words, and having the rest looked up in the background."""

from collections.abc import Mapping
from datetime import timedelta
from typing import cast
from uuid import UUID

from assistant.catalogue import service as catalogue
from assistant.connections import service as connections
from assistant.connections.events import LookupChanged
from assistant.connections.schemas import LyricsLookup
from assistant.core.actor import Actor, listener
from assistant.core.errors import Conflict
from assistant.core.pagination import Page, next_offset, offset_of
from assistant.core.settings import Settings
from assistant.core.unit_of_work import UnitOfWork
from assistant.gathering import repository
from assistant.gathering.rules import in_words
from assistant.gathering.schemas import (
    STATES,
    Coverage,
    CoverageSong,
    Fetching,
    Retried,
    RetryIn,
    Share,
    State,
)
from assistant.jobs import service as jobs
from assistant.jobs.schemas import JobSpec, JobView
from assistant.lyrics import asking
from assistant.lyrics import service as lyrics
from assistant.models.gathering import LyricsGathering

FETCH = "gathering.fetch"
EVERY = timedelta(minutes=15)
"""How soon songs that are new, or due again, are looked up by themselves."""
ASKED_LONG_AGO = timedelta(days=1)
_DUE_AT_ONCE = 100


def coverage(uow: UnitOfWork, settings: Settings, actor: Actor, stamp: str) -> Coverage:
    """How many of the actor's songs have words, by state, and how fetching stands.

    Args:
        uow: an open unit of work.
        settings: where the provider is.
        actor: the listener.
        stamp: the mood model that counts: it says which languages can be read.
    """
    user_id = actor.require_user("music:read")
    found = repository.counts(uow.db, user_id, stamp)
    states: dict[State, Share] = {state: _share(found, state) for state in STATES}
    total = Share(
        songs=sum(share.songs for share in states.values()),
        plays=sum(share.plays for share in states.values()),
    )
    return Coverage(total=total, states=states, fetching=fetching(uow, settings, actor))


def fetching(uow: UnitOfWork, settings: Settings, actor: Actor) -> Fetching:
    """Whether the actor's missing lyrics are looked up, and how the provider is."""
    user_id = actor.require_user("music:read")
    lookup = connections.lyrics_lookup(uow, settings, actor)
    row = repository.find(uow.db, user_id)
    status = asking.status(uow)
    paused = row is not None and (row.paused or _was_cancelled(uow, row))
    job = jobs.find_active(uow, FETCH, str(user_id))
    blocked = status.blocked_until if asking.blocked_for_s(uow) else None
    return Fetching(
        allowed=lookup.allowed, paused=paused, job=job,
        next_at=row.next_at if row is not None and not paused else None,
        provider=lookup.provider, address=lookup.address, provider_state=status.state,
        provider_at=status.at, blocked_until=blocked,
        detail=in_words(allowed=lookup.allowed, paused=paused, works=job is not None,
                        state=status.state, blocked=blocked is not None),
    )  # fmt: skip


def list_songs(
    uow: UnitOfWork, actor: Actor, stamp: str, state: State, *, limit: int, cursor: str | None
) -> Page[CoverageSong]:
    """The actor's songs of one state, the most heard first."""
    user_id, offset = actor.require_user("music:read"), offset_of(cursor)
    rows, total = repository.page(uow.db, user_id, stamp, state, limit, offset)
    ids = [row.track_id for row in rows]
    tracks = catalogue.tracks_by_id(uow, actor, ids)
    missed, asked = repository.missed(uow.db, ids), repository.questions(uow.db, ids)
    own = lyrics.own_states(uow, user_id, ids)
    items = []
    for row in rows:
        miss, question = missed.get(row.track_id), asked.get(row.track_id)
        tried = state == "failed" and question is not None
        lacks = state == "missing" and miss is not None
        items.append(CoverageSong(
            track=tracks[row.track_id], state=cast("State", row.state), plays=row.plays,
            reason=question.reason if tried and question else None,
            asked_at=question.asked_at if tried and question
            else miss.fetched_at if lacks and miss else None,
            retry_after=question.retry_after if tried and question
            else miss.retry_after if lacks and miss else None,
            own=row.track_id in own,
        ))  # fmt: skip
    return Page(items=items, cursor=next_offset(offset, limit, total), total=total)


def start(uow: UnitOfWork, settings: Settings, actor: Actor) -> UUID:
    """Have what is missing looked up now; also goes on after a pause. The job's id.

    Raises:
        Conflict: the actor did not allow it.
    """
    user_id = actor.require_user("music:write")
    if connections.lyrics_lookup(uow, settings, actor).allowed is not True:
        raise Conflict(
            "lyrics_lookup_off",
            "Looking lyrics up is off. Allow it first: the provider learns titles and artists.",
        )
    return _begin(uow, user_id)


def pause(uow: UnitOfWork, settings: Settings, actor: Actor) -> Fetching:
    """Stop looking up until `start`; what was found stays."""
    user_id = actor.require_user("music:write")
    repository.change(uow.db, user_id, paused=True)
    job = jobs.find_active(uow, FETCH, str(user_id))
    if job is not None:
        jobs.cancel(uow, listener(user_id), job.id)
    return fetching(uow, settings, actor)


def allow(uow: UnitOfWork, settings: Settings, actor: Actor, *, allowed: bool) -> LyricsLookup:
    """Turn looking up on, and begin at once; or off.

    Raises:
        Forbidden: a personal token, or the sample listener.
    """
    found = connections.set_lyrics_lookup(uow, settings, actor, allowed=allowed)
    if found.allowed:
        _begin(uow, actor.require_user())
    return found


def retry(uow: UnitOfWork, settings: Settings, actor: Actor, stamp: str, data: RetryIn) -> Retried:
    """Ask again about what failed, or about what was missing a day ago or earlier.

    Raises:
        NotFound: no such song.
        Conflict: the actor did not allow looking up.
    """
    user_id = actor.require_user("music:write")
    if data.track_id is not None:
        ids = [catalogue.get_track(uow, actor, data.track_id).id]
    else:
        ids = repository.ids_of(uow.db, user_id, stamp, data.state)
    job_id = start(uow, settings, actor)
    again = 0
    for at in range(0, len(ids), 1_000):
        some = ids[at : at + 1_000]
        if data.state == "failed":
            again += asking.wake(uow, some)
        else:
            again += repository.ask_again(uow.db, some, uow.now, uow.now - ASKED_LONG_AGO)
    return Retried(again=again, job_id=job_id)


def start_due(uow: UnitOfWork, settings: Settings) -> int:
    """Begin looking up for whoever's turn it is and has something to ask; how many.

    Nothing begins while the provider asks to be left alone.
    """
    if asking.blocked_for_s(uow):
        return 0
    begun = 0
    for row in repository.due(uow.db, uow.now, _DUE_AT_ONCE):
        user_id = row.user_id
        if _was_cancelled(uow, row):
            repository.change(uow.db, user_id, paused=True)
        elif connections.lyrics_lookup(uow, settings, listener(user_id)).allowed is not True:
            repository.remove(uow.db, user_id)
        elif repository.plan(uow.db, user_id, uow.now, limit=1):
            _begin(uow, user_id)
            begun += 1
        else:
            repository.change(uow.db, user_id, next_at=uow.now + EVERY)
    return begun


def rest(uow: UnitOfWork, user_id: UUID) -> None:
    """Note when to look again after a job: later when the provider asked for that."""
    until = asking.status(uow).blocked_until or uow.now
    repository.change(uow.db, user_id, next_at=max(uow.now + EVERY, until))


def plan(uow: UnitOfWork, actor: Actor) -> list[UUID]:
    """The songs to ask about now, in listening order."""
    return repository.plan(uow.db, actor.require_user("music:read"), uow.now)


def on_lookup_changed(uow: UnitOfWork, event: LookupChanged) -> None:
    """Let a listener's songs be looked up from now on, or not any more."""
    if not event.allowed:
        repository.remove(uow.db, event.user_id)
    elif repository.find(uow.db, event.user_id) is None:
        row = LyricsGathering(user_id=event.user_id, paused=False, next_at=uow.now)
        repository.save(uow.db, row)


def _begin(uow: UnitOfWork, user_id: UUID) -> UUID:
    spec = JobSpec(kind=FETCH, queue="lyrics", dedupe_key=str(user_id), unit="songs")
    job_id = jobs.start(uow, user_id, spec)
    row = LyricsGathering(
        user_id=user_id, paused=False, job_id=job_id, next_at=uow.now + EVERY
    )  # fmt: skip
    repository.save(uow.db, row)
    return job_id


def _was_cancelled(uow: UnitOfWork, row: LyricsGathering) -> bool:
    """Whether the last job was stopped by hand, wherever: it does not come back by itself."""
    job: JobView | None = None if row.job_id is None else jobs.find(uow, row.job_id)
    return job is not None and (job.state == "cancelled" or (job.active and job.cancel_requested))


def _share(found: Mapping[str, tuple[int, int]], state: State) -> Share:
    songs, plays = found.get(state, (0, 0))
    return Share(songs=songs, plays=plays)
