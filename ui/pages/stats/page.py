"""Owns the Stats page: its parts inside the frame."""

import reflex as rx

from ui.components.choose import segmented
from ui.components.panels import failure_card
from ui.components.progress import skeleton
from ui.layouts.shell import shell
from ui.pages.stats import parts
from ui.pages.stats.state import NEEDED, StatsState
from ui.text.en import stats as words


def page() -> rx.Component:
    """Return the Stats page."""
    charts = rx.el.div(
        parts.days(),
        parts.shares(),
        parts.trend(),
        parts.field(),
        parts.hours(),
        parts.listening(),
        parts.words_used(),
        class_name="grid stats",
    )
    return shell(
        failure_card(StatsState.failure),
        rx.cond(
            StatsState.is_loading,
            skeleton(62, 88, 40, 74),
            rx.cond(
                StatsState.is_sample_to_come,
                parts.sample_to_come(),
                rx.cond(StatsState.entries < NEEDED, parts.nothing_yet(), charts),
            ),
        ),
        current="stats",
        title=StatsState.heading,
        subtitle=StatsState.subheading,
        actions=(
            segmented(words.PERIODS, StatsState.period, StatsState.choose_period, words.PERIOD),
        ),
        with_strip=False,
    )
