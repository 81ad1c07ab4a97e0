"""Owns how the state of the song index becomes what the Index page draws."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.accounts import service as accounts
from assistant.core.actor import Actor
from assistant.core.unit_of_work import UnitOfWork
from assistant.index import service as index
from assistant.index.schemas import (
    CHECKING,
    SWITCHING,
    WRITING,
    GenerationView,
    IndexStatus,
)
from assistant.jobs.schemas import JobView
from ui.dates import moment_words
from ui.pages.index.models import Build, Generation, Health, Phase
from ui.text.en import index as words

if TYPE_CHECKING:
    from analysis.types import ModelStamps

SLOTS = 348
"""Marks of the picture: six rows of 58."""
_PHASES = (WRITING, CHECKING, SWITCHING)
_STATES = {"verified": "ready", "retired": "kept"}


@dataclass(frozen=True, slots=True)
class IndexPage:
    """All that the page shows; each field is a variable of its state."""

    active: int
    health: Health
    build: Build
    phases: list[Phase]
    generations: list[Generation]


def page_of(uow: UnitOfWork, actor: Actor, stamps: "ModelStamps") -> IndexPage:
    """Read the page.

    Raises:
        Forbidden: the actor is no admin.
    """
    status = index.status(uow, actor, stamps)
    zone = accounts.get_me(uow, actor).time_zone
    active = status.active
    built = active.activated_at if active else None
    return IndexPage(
        active=active.number if active else 0,
        health=Health(
            songs=f"{status.songs:,}",
            vectors=f"{status.points:,}",
            behind=f"{status.waiting:,}",
            model=model_words(active.mood_stamp) if active else "",
            built=moment_words(built, zone, uow.now) if built else "",
            is_lagging=status.waiting > 0,
            is_outdated=not status.current,
        ),
        build=_build(uow, actor, stamps, status) if status.build else Build(),
        phases=phases_of(status.build) if status.build else [],
        generations=[_generation(g, is_running=status.build is not None)
                     for g in status.generations],
    )  # fmt: skip


def phases_of(job: JobView) -> list[Phase]:
    """A build's phases, from what its job says it is doing."""
    at = _PHASES.index(job.message) if job.message in _PHASES else 0
    counts = words.COUNTS.format(done=f"{job.done:,}", total=f"{job.total:,}") if job.total else ""
    phases = []
    for n, name in enumerate(words.PHASES):
        if n < at:
            phases.append(Phase(name, counts if n == 0 else words.DONE, 100))
        elif n > at:
            phases.append(Phase(name, words.WAITS, 0, is_later=True))
        else:
            percent = round(100 * job.done / job.total) if n == 0 and job.total else 0
            phases.append(Phase(name, counts if n == 0 and counts else words.NOW, percent))
    return phases


def model_words(stamp: str) -> str:
    """Print a mood stamp: the model's name and the first letters of its head's digest."""
    parts = stamp.split(":")
    head = next((p[1:5] for p in parts if p.startswith("h") and len(p) == 9), "")
    name = parts[1] if len(parts) > 1 else stamp
    return words.MODEL_AND_HEAD.format(model=name, head=head) if head else name


def _build(uow: UnitOfWork, actor: Actor, stamps: "ModelStamps", status: IndexStatus) -> Build:
    job = status.build
    assert job is not None  # noqa: S101 - the caller asked
    total = job.total or status.songs
    marks = "".join(mood[0] for mood in index.written(uow, actor, stamps, SLOTS))
    return Build(
        generation=_number(status.generations),
        job_id=str(job.id),
        note=words.WAITS_FOR_WORKER if job.state == "waiting" else job.message,
        marks=marks,
        slots=min(SLOTS, total),
        done=job.done,
        total=total,
    )


def _number(generations: Sequence[GenerationView]) -> int:
    """The number of the generation that a running build makes."""
    begun = [g.number for g in generations if g.state in ("building", "verified")]
    return max(begun) if begun else max((g.number for g in generations), default=0) + 1


def _generation(generation: GenerationView, *, is_running: bool) -> Generation:
    state = _STATES.get(generation.state, generation.state)
    if state == "building" and not is_running:
        state = "stopped"
    return Generation(generation.number, state, model_words(generation.mood_stamp),
                      _note(generation))  # fmt: skip


def _note(generation: GenerationView) -> str:
    checks = generation.checks
    if generation.state == "failed" and "count_found" in checks:
        return words.CHECK_FAILED.format(
            found=checks["count_found"], expected=checks["count_expected"], wrong=checks["wrong"]
        )
    return words.VECTORS_IN_IT[generation.count != 1].format(n=f"{generation.count:,}")
