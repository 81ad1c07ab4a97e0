"""How reading a listener's Spotify stands: the schedule, pauses, gaps, and what was brought in."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from assistant.connections import (
    bringing,
    item_repository,
    pausing,
    poll_repository,
    polling,
    repository,
    rules,
)
from assistant.connections.schemas import (
    Deletion,
    GapView,
    HeldView,
    Note,
    PollView,
    TopView,
    TransferView,
)
from assistant.connections.sealed import Secrets, client_id_of
from assistant.core.actor import Actor
from assistant.core.pagination import Page, next_offset, offset_of
from assistant.core.settings import Settings
from assistant.core.unit_of_work import UnitOfWork
from assistant.integrations.spotify.client import TimeRange
from assistant.jobs import service as jobs
from assistant.library import service as library
from assistant.listens import service as listens
from assistant.models.connections import Connection
from assistant.playlists import service as playlists

LIMITS = (
    Note(code="five_people", text="An app of your own serves you and four people more, and works "
         "only while its owner has Premium."),
    Note(code="fifty_plays", text="Spotify shows the last 50 plays and no more. What was played "
         "beyond them between two looks is lost, and marked as a gap."),
    Note(code="own_playlists", text="Songs are shown of playlists that are yours or collaborative, "
         "not of those you only follow."),
    Note(code="no_saved_list", text="Spotify has no list of what you saved any more. Attune asks "
         "about what it knows by name; for all of it, request your data at Spotify and drop the "
         "file on the Library page."),
    Note(code="no_features", text="Genres, popularity, audio features and recommendations were "
         "withdrawn by Spotify. Moods come from lyrics alone."),
)  # fmt: skip
"""What no app of a listener's own can do since Spotify's changes."""

_PROBLEMS = {
    "spotify_rate_limited": "Spotify asked for a pause.",
    "spotify_quota_exceeded": "Spotify's quota for this app is used up.",
    "spotify_unavailable": "Spotify could not be reached.",
    "spotify_timeout": "Spotify did not answer in time.",
    "spotify_lied": "Spotify's answer made no sense.",
    "spotify_forbidden": "Spotify does not allow it: a permission is missing, or the account is "
    "not listed in the app's dashboard.",
    "spotify_reconnect": "Spotify has ended this connection. Connect again.",
    "spotify_unauthorized": "Spotify no longer accepts this sign-in. Connect again.",
    "spotify_not_connected": "Spotify is not connected any more.",
    "unexpected": "Something went wrong inside Attune. The log of the worker says what.",
}
_OTHER = "Something went wrong. Attune tries again by itself."


def poll_view(uow: UnitOfWork, row: Connection) -> PollView | None:
    """The schedule of a connection."""
    poll = poll_repository.find(uow.db, row.id)
    if poll is None:
        return None
    job = jobs.find_active(uow, polling.KIND, str(row.user_id))
    waits = poll.is_on and row.state == "connected"
    return PollView(
        on=poll.is_on, job_id=job.id if job else None, last_at=poll.last_at,
        last_good_at=poll.last_good_at, last_new=poll.last_new,
        next_at=poll.next_at if waits else None, interval_s=poll.interval_s,
        failures=poll.failures, problem=_problem(poll.problem),
    )  # fmt: skip


def held_view(
    uow: UnitOfWork, settings: Settings, row: Connection, secrets: Secrets
) -> HeldView | None:
    """The pause that the listener's app keeps now."""
    name = pausing.name_of(row.provider, client_id_of(settings, secrets))
    found = pausing.held(uow, name)
    if found is None:
        return None
    text = _PROBLEMS.get(found.reason, _OTHER)
    return HeldView(until=found.until, code=found.reason, text=text, failures=found.failures)


def transfer_views(uow: UnitOfWork, row: Connection) -> list[TransferView]:
    """How bringing in stands, for each thing that can be brought in."""
    known = {one.what: one for one in item_repository.transfers(uow.db, row.id)}
    views = []
    for what in bringing.WHATS:
        found = known.get(what)
        job = jobs.find_active(uow, bringing.kind_of(what), str(row.user_id))
        view = TransferView(what=what, job_id=job.id if job else None)
        if found is not None:
            ended = found.state == "running" and job is None  # it broke, and could not say so
            view.state = "failed" if ended else found.state
            view.counts = {k: int(n) for k, n in found.counts.items() if k != "holds"}
            view.problem = _problem(found.problem or ("unexpected" if ended else None))
            view.started_at, view.ended_at = found.started_at, found.ended_at
            view.resume_at = found.resume_at
        views.append(view)
    return views


def known_gaps(
    uow: UnitOfWork, actor: Actor, *, limit: int = 50, cursor: str | None = None
) -> Page[GapView]:
    """Spans in which plays of the actor's were lost, the newest first."""
    user_id, offset = actor.require_user("music:read"), offset_of(cursor)
    rows, total = repository.gaps(uow.db, user_id, limit, offset)
    return Page(
        items=[
            GapView(
                id=gap.id, source=provider, from_at=gap.from_at, to_at=gap.to_at,
                found_at=gap.created_at,
                listens=listens.count_between(uow, user_id, gap.from_at, gap.to_at),
            )
            for gap, provider in rows
        ],
        cursor=next_offset(offset, limit, total), total=total,
    )  # fmt: skip


def top_items(
    uow: UnitOfWork, settings: Settings, actor: Actor, kind: str, time_range: TimeRange
) -> list[TopView]:
    """What the actor hears most, as Spotify said when it was brought in last."""
    user_id = actor.require_user("music:read")
    row = repository.find(uow.db, user_id, rules.provider_of(settings))
    if row is None:
        return []
    return [
        TopView(rank=one.rank, name=one.name, artist=one.artist_name or None,
                track_id=one.track_id)
        for one in item_repository.top(uow.db, row.id, kind, time_range)
    ]  # fmt: skip


def deletion(uow: UnitOfWork, settings: Settings, actor: Actor) -> Deletion:
    """What disconnecting would delete."""
    user_id = actor.require_user("music:read", "playback:read")
    row = repository.find(uow.db, user_id, rules.provider_of(settings))
    source = rules.source_of(settings)
    reports, alone = listens.reported_by(uow, user_id, source)
    return Deletion(
        plays=reports, listens=alone, playlists=playlists.count_outside(uow, user_id, source),
        songs=library.count_of(uow, user_id, rules.shelf_of(settings)),
        top=_counted(uow, row, item_repository.count_top),
        gaps=_counted(uow, row, repository.count_gaps),
        named=_counted(uow, row, item_repository.count),
    )  # fmt: skip


def _counted(uow: UnitOfWork, row: Connection | None, count: Callable[[Any, UUID], int]) -> int:
    return 0 if row is None else count(uow.db, row.id)


def _problem(code: str | None) -> Note | None:
    return None if code is None else Note(code=code, text=_PROBLEMS.get(code, _OTHER))
