"""Owns what the precise sheet and the intent mean: choices, what was filled in, the way there."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from analysis.affect import from_valence_arousal
from assistant.core.errors import NotFound, RuleViolated
from assistant.moods.schemas import NOTE_MAX, MoodChange, MoodIn, MoodView
from assistant.recommendations.schemas import Goal
from assistant.recommendations.targets import aim
from ui.models import Choice, CurvePoint, PadDraft, PadNow
from ui.pages.mood.models import Sheet
from ui.pages.mood.places import key_of
from ui.pages.mood.reading import local_input
from ui.text.en import mood as words

_ALL_FEELINGS = {key: label for of in words.FEELINGS.values() for key, label in of.items()}


@dataclass(frozen=True, slots=True)
class Filled:
    """The sheet as it was sent."""

    valence: float
    arousal: float
    words: list[str]
    activities: list[str]
    note: str
    when: str

    def as_entry(self) -> MoodIn:
        """Return it as a new entry."""
        return MoodIn(
            valence=self.valence, arousal=self.arousal, words=self.words,
            activities=self.activities, note=self.note or None, recorded_at=_time(self.when),
            input="sliders",
        )  # fmt: skip

    def as_change(self, sheet: Sheet) -> MoodChange:
        """Return it as a change; a time that was not touched keeps its seconds."""
        moved = self.when != sheet.when
        return MoodChange(
            valence=self.valence, arousal=self.arousal, words=self.words,
            activities=self.activities, note=self.note,
            recorded_at=_time(self.when) if moved else None,
        )  # fmt: skip


def filled(
    form: dict[str, Any],
    draft: PadDraft,
    sheet: Sheet,
    feelings: Sequence[Choice],
    activities: Sequence[Choice],
) -> Filled:
    """Read the sheet.

    Raises:
        RuleViolated: the note is too long.
    """
    note = str(form.get("note", "")).strip()
    if len(note) > NOTE_MAX:
        raise RuleViolated("note_too_long", words.NOTE_LONG)
    return Filled(
        draft.v, draft.a, [c.key for c in feelings if c.on], [c.key for c in activities if c.on],
        note, str(form.get("when") or sheet.when),
    )  # fmt: skip


def _time(when: str) -> datetime | None:
    if not when:
        return None
    try:
        return datetime.fromisoformat(when)
    except ValueError as error:
        raise RuleViolated("time_not_valid", words.WHEN_WRONG) from error


def for_entry(view: MoodView, version: int) -> Sheet:
    """Return the sheet as it opens for an entry."""
    return Sheet(True, str(view.id), view.note or "", local_input(view), version)


def as_it_was(view: MoodView) -> MoodChange:
    """Return the change that makes an entry what it is now."""
    return MoodChange(
        valence=view.valence, arousal=view.arousal, words=view.words, activities=view.activities,
        note=view.note or "", recorded_at=view.recorded_at,
    )  # fmt: skip


def feelings_of(mood: str, on: Sequence[str]) -> list[Choice]:
    """Return a quadrant's words, after those of others that are picked already."""
    return _choices(words.FEELINGS[mood], on, _ALL_FEELINGS)


def activities_of(on: Sequence[str]) -> list[Choice]:
    """Return the activities, after the listener's own that are picked already."""
    return _choices(words.ACTIVITIES, on, words.ACTIVITIES)


def _choices(offered: dict[str, str], on: Sequence[str], named: dict[str, str]) -> list[Choice]:
    picked = {key_of(name): name for name in on}
    extra = [Choice(k, named.get(k, n), on=True) for k, n in picked.items() if k not in offered]
    return extra + [Choice(key, label, key in picked) for key, label in offered.items()]


def toggled(choices: Sequence[Choice], key: str) -> list[Choice]:
    """Return the choices with one of them turned round."""
    return [Choice(c.key, c.label, c.on != (c.key == key)) for c in choices]


def on_plane(z: object) -> float:
    """Return a coordinate within the plane, whatever a client sent.

    Raises:
        RuleViolated: it is no number.
    """
    if not isinstance(z, int | float) or not math.isfinite(z):
        raise RuleViolated("no_place", words.PLACE_WRONG)
    return max(-1.0, min(1.0, float(z)))


def id_of(text: str) -> UUID:
    """Read an id that the browser sent.

    Raises:
        NotFound: it is none.
    """
    try:
        return UUID(text)
    except ValueError as error:
        raise NotFound("mood_entry_not_found", "There is no such entry in your log.") from error


def goal_of(intent: str) -> Goal:
    """Return what the ranker is asked for."""
    return Goal.model_validate({"intent": intent})


def way(now: PadNow, uncertainty: float, intent: str) -> list[CurvePoint]:
    """Return the way from the mood now to where an intent leads, start and end."""
    start = from_valence_arousal(now.v, now.a) if now.known else None
    target = aim(goal_of(intent), start, uncertainty).mood
    return [CurvePoint(0.0, now.v, now.a), CurvePoint(1.0, target.valence, target.arousal)]
