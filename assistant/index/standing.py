"""How the index stands and what a rebuild would do: read from SQL alone, so any process may ask."""

from datetime import datetime
from typing import cast
from uuid import UUID

from analysis.affect import Mood, quadrant
from analysis.types import ModelStamps
from assistant.core.actor import Actor
from assistant.core.unit_of_work import UnitOfWork
from assistant.index import building, following, lifecycle, points_repository, repository
from assistant.index.following import REBUILD
from assistant.index.schemas import (
    CHECKING,
    COMPARING,
    REPLAYING,
    SWITCHING,
    WRITING,
    Basis,
    BuildState,
    BuildView,
    GenerationState,
    GenerationView,
    IndexStatus,
    PhaseView,
    Plan,
    Repair,
    Trouble,
)
from assistant.jobs import service as jobs
from assistant.jobs.membership import models
from assistant.jobs.schemas import JobView
from assistant.models.index import IndexGeneration
from assistant.song_moods import service as song_moods
from vectorstore.blend import EXTRA

_BASIS, _ENOUGH = 3, 1000
"""An estimate rests on so many builds; one of fewer songs together is called rough."""
_FLOAT = 4


def status(uow: UnitOfWork, actor: Actor, stamps: ModelStamps) -> IndexStatus:
    """How the index stands (admins)."""
    actor.require("index.manage")
    rows = [g for g in repository.generations(uow.db) if g.state not in repository.GONE]
    active = next((g for g in rows if g.state == "active"), None)
    songs = points_repository.count_points(uow.db, stamps.mood)
    job = jobs.find_active(uow, REBUILD, "")
    checked = active.health.get("at") if active is not None else None
    return IndexStatus(
        active=_view(active) if active else None,
        songs=songs,
        points=active.count if active else 0,
        waiting=repository.count_changes_after(uow.db, active.applied_seq) if active else 0,
        current=active is not None and not following.outdated(uow, active, stamps),
        build=job,
        progress=_progress(uow, job, songs),
        trouble=_trouble(uow, active, stamps, job, songs),
        checked_at=datetime.fromisoformat(checked) if checked else None,
        generations=[_view(g) for g in rows],
    )


def plan(uow: UnitOfWork, actor: Actor, stamps: ModelStamps, keep: int) -> Plan:
    """What a rebuild would do and how long it would take, without doing it (admins)."""
    actor.require("index.manage")
    wanted = building.wanted_stamp(uow, stamps)
    active, begun = repository.active(uow.db), repository.find_building(uow.db)
    songs = points_repository.count_points(uow.db, stamps.mood)
    goes_on = begun if begun is not None and building.stamp_of(begun) == wanted else None
    basis = repository.measured(uow.db, _BASIS)
    written, seconds = sum(g.written for g in basis), sum(g.write_s for g in basis)
    per_s = written / seconds if seconds else None
    done = goes_on.count if goes_on is not None else 0
    surplus = lifecycle.surplus(uow, max(0, keep - (active is not None)))
    return Plan(
        songs=songs,
        own=points_repository.count_own(uow.db, stamps.mood),
        without_words=points_repository.count_without_words(uow.db, stamps.mood, stamps.embedding),
        unscored=song_moods.left_to_renew(uow, stamps.mood),
        dims=wanted.dims,
        vector_bytes=songs * (wanted.dims + EXTRA) * _FLOAT,
        mood_stamp=wanted.mood, embedding_stamp=wanted.embedding, params_sha=wanted.params,
        new_model=active is not None and building.stamp_of(active) != wanted,
        seconds=max(0, songs - done) / per_s if per_s else None,
        per_s=per_s,
        rough=written < _ENOUGH,
        basis=[Basis(number=g.number, songs=g.written, seconds=g.write_s) for g in basis],
        goes_on=goes_on.number if goes_on is not None else None,
        done=done,
        drops=sorted(g.number for g in surplus),
    )  # fmt: skip


def written(uow: UnitOfWork, actor: Actor, stamps: ModelStamps, slots: int) -> list[Mood]:
    """The moods of songs that the build under way has written, thinned to at most `slots` (admins).

    When all songs are written there are about `slots` of them, fewer where songs are fewer.
    """
    actor.require("index.manage")
    building_now = repository.find_building(uow.db)
    if building_now is None or not building_now.cursor:
        return []
    total = points_repository.count_points(uow.db, stamps.mood)
    step = max(1, -(-total // slots))
    places = points_repository.places_up_to(uow.db, stamps.mood, UUID(building_now.cursor), step)
    return [quadrant(valence, arousal) for valence, arousal in places][:slots]


def _progress(uow: UnitOfWork, job: JobView | None, songs: int) -> BuildView | None:
    row = lifecycle.being_built(uow, job)
    if row is None and job is None:
        return None
    total = (job.total if job is not None else None) or songs
    done = min(row.count if row is not None else 0, total)
    per_s = row.written / row.write_s if row is not None and row.write_s else None
    return BuildView(
        number=row.number if row is not None else repository.next_number(uow.db),
        state=_build_state(job),
        switches=row.switches if row is not None else True,
        job=job,
        phases=_phases(job, done, total, switches=row.switches if row is not None else True),
        done=done, total=total, per_s=per_s,
        remaining_s=(total - done) / per_s if per_s else None,
    )  # fmt: skip


def _build_state(job: JobView | None) -> BuildState:
    if job is None:
        return "paused"
    if job.cancel_requested:
        return "stopping"
    return "waiting" if job.state == "waiting" else "running"


def _phases(job: JobView | None, done: int, total: int, *, switches: bool) -> list[PhaseView]:
    last = SWITCHING if switches else COMPARING
    names = [WRITING, REPLAYING, CHECKING, last]
    at = names.index(job.message) if job is not None and job.message in names else 0
    return [
        PhaseView(
            name=name, state="done" if n < at else "now" if n == at else "waits",
            done=done if n == 0 else None, total=total if n == 0 else None,
        )
        for n, name in enumerate(names)
    ]  # fmt: skip


def _trouble(
    uow: UnitOfWork, active: IndexGeneration | None, stamps: ModelStamps,
    job: JobView | None, songs: int,
) -> Trouble | None:  # fmt: skip
    if active is None:
        if songs == 0 and job is None:
            return None
        return Trouble(
            code="missing", repair="building" if job is not None else "waits",
            detail="No generation answers searches. It is built anew from the database.",
        )  # fmt: skip
    if len(set_to := sorted(models(uow))) > 1:
        return Trouble(
            code="model", repair="waits",
            detail=f"Workers are set to different models: {', '.join(set_to)}. Until all have the "
            "same ATTUNE_MOOD settings, no build for a model begins by itself.",
        )  # fmt: skip
    if following.outdated(uow, active, stamps):
        return _other_model(uow, active, stamps, job)
    return _songs_differ(active, job)


def _other_model(
    uow: UnitOfWork, active: IndexGeneration, stamps: ModelStamps, job: JobView | None
) -> Trouble:
    left = song_moods.left_to_renew(uow, stamps.mood)
    repair: Repair = "scoring" if left else "building" if job is not None else "waits"
    detail = f"Generation {active.number} was made with another model or other settings."
    if left:
        texts = "text" if left == 1 else "texts"
        detail += f" It answers until the new model has read {left:,} more {texts}."
    return Trouble(code="model", detail=detail, repair=repair)


def _songs_differ(active: IndexGeneration, job: JobView | None) -> Trouble | None:
    found = active.health
    repair = found.get("repair", "")
    if not repair or (repair == "songs" and active.applied_seq >= found.get("until", 0)):
        return None
    detail = f"Generation {active.number} does not match the database: {_sentence(found)}."
    return Trouble(
        code="songs", detail=detail,
        repair="replaying" if repair == "songs" else "building" if job is not None else "waits",
    )  # fmt: skip


def _sentence(found: dict[str, int]) -> str:
    named = (("missing", "missing"), ("foreign", "that should not be there"), ("wrong", "wrong"))
    parts = [
        f"{found[key]:,} {_songs(found[key])} {words}" for key, words in named if found.get(key)
    ]
    if not found.get("stamp_ok", True):
        parts.append("it names another model")
    return ", ".join(parts)


def _songs(n: int) -> str:
    return "song" if n == 1 else "songs"


def _view(row: IndexGeneration) -> GenerationView:
    return GenerationView(
        id=row.id, number=row.number, name=row.name, state=cast("GenerationState", row.state),
        mood_stamp=row.mood_stamp, embedding_stamp=row.embedding_stamp,
        params_sha=row.params_sha, dims=row.dims, count=row.count, checks=row.checks,
        compared=bool(row.comparison), switches=row.switches,
        created_at=row.created_at, activated_at=row.activated_at,
    )  # fmt: skip


def find_id(uow: UnitOfWork, actor: Actor, number: int) -> UUID | None:
    """The id of a generation by its number (admins); None when there is none."""
    actor.require("index.manage")
    return next((g.id for g in repository.generations(uow.db) if g.number == number), None)
