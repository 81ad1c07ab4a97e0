"""Use cases of the facts from MusicBrainz: switching them, how far they are, a song's cover."""

from datetime import timedelta
from pathlib import Path
from uuid import UUID

from assistant.audit import service as audit
from assistant.catalogue import learning
from assistant.catalogue import service as catalogue
from assistant.core.actor import Actor
from assistant.core.unit_of_work import UnitOfWork
from assistant.jobs import service as jobs
from assistant.jobs.schemas import JobSpec
from assistant.metadata import repository
from assistant.metadata.schemas import MetadataView

KIND = "metadata.look_up"
COVERS = "covers"
FIRST_REST, LONGEST_REST = timedelta(minutes=10), timedelta(hours=12)


def status(uow: UnitOfWork, actor: Actor) -> MetadataView:
    """Whether MusicBrainz is asked, and what it answered (admins)."""
    actor.require("server.see")
    states, covers = repository.counts(uow.db)
    active = jobs.find_active(uow, KIND, KIND)
    return MetadataView(
        enabled=repository.is_on(uow.db), covers=covers,
        waiting=repository.count_waiting(uow.db, uow.now),
        job_id=None if active is None else active.id,
        **{state: states.get(state, 0) for state in ("found", "missing", "refused")},
    )  # fmt: skip


def switch(uow: UnitOfWork, actor: Actor, *, enabled: bool) -> MetadataView:
    """Begin to ask MusicBrainz about the songs of this server, or stop (admins)."""
    actor.require("server.manage")
    repository.switch(uow.db, uow.now, enabled=enabled)
    audit.record(uow, actor, "metadata.switched", enabled=enabled)
    start_due(uow)
    return status(uow, actor)


def start_due(uow: UnitOfWork) -> None:
    """Begin asking when it is switched on and a song waits; work under way goes on."""
    if repository.is_on(uow.db) and repository.next_tracks(uow.db, uow.now, 1):
        jobs.start(uow, None, JobSpec(KIND, "outward", dedupe_key=KIND, unit="songs"))


def start_rested(uow: UnitOfWork) -> None:
    """The same by itself: after each failure over there it waits twice as long."""
    failed, last = jobs.failures(uow, KIND)
    rest = min(LONGEST_REST, FIRST_REST * 2 ** max(0, failed - 1))
    if last is None or uow.now - last >= rest:
        start_due(uow)


def cover_file(uow: UnitOfWork, actor: Actor, track_id: UUID, data_dir: Path) -> Path | None:
    """Where a song's own cover lies on this machine; None when it has none the actor may see."""
    name = learning.cover_of(uow, track_id, catalogue.owners_of(actor))
    path = None if name is None else data_dir / COVERS / name
    return path if path is not None and path.is_file() else None
