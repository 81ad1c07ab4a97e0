"""Owns the cards of the Stats page."""

import reflex as rx

from ui import routes
from ui.charts import components as charts
from ui.components.buttons import link_button
from ui.components.card import card
from ui.components.mood import QUADRANTS, glyph, mood_name
from ui.components.panels import note
from ui.components.progress import five_dots
from ui.components.states import empty_state
from ui.models import Share
from ui.pages.stats.state import StatsState
from ui.text.en import charts as chart_words
from ui.text.en import common
from ui.text.en import stats as words

_CHART_WORDS = chart_words.WORDS


def days() -> rx.Component:
    """Return the calendar."""
    return card(
        words.DAYS,
        charts.calendar(
            first=StatsState.first_day,
            last=StatsState.last_day,
            today=StatsState.today,
            days=StatsState.days,
            path=routes.LOG,
            on_day=StatsState.open_day,
            summary=StatsState.days_spoken,
            words=_CHART_WORDS,
        ),
        rx.el.div(
            *[rx.el.span(glyph(mood, 11), mood_name(mood), class_name="row") for mood in QUADRANTS],
            rx.el.span(glyph("even", 11), common.EVEN, class_name="row"),
            rx.el.span(words.DAYS_NOTE, class_name="cap"),
            class_name="row wrap legend",
        ),
        class_name="w8",
    )


def shares() -> rx.Component:
    """Return how the entries divide among the moods."""
    return card(
        words.SHARES,
        rx.el.p(StatsState.shares_text, class_name="say"),
        rx.el.ul(rx.foreach(StatsState.shares, _share), class_name="share-rows"),
        aside=note(words.SHARES_NOTE),
        class_name="w4",
    )


def _share(share: rx.Var[Share]) -> rx.Component:
    """Return one mood's share as a row: shape, name, bar, per cent."""
    return rx.el.li(
        glyph(share.mood),
        rx.el.span(share.label),
        rx.el.span(
            rx.el.i(
                style={"width": f"{share.percent}%", "background": f"var(--{share.mood}-fill)"}
            ),
            class_name="share-bar",
            custom_attrs={"aria-hidden": "true"},
        ),
        rx.el.span(share.percent, common.SHARE_UNIT, class_name="num mut"),
    )


def trend() -> rx.Component:
    """Return the line of moods over time."""
    return card(
        words.TREND,
        charts.mood_over_time(
            points=StatsState.trend,
            step=StatsState.group,
            summary=StatsState.trend_spoken,
            words=_CHART_WORDS,
        ),
        aside=note(StatsState.trend_note),
        class_name="w5",
    )


def field() -> rx.Component:
    """Return where the entries lie on the plane."""
    return card(
        words.FIELD,
        charts.quadrant_field(
            points=StatsState.places, summary=StatsState.places_spoken, words=_CHART_WORDS
        ),
        aside=note(StatsState.entries, " ", words.FIELD_NOTE),
        class_name="w3",
    )


def hours() -> rx.Component:
    """Return hours by weekdays."""
    return card(
        words.HOURS,
        charts.hours_weekdays(
            cells=StatsState.hours,
            weekdays=chart_words.WEEKDAYS,
            summary=StatsState.hours_spoken,
            words=_CHART_WORDS,
        ),
        aside=note(words.HOURS_NOTE),
        class_name="w4",
    )


def listening() -> rx.Component:
    """Return what is played in each mood."""
    return card(
        words.LISTENING,
        charts.mood_listening(
            rows=StatsState.listening, summary=StatsState.listening_spoken, words=_CHART_WORDS
        ),
        rx.el.p(words.LISTENING_MEANS, class_name="cap below"),
        rx.cond(
            StatsState.listening_says.length() > 0,
            rx.el.div(
                rx.foreach(StatsState.listening_says, lambda said: rx.el.p(said, class_name="mut")),
                rx.el.p(StatsState.listening_note, class_name="cap"),
                class_name="fields below",
            ),
        ),
        aside=note(words.LISTENING_NOTE),
        class_name="w8",
    )


def words_used() -> rx.Component:
    """Return the words chosen when logging."""
    chips = rx.el.ul(
        rx.foreach(
            StatsState.words_used,
            lambda item: rx.el.li(
                glyph(item.mood), item.word, " ", rx.el.b(item.count), class_name="chip"
            ),
        ),
        class_name="row wrap chips",
    )
    nothing = rx.el.p(words.WORDS_EMPTY, class_name="mut")
    return card(
        words.WORDS_USED,
        rx.cond(StatsState.words_used.length() > 0, chips, nothing),
        class_name="w4",
    )


def sample_to_come() -> rx.Component:
    """Return what stands here while the sample listener's log is still being made."""
    return card(
        "",
        empty_state(words.SAMPLE_LOADING, words.SAMPLE_LOADING_BODY, art=_art()),
        role="status",
    )


def nothing_yet() -> rx.Component:
    """Return what stands here below five entries."""
    return card(
        "",
        empty_state(
            StatsState.empty_title,
            words.EMPTY_BODY,
            link_button(words.EMPTY_BUTTON, href=routes.MOOD, kind="p", size="l"),
            art=_art(),
            progress=rx.fragment(
                note(StatsState.entries, " ", words.EMPTY_COUNT), five_dots(StatsState.entries)
            ),
        ),
    )


def _art() -> rx.Component:
    """Return a line that begins: two moods, and a third that is still to come."""
    ring = {"fill": "var(--raised)", "stroke_width": "1.6", "r": "11"}
    return rx.el.svg(
        rx.el.path(
            d="M105 58C165 40 190 150 252 150",
            fill="none",
            stroke="var(--text)",
            stroke_width="1.8",
        ),
        rx.el.path(
            d="M252 150C300 150 310 76 350 66",
            fill="none",
            stroke="var(--text-3)",
            stroke_width="1.8",
            stroke_dasharray="2 6",
            stroke_linecap="round",
        ),
        rx.el.circle(cx="105", cy="58", stroke="var(--text)", **ring),
        rx.el.path(d="M98.8 62.6H111.2L105 51.9Z", fill="var(--angry)"),
        rx.el.circle(cx="252", cy="150", stroke="var(--text)", **ring),
        rx.el.rect(
            x="247.2", y="145.2", width="9.6", height="9.6", rx="1.2", fill="var(--relaxed)"
        ),
        rx.el.circle(cx="350", cy="66", stroke="var(--text-3)", stroke_dasharray="3 3", **ring),
        view_box="0 0 420 200",
        width="100%",
        custom_attrs={"aria-hidden": "true"},
    )
