"""Which listen a report joins: those near it, oldest first, or a new one."""

from bisect import bisect_left, insort
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from assistant.listens import rules
from assistant.listens.rules import Span
from assistant.listens.schemas import PlayReport


@dataclass(slots=True, eq=False)
class Heard:
    """A listen while reports are placed.

    Attributes:
        number: its id; 0 until it is written.
        sources: who reported it.
        is_changed: whether a listen that was there has to be written again.
        is_put_right: whether the listener took it out (its number is 0), or said that it was
            another song: reports of it mean what it became and change nothing.
    """

    track_id: UUID
    span: Span
    ms_played: int | None
    sources: set[str] = field(default_factory=set)
    number: int = 0
    is_changed: bool = False
    is_put_right: bool = False

    @property
    def is_out(self) -> bool:
        """Whether the listener took it out."""
        return self.is_put_right and not self.number

    @property
    def start(self) -> datetime:
        """When it began."""
        return self.span.start


class Places:
    """The listens of some tracks around some reports.

    Args:
        known: those that are there already.

    Attributes:
        new: those that reports became, in the order of their coming.
    """

    def __init__(self, known: Iterable[Heard]) -> None:
        self._by_track: dict[UUID, list[Heard]] = defaultdict(list)
        for one in sorted(known, key=lambda heard: heard.start):
            self._by_track[one.track_id].append(one)
        self.new: list[Heard] = []
        self.changed: list[Heard] = []

    def put(self, report: PlayReport, track_id: UUID) -> tuple[Heard, bool]:
        """The listen that a report means, and whether it is new; give reports oldest first.

        Oldest first pairs a song on repeat in its order.
        """
        mine = self._by_track[track_id]
        span = rules.span(
            report.source, report.started_at, report.ended_at, report.ms_played,
            report.track.duration_ms,
        )  # fmt: skip
        found = _same(mine, span, report.source) if mine else None
        is_new = found is None
        if found is None:
            found = Heard(track_id, span, report.ms_played)
            insort(mine, found, key=lambda heard: heard.start)
            self.new.append(found)
        else:
            self._learn(mine, found, span, report.ms_played)
        found.sources.add(report.source)
        return found, is_new

    def _learn(self, mine: list[Heard], found: Heard, span: Span, ms_played: int | None) -> None:
        """Take over what another report of the same play knows better."""
        if found.is_put_right:
            return
        surer = found.span.is_polled and not span.is_polled
        free = all(one is found or one.start != span.start for one in mine)
        if surer and free:
            found.span = span
            mine.sort(key=lambda heard: heard.start)
        elif found.ms_played is not None or ms_played is None:
            return
        if found.ms_played is None:
            found.ms_played = ms_played
        if found.number and not found.is_changed:
            found.is_changed = True
            self.changed.append(found)


def _same(mine: list[Heard], span: Span, source: str) -> Heard | None:
    first, last = rules.reach(span)
    if mine[-1].start < first:
        return None
    at = bisect_left(mine, first, key=lambda heard: heard.start)
    exact = None
    for one in mine[at:]:
        if one.start > last:
            break
        if source not in one.sources and rules.same_play(one.span, span):
            return one
        if one.start == span.start:
            exact = one  # a track has one listen at a time
    return exact
