"""Owns what the Stats page knows and does."""

import reflex as rx

from ui import demo_b
from ui.charts import spoken
from ui.charts.models import Day, HourCell, MoodListeningRow, Place, TrendPoint
from ui.models import Failure, Share
from ui.pages.stats.models import WordCount
from ui.state import AppState
from ui.text.en import stats as words


class StatsState(AppState):
    """The Stats page's values: one period, every chart over it."""

    period: str = "year"
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
            entries=f"{self.entries:,}", listens=f"{self.listens:,}", first=first, last=last
        )

    @rx.var
    def empty_title(self) -> str:
        """Return how far the first line is."""
        return words.EMPTY_TITLES[min(self.entries, len(words.EMPTY_TITLES) - 1)]

    @rx.var
    def trend_note(self) -> str:
        """Return what one point of the line is."""
        return words.TREND_NOTES[self.period]

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
    def load(self) -> None:
        """Fill the page when it opens."""
        demo_b.fill_stats(self)
        self.is_loading = False

    @rx.event
    def choose_period(self, period: str) -> None:
        """Look at another stretch of time; unknown words change nothing."""
        if period in words.PERIODS:
            self.period = period
            demo_b.fill_stats(self)
