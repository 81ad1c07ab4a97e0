"""Owns how entries of the catalogue are put in words, and what was chosen read back."""

import json
from dataclasses import dataclass
from uuid import UUID

from assistant.accounts import service as accounts
from assistant.core.actor import Actor
from assistant.core.unit_of_work import UnitOfWork
from assistant.curation import service as curation
from assistant.curation.rules import Kind
from assistant.curation.schemas import EditView, EntryView, SplitIn, SuspectsView
from ui import routes
from ui.dates import moment_words
from ui.pages.catalogue.models import Choice, Done, Side, Twins
from ui.text.en import catalogue as words

PAIRS, EDITS = 20, 20


@dataclass(frozen=True, slots=True)
class Pairs:
    """A page of pairs; `more` is the cursor of the next ones, empty at the end."""

    twins: list[Twins]
    total: int
    more: str


def is_id(text: str) -> bool:
    """Return whether a text is an id."""
    try:
        UUID(text)
    except ValueError:
        return False
    return True


def pairs_of(uow: UnitOfWork, actor: Actor, kind: Kind, cursor: str) -> Pairs:
    """Return what may be one."""
    page = curation.list_suspects(uow, actor, kind, limit=PAIRS, cursor=cursor or None)
    return Pairs([_twins(p) for p in page.items], page.total or 0, page.cursor or "")


def found_by(uow: UnitOfWork, actor: Actor, kind: Kind, letters: str) -> list[Side]:
    """Return entries whose names have some letters."""
    return [side(one) for one in curation.find_entries(uow, actor, kind, letters)]


def chosen_one(uow: UnitOfWork, actor: Actor, kind: Kind, entry_id: UUID) -> Side:
    """Return one entry."""
    return side(curation.get_entry(uow, actor, kind, entry_id))


def choices_of(uow: UnitOfWork, actor: Actor, kind: Kind, entry_id: UUID) -> list[Choice]:
    """Return what can be taken out of an entry."""
    if kind != "track":
        tracks = curation.tracks_of(uow, actor, kind, entry_id)
        return [Choice(str(t.id), _named(t.by, t.name), words.SONGS) for t in tracks]
    reports = curation.reports_of(uow, actor, entry_id)
    named = [
        Choice(json.dumps(["i", i.scheme, i.value]), f"{i.scheme} {i.value}", words.IDENTIFIERS)
        for i in reports.identifiers
    ]
    said = [
        Choice(json.dumps(["n", n.title, n.artist]), _named(n.artist, n.title), words.NAMES)
        for n in reports.names
    ]
    return named + said


def split_of(kind: Kind, entry_id: str, name: str, chosen: list[str]) -> SplitIn:
    """Return what was chosen as the service takes it."""
    if kind != "track":
        return SplitIn.model_validate(
            {"kind": kind, "id": entry_id, "name": name, "track_ids": chosen}
        )
    parts = [json.loads(one) for one in chosen]
    return SplitIn.model_validate({
        "kind": kind, "id": entry_id, "name": name,
        "identifiers": [{"scheme": a, "value": b} for what, a, b in parts if what == "i"],
        "names": [{"title": a, "artist": b} for what, a, b in parts if what == "n"],
    })  # fmt: skip


def edits_of(uow: UnitOfWork, actor: Actor) -> list[Done]:
    """Return what was done, newest first."""
    zone = accounts.time_zone_of(uow, actor.require_user())
    page = curation.list_edits(uow, actor, limit=EDITS)
    return [_done(one, moment_words(one.created_at, zone, uow.now)) for one in page.items]


def side(one: EntryView) -> Side:
    """Return an entry in words."""
    facts = [_length(one.duration_ms), *(f"{k} {v}" for k, v in sorted(one.identifiers.items()))]
    if one.tracks is not None:
        facts.append(words.FACT_TRACKS[one.tracks == 1].format(n=one.tracks))
    name = _named(one.by, one.name)
    return Side(
        id=str(one.id), name=one.name, by=one.by, facts=" · ".join(f for f in facts if f),
        link=routes.song(str(one.id)) if one.kind == "track" else "",
        keep_label=words.KEEP_OF.format(name=name), open_label=words.OPEN_OF.format(name=name),
        choose_label=words.CHOOSE_OF.format(name=name),
        drop_label=words.DROP_OF.format(name=name),
    )  # fmt: skip


def twins_of(one: Side, other: Side, likeness: str = "") -> Twins:
    """Return two entries side by side."""
    names = {"one": _named(one.by, one.name), "other": _named(other.by, other.name)}
    return Twins(
        label=words.PAIR.format(**names), likeness=likeness, one=one, other=other,
        apart_label=words.APART_OF.format(**names),
    )  # fmt: skip


def _twins(pair: SuspectsView) -> Twins:
    likeness = words.SURELY.format(n=round(100 * pair.likeness))
    return twins_of(side(pair.one), side(pair.other), likeness)


def _done(edit: EditView, when: str) -> Done:
    what = words.VERBS[edit.verb].format(one=edit.from_name, other=edit.into_name)
    return Done(
        id=str(edit.id), what=what, when=when, label=words.UNDO_OF.format(what=what),
        is_undone=edit.undone_at is not None,
    )  # fmt: skip


def _named(by: str, name: str) -> str:
    return f"{by} – {name}" if by else name


def _length(duration_ms: int | None) -> str:
    if duration_ms is None:
        return ""
    minutes, seconds = divmod(round(duration_ms / 1000), 60)
    return f"{minutes}:{seconds:02}"
