"""Owns what a plan, a stamp and the history of the index say on the page."""

from assistant.core.actor import Actor
from assistant.core.unit_of_work import UnitOfWork
from assistant.index import schemas
from assistant.index import service as index
from assistant.index.rules import duration_words
from ui.dates import moment_words
from ui.pages.index.models import Event, Fact, Plan
from ui.text.en import index as words

_MB = 1_000_000
_EVENTS = 12


def model_words(stamp: str) -> str:
    """Print a mood stamp: the model's name and the first letters of its head's digest."""
    parts = stamp.split(":")
    head = next((p[1:5] for p in parts if p.startswith("h") and len(p) == 9), "")
    name = parts[1] if len(parts) > 1 else stamp
    return words.MODEL_AND_HEAD.format(model=name, head=head) if head else name


def plan_of(plan: schemas.Plan) -> Plan:
    """What a rebuild would do, as the page prints it."""
    model = words.NEW_MODEL if plan.new_model else words.SAME_MODEL
    time = words.UNKNOWN_TIME
    if plan.seconds is not None:
        time = words.ABOUT.format(time=duration_words(max(1.0, plan.seconds)))
    size = words.MEGABYTES.format(n=f"{plan.vector_bytes / _MB:,.1f}")
    facts = [
        Fact(words.PLAN_TIME, time),
        Fact(words.PLAN_SONGS, f"{plan.songs:,}"),
        Fact(words.PLAN_OWN, f"{plan.own:,}"),
        Fact(words.PLAN_WORDLESS, f"{plan.without_words:,}"),
        Fact(words.PLAN_UNSCORED, f"{plan.unscored:,}"),
        Fact(words.PLAN_SIZE, size),
        Fact(words.PLAN_MODEL, model.format(model=model_words(plan.mood_stamp))),
    ]
    return Plan(facts, _notes(plan))


def _notes(plan: schemas.Plan) -> list[str]:
    notes = [words.NO_BASIS]
    if plan.per_s is not None:
        songs = sum(build.songs for build in plan.basis)
        notes = [words.BASIS.format(songs=f"{songs:,}", rate=f"{plan.per_s:,.0f}")]
        if plan.rough:
            notes.append(words.ROUGH)
    if plan.drops:
        notes.append(words.PLAN_DROPS.format(numbers=", ".join(map(str, plan.drops))))
    return notes


def events_of(uow: UnitOfWork, actor: Actor, zone: str) -> list[Event]:
    """What happened last, newest first."""
    return [
        Event(
            entry.number,
            words.HAPPENED[entry.what],
            words.HAPPENED_BY.format(
                at=moment_words(entry.at, zone, uow.now),
                who=entry.by or words.WHO.get(entry.via, words.SOMEBODY),
            ),
        )
        for entry in index.history(uow, actor, _EVENTS)
    ]
