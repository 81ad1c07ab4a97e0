"""Owns how the mood log is put on the Mood page: the needle, the card, today's list."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TypeVar

from analysis.affect import MOODS, Six, quadrant
from assistant.accounts import service as accounts
from assistant.core.actor import Actor
from assistant.core.crypto import Vault
from assistant.core.local_time import zone_of
from assistant.core.unit_of_work import UnitOfWork
from assistant.moods import rules
from assistant.moods import service as moods
from assistant.moods.schemas import CurrentMood, MoodView
from assistant.moods.vocabulary import nearest_words
from ui.dates import day_words
from ui.models import PadEntry, PadNow, Share
from ui.pages.mood.models import NowCard, TodayEntry
from ui.pages.mood.places import key_of, place_in_words, said_of
from ui.shares import share_rows
from ui.text.en import dates as calendar
from ui.text.en import mood as words

T = TypeVar("T")
SHOWN_MOST = 100
_Z80 = 1.2816
_SPREAD = 0.45
"""Standard deviation of moods as people log them, on either axis: what no evidence leaves open."""
SURE_ENOUGH = 2
"""Fewer dots of five than this by the evidence, and the mood is not put into words."""
NAMED_FROM = 0.1
"""With less than this between the two largest shares no word of a quadrant is chosen."""
_AT_MOST = ((0.05, 1), (NAMED_FROM, 2), (0.2, 3))
"""By what lies between the two largest shares: the dots that cannot be exceeded."""


@dataclass(frozen=True, slots=True)
class MoodPage:
    """All that the page shows of the log."""

    greeting: str
    date_line: str
    entries: list[PadEntry]
    today: list[TodayEntry]
    now: PadNow
    card: NowCard
    shares: list[Share]
    uncertainty: float


def page_of(uow: UnitOfWork, vault: Vault, actor: Actor, undoable: str = "") -> MoodPage:
    """Read the page.

    Args:
        undoable: id of the entry that *Undo* would take back, if any.
    """
    account = accounts.get_me(uow, actor)
    local = uow.now.astimezone(zone_of(account.time_zone))
    day = local.year * 10_000 + local.month * 100 + local.day
    found = moods.list_entries(uow, vault, actor, limit=SHOWN_MOST, first_day=day, last_day=day)
    now = moods.current(uow, actor)
    return MoodPage(
        greeting=f"{words.GREETINGS[_part_of_day(local.hour)]}, {account.display_name}",
        date_line=_date_line(local),
        entries=[_pad_entry(view, uow.now) for view in reversed(found.items)],
        today=[row_of(view, undoable) for view in found.items],
        now=_needle(now),
        card=_card(now),
        shares=share_rows({m: float(getattr(now, m)) for m in MOODS}) if now else [],
        uncertainty=now.uncertainty if now else 1.0,
    )


def after(
    uow: UnitOfWork,
    step: Callable[[UnitOfWork], T],
    vault: Vault,
    actor: Actor,
    undoable: Callable[[T], str],
) -> tuple[T, MoodPage]:
    """Take a step and read the page as it is then, in the one unit of work."""
    done = step(uow)
    return done, page_of(uow, vault, actor, undoable(done))


def six_of(uow: UnitOfWork, actor: Actor) -> tuple[Six | None, float]:
    """Return the mood now and how unsure it is."""
    now = moods.current(uow, actor)
    return (now.six, now.uncertainty) if now else (None, 1.0)


def dots(now: CurrentMood) -> int:
    """Return certainty as full dots of five: as many as evidence and the leading mood's lead allow.

    An even mood names no mood that would have to lead, so evidence alone counts.
    """
    known = _known(now)
    if rules.is_even(now.valence, now.arousal):
        return known
    lead = _lead(now)
    return min(known, next((most for below, most in _AT_MOST if lead < below), known))


def mood_of(view: MoodView) -> str:
    """Return the glyph an entry gets: its quadrant's, or that of an even mood."""
    return rules.named(view.valence, view.arousal)


def local_input(view: MoodView) -> str:
    """Return an entry's time as a browser's local date and time."""
    return _local(view).strftime("%Y-%m-%dT%H:%M")


def logged_when(view: MoodView, *, is_now: bool) -> str:
    """Return when an entry was felt: its time, with "now" or its date."""
    local = _local(view)
    return (
        f"{local:%H:%M}, {words.LOGGED_NOW}"
        if is_now
        else f"{day_words(local.date())}, {local:%H:%M}"
    )


def _part_of_day(hour: int) -> str:
    for until, part in ((5, "night"), (12, "morning"), (18, "day"), (23, "evening")):
        if hour < until:
            return part
    return "night"


def _date_line(local: datetime) -> str:
    day = calendar.WEEKDAYS[local.weekday()]
    return words.DATE_LINE.format(day=day, date=day_words(local.date()), time=f"{local:%H:%M}")


def _local(view: MoodView) -> datetime:
    return view.recorded_at + timedelta(minutes=view.utc_offset_min)


def _pad_entry(view: MoodView, now: datetime) -> PadEntry:
    weight = rules.weight(rules.Evidence(view.recorded_at, _six(view), 1.0), now)
    return PadEntry(
        str(view.id), view.valence, view.arousal, mood_of(view), f"{_local(view):%H:%M}",
        0.3 + 0.7 * weight,
    )  # fmt: skip


def row_of(view: MoodView, undoable: str) -> TodayEntry:
    """Return an entry as a row; `undoable` is the id of the one that *Undo* takes back."""
    activities = [words.ACTIVITIES.get(key_of(name), name) for name in view.activities]
    return TodayEntry(
        id=str(view.id), time=f"{_local(view):%H:%M}", mood=mood_of(view), words=said_of(view),
        note=" · ".join([*activities, *([view.note] if view.note else [])]),
        can_undo=str(view.id) == undoable,
    )  # fmt: skip


def _six(view: MoodView) -> Six:
    return Six(view.valence, view.arousal, view.happy, view.sad, view.angry, view.relaxed)


def _needle(now: CurrentMood | None) -> PadNow:
    if now is None:
        return PadNow()
    half = _Z80 * _SPREAD * now.uncertainty
    return PadNow(True, now.valence, now.arousal, half, half, _in_words(now))


def _in_words(now: CurrentMood) -> str:
    if _known(now) < SURE_ENOUGH:
        return words.HARD_TO_SAY
    if rules.is_even(now.valence, now.arousal):
        return words.STEPS[2]
    if _lead(now) < NAMED_FROM:
        return place_in_words(now.valence, now.arousal)
    mood = quadrant(now.valence, now.arousal)
    near = [w for w in nearest_words(now.valence, now.arousal, 10) if w.mood == mood][:2]
    labels = [words.FEELINGS[mood][word.key] for word in near]
    if len(labels) < 2:
        return place_in_words(now.valence, now.arousal)
    return words.NOW_PAIR.format(first=labels[0], second=labels[1].lower())


def _known(now: CurrentMood) -> int:
    return round(5 * (1 - now.uncertainty))


def _lead(now: CurrentMood) -> float:
    """How far the largest share is before the next."""
    second, first = sorted(float(getattr(now, mood)) for mood in MOODS)[-2:]
    return first - second


def _card(now: CurrentMood | None) -> NowCard:
    if now is None:
        return NowCard()
    return NowCard(_in_words(now), dots(now), _sources(now))


def _sources(now: CurrentMood) -> str:
    by = {source.kind: source for source in now.sources}
    logged, heard = by.get("logged"), by.get("listening")
    if logged is None:
        return words.FROM_LISTENING
    said = [words.FROM_LOGGED[logged.count != 1].format(n=logged.count)]
    if heard is not None:
        said.append(words.LISTENING_TOO.format(percent=round(100 * heard.share)))
    return " ".join(said)
