"""Owns how the state of the song index becomes what the Index page draws."""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from assistant.accounts import service as accounts
from assistant.core.actor import Actor
from assistant.core.unit_of_work import UnitOfWork
from assistant.index import service as index
from assistant.index.rules import duration_words
from assistant.index.schemas import BuildView, GenerationView, IndexStatus, PhaseView
from ui.dates import moment_words
from ui.pages.index.comparing import comparison_of
from ui.pages.index.models import Build, Comparison, Event, Generation, Health, Phase
from ui.pages.index.telling import events_of, model_words
from ui.text.en import index as words

if TYPE_CHECKING:
    from analysis.types import ModelStamps

SLOTS = 348
"""Marks of the picture: six rows of 58."""
_STATES = {"verified": "ready", "retired": "kept"}


@dataclass(frozen=True, slots=True)
class IndexPage:
    """All that the page shows; each field is a variable of its state."""

    active: int
    health: Health
    build: Build
    phases: list[Phase]
    generations: list[Generation]
    comparison: Comparison
    events: list[Event]


def page_of(uow: UnitOfWork, actor: Actor, stamps: "ModelStamps", shown: int = 0) -> IndexPage:
    """Read the page.

    Args:
        uow: an open unit of work.
        actor: who looks.
        stamps: the model that counts.
        shown: the generation whose comparison is wanted; 0: one that waits to be switched to.

    Raises:
        Forbidden: the actor is no admin.
    """
    status = index.status(uow, actor, stamps)
    zone = accounts.get_me(uow, actor).time_zone
    return IndexPage(
        active=status.active.number if status.active else 0,
        health=_health(status, zone, uow.now),
        build=_build(uow, actor, stamps, status.progress),
        phases=phases_of(status.progress) if status.progress else [],
        generations=[_generation(g) for g in status.generations],
        comparison=comparison_of(uow, actor, status, zone, shown),
        events=events_of(uow, actor, zone),
    )


def _health(status: IndexStatus, zone: str, now: datetime) -> Health:
    active, trouble = status.active, status.trouble
    built = active.activated_at if active else None
    checked = status.checked_at
    return Health(
        songs=f"{status.songs:,}",
        vectors=f"{status.points:,}",
        behind=f"{status.waiting:,}",
        model=model_words(active.mood_stamp) if active else "",
        built=moment_words(built, zone, now) if built else "",
        checked=moment_words(checked, zone, now) if checked else words.CHECKED_NEVER,
        is_lagging=status.waiting > 0,
        trouble=trouble.detail if trouble else "",
        repair=words.REPAIR[trouble.repair] if trouble else "",
    )


def phases_of(build: BuildView) -> list[Phase]:
    """A build's phases as they are drawn."""
    return [_phase(phase) for phase in build.phases]


def _phase(phase: PhaseView) -> Phase:
    name = words.PHASES[phase.name]
    counts = ""
    if phase.total:
        counts = words.COUNTS.format(done=f"{phase.done:,}", total=f"{phase.total:,}")
    if phase.state == "done":
        return Phase(name, counts or words.DONE, 100)
    if phase.state == "waits":
        return Phase(name, words.WAITS, 0, is_later=True)
    percent = round(100 * (phase.done or 0) / phase.total) if phase.total else 0
    return Phase(name, counts or words.NOW, percent)


def _build(uow: UnitOfWork, actor: Actor, stamps: "ModelStamps", build: BuildView | None) -> Build:
    if build is None:
        return Build()
    marks = "".join(mood[0] for mood in index.written(uow, actor, stamps, SLOTS))
    return Build(
        generation=build.number,
        state=build.state,
        has_begun=build.done > 0 or build.state == "running",
        job_id=str(build.job.id) if build.job is not None else "",
        note=_pace(build),
        marks=marks,
        slots=min(SLOTS, build.total),
        done=build.done,
        total=build.total,
    )


def _pace(build: BuildView) -> str:
    """How fast a build is and how long it takes still, in words."""
    if build.state == "waiting":
        return words.WAITS_FOR_WORKER
    if build.state == "paused":
        return words.RESTS
    if not build.per_s:
        return ""
    left = words.LEFT.format(time=duration_words(build.remaining_s)) if build.remaining_s else ""
    return left + words.PACE.format(rate=f"{build.per_s:,.0f}")


def _generation(generation: GenerationView) -> Generation:
    state = _STATES.get(generation.state, generation.state)
    return Generation(generation.number, state, model_words(generation.mood_stamp),
                      _note(generation))  # fmt: skip


def _note(generation: GenerationView) -> str:
    checks = generation.checks
    if generation.state == "failed" and "count_found" in checks:
        return words.CHECK_FAILED.format(
            found=checks["count_found"], expected=checks["count_expected"], wrong=checks["wrong"]
        )
    return words.VECTORS_IN_IT[generation.count != 1].format(n=f"{generation.count:,}")
