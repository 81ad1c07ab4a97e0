"""Owns what the Stats page knows and does."""

import asyncio
from dataclasses import fields
from typing import cast

import reflex as rx
from reflex.event import EventSpec

from assistant.sample import service as sample
from ui import routes
from ui.backend import container, read
from ui.charts import spoken
from ui.charts.models import Day, HourCell, MoodListeningRow, Place, TrendPoint
from ui.guard import guarded
from ui.models import Failure, Share
from ui.pages.log.reading import day_in
from ui.pages.stats.models import WordCount
from ui.pages.stats.reading import Period, picture_of
from ui.state import LOOK_AT_MOST, LOOK_EVERY_S, AppState
from ui.text.en import stats as words

NEEDED = 5


class StatsState(AppState):
    """The Stats page's values: one period, every chart over it."""

    period: str = "year"
    group: str = "week"
    is_loading: bool = True
    failure: Failure = Failure()
    entries: int = 0
    listens: int = 0
    first_day: str = ""
    last_day: str = ""
    today: str = ""
    span_words: tuple[str, str] = ("", "")
    days: list[Day] = []
    trend: list[TrendPoint] = []
    places: list[Place] = []
    hours: list[HourCell] = []
    listening: list[MoodListeningRow] = []
    listening_says: list[str] = []
    listening_note: str = ""
    shares: list[Share] = []
    words_used: list[WordCount] = []

    @rx.var
    def heading(self) -> str:
        """Return the page's heading for the period."""
        return words.TITLES[self.period]

    @rx.var
    def subheading(self) -> str:
        """Return how much there is and from when to when."""
        first, last = self.span_words
        if not self.entries or not first:
            return ""
        return words.SUBTITLE.format(
            entries=words.ENTRIES[self.entries != 1].format(n=f"{self.entries:,}"),
            listens=words.PLAYED[self.listens != 1].format(n=f"{self.listens:,}"),
            first=first,
            last=last,
        )

    @rx.var
    def empty_title(self) -> str:
        """Return how far the first line is."""
        return words.EMPTY_TITLES[min(self.entries, len(words.EMPTY_TITLES) - 1)]

    @rx.var
    def is_sample_to_come(self) -> bool:
        """Whether the sample listener's log is still being made."""
        is_made = self.entries >= NEEDED and self.listens > 0
        return self.is_sample_listener and self.is_sample_loading and not is_made

    @rx.var
    def trend_note(self) -> str:
        """Return what one point of the line is."""
        return words.TREND_NOTES[self.group]

    @rx.var
    def shares_text(self) -> str:
        """Return the shares in one sentence; evenly spread below a third."""
        top = max(self.shares, key=lambda share: share.percent, default=Share())
        return words.SHARES_TEXT[top.mood if top.percent > 33 else ""]

    @rx.var
    def days_spoken(self) -> str:
        """Return the calendar as a sentence."""
        return spoken.calendar(self.days)

    @rx.var
    def trend_spoken(self) -> str:
        """Return the line as a sentence."""
        return spoken.trend(self.trend)

    @rx.var
    def places_spoken(self) -> str:
        """Return the field as a sentence."""
        return spoken.field(self.places)

    @rx.var
    def hours_spoken(self) -> str:
        """Return the hours as a sentence."""
        return spoken.hours(self.hours)

    @rx.var
    def listening_spoken(self) -> str:
        """Return moods against listening as a sentence."""
        return spoken.listening(self.listening)

    @rx.event
    @guarded
    async def load(self) -> None:
        """Fill the page when it opens."""
        try:
            await self._draw()
        finally:
            self.is_loading = False

    @rx.event(background=True)
    @guarded
    async def watch_sample(self) -> None:
        """Draw the sample listener's page as soon as what it shows has been made."""
        for _ in range(LOOK_AT_MOST):
            async with self:
                if not self.is_sample_to_come:
                    return
                self._show_sample(await read(sample.status, await self._acting()))
                await self._draw()
            await asyncio.sleep(LOOK_EVERY_S)

    @rx.event
    @guarded
    async def choose_period(self, period: str) -> None:
        """Look at another stretch of time; unknown words change nothing."""
        if period in words.PERIODS:
            self.period = period
            await self._draw()

    @rx.event
    def open_day(self, day: str) -> EventSpec | None:
        """Go to one day's entries; what is no day leads nowhere."""
        found = day_in(day)
        return rx.redirect(routes.log_day(found.isoformat())) if found else None

    async def _draw(self) -> None:
        """Read the period and show it."""
        actor = await self._acting()
        stamp = container().stamps.mood
        picture = await read(picture_of, actor, cast("Period", self.period), stamp)
        for field in fields(picture):
            setattr(self, field.name, getattr(picture, field.name))
