"""Owns the Mood page's parts: pad and steps, the mood now, the intent, today's entries."""

import reflex as rx

from ui import routes
from ui.components.affect import affect_pad
from ui.components.buttons import button
from ui.components.card import card
from ui.components.choose import one_of
from ui.components.journey import journey_strings
from ui.components.mood import share_bar, share_legend
from ui.components.progress import five_dots, skeleton
from ui.pages.mood.entry import entry_row
from ui.pages.mood.state import MoodState
from ui.text.en import mood as words


def pad_section() -> rx.Component:
    """Return the pad, the five steps and the keys that do the same."""
    return rx.el.section(
        affect_pad(
            entries=MoodState.entries,
            now=MoodState.now,
            draft=MoodState.draft,
            logged=MoodState.logged,
            on_move=MoodState.move,
            on_log=MoodState.log_exact,
            on_quadrant=MoodState.log_quadrant,
        ),
        _five_steps(),
        _hints(),
        aria_label=words.HOW,
        class_name="pad-side",
    )


def _five_steps() -> rx.Component:
    """Return the five-step row; one tap logs."""
    return rx.el.div(
        *[
            rx.el.button(
                rx.el.kbd(str(step), custom_attrs={"aria-hidden": "true"}),
                word,
                type="button",
                on_click=MoodState.log_step(step),
            )
            for step, word in enumerate(words.STEPS, start=1)
        ],
        class_name="five",
        role="group",
        aria_label=words.STEPS_LABEL,
    )


def _hints() -> rx.Component:
    """Return the line that names the keys and opens the precise sheet."""
    keys = rx.el.p(
        rx.el.span(words.HINT_TAP, " ", rx.el.kbd("1"), "–", rx.el.kbd("5"), " ", words.HINT_STEPS),
        rx.el.span(
            words.HINT_PAD,
            " ",
            *[rx.el.kbd(arrow) for arrow in "←↑↓→"],
            " ",
            words.HINT_MOVE,
            " ",
            rx.el.kbd("Enter"),
            " ",
            words.HINT_LOGS,
            class_name="on-pad",
        ),
        rx.el.span(rx.el.kbd("U"), " ", words.HINT_UNDO),
        class_name="cap desk hints",
    )
    return rx.el.div(
        keys,
        button(
            words.MORE_EXACT,
            kind="q",
            size="sm",
            on_click=MoodState.open_sheet,
            aria_expanded=rx.cond(MoodState.sheet.open, "true", "false"),
        ),
        class_name="row under-pad",
    )


def now_card() -> rx.Component:
    """Return the mood now: words, shares, certainty, sources."""
    certainty = rx.el.span(
        rx.match(
            MoodState.card.certainty,
            *[(i, word) for i, word in enumerate(words.CERTAINTY)],
            words.CERTAINTY[0],
        ),
        five_dots(MoodState.card.certainty),
        class_name="row cap sure",
    )
    known = rx.fragment(
        rx.el.p(MoodState.card.words, class_name="big", custom_attrs={"aria-live": "polite"}),
        share_bar(MoodState.shares),
        share_legend(MoodState.shares),
        rx.el.p(MoodState.card.sources, class_name="cap sources"),
    )
    unknown = rx.fragment(
        rx.el.p(words.NOW_UNKNOWN, class_name="big"),
        rx.el.p(words.NOW_UNKNOWN_DETAIL, class_name="mut"),
    )
    return rx.el.section(
        rx.el.div(
            rx.el.h2(words.NOW, class_name="mut"),
            rx.cond(MoodState.card.words != "", certainty),
            class_name="hd",
        ),
        rx.cond(
            MoodState.is_loaded,
            rx.cond(MoodState.card.words != "", known, unknown),
            skeleton(72, 100, 58),
        ),
        class_name="card now",
    )


def intent_card() -> rx.Component:
    """Return what the music should do, a preview of the way, and the page's one button."""
    stay, *others = one_of(words.INTENTS, MoodState.intent, MoodState.choose_intent)
    return card(
        words.INTENT_TITLE,
        rx.el.div(
            stay,
            rx.el.span(words.INTENT_OR, class_name="cap or-to"),
            *others,
            class_name="row wrap scrollx",
            role="group",
            aria_label=words.INTENT_TITLE,
        ),
        rx.el.div(
            rx.el.div(journey_strings(MoodState.curve, words.RIBBON_LABEL), class_name="grow"),
            button(
                rx.cond(MoodState.is_making_queue, words.MAKING_QUEUE, words.MAKE_QUEUE),
                kind="p",
                size="l",
                on_click=MoodState.make_queue,
                disabled=MoodState.is_making_queue,
            ),
            class_name="row lead",
        ),
        aside=rx.el.span(MoodState.queue_length, class_name="cap"),
    )


def today_card() -> rx.Component:
    """Return today's entries, newest first, or what will appear here."""
    return card(
        words.TODAY,
        rx.cond(
            MoodState.today.length() > 0,
            rx.el.ul(rx.foreach(MoodState.today, lambda entry: entry_row(entry, None))),
            rx.cond(
                MoodState.is_loaded,
                rx.el.div(
                    rx.el.p(words.EMPTY_TODAY, class_name="strong"),
                    rx.el.p(words.EMPTY_TODAY_BODY, class_name="mut"),
                ),
                skeleton(62, 88, 40),
            ),
        ),
        aside=rx.el.a(words.ALL_ENTRIES, href=routes.LOG, class_name="cap all"),
        class_name="today",
    )
