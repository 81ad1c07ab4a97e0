"""Owns the parts of the Lyrics page about songs: the counts, the list, looking up."""

import reflex as rx

from ui import routes
from ui.components.buttons import button, link_button
from ui.components.card import card
from ui.components.choose import segmented
from ui.components.cover import cover
from ui.components.panels import job_progress
from ui.components.settings import switch
from ui.components.states import empty_state
from ui.pages.lyrics.models import LyricSong, Part
from ui.pages.lyrics.state import LyricsState
from ui.text.en import coverage as words
from ui.text.en import library as library_words


def coverage() -> rx.Component:
    """Return how much has words: a bar, and a row for each state that opens its list."""

    def piece(part: rx.Var[Part]) -> rx.Component:
        return rx.el.i(style={"flex": part.share.to(str)}, class_name=f"cov {part.state}")

    def row(part: rx.Var[Part]) -> rx.Component:
        on = LyricsState.state == part.state
        return rx.el.li(
            rx.el.button(
                rx.el.i(class_name=f"cov {part.state}", aria_hidden="true"),
                rx.el.span(part.label, class_name="grow"),
                rx.el.span(part.number, class_name="num"),
                rx.el.span(part.percent, class_name="num mut"),
                type="button",
                on_click=LyricsState.choose_state(part.state),
                aria_pressed=rx.cond(on, "true", "false"),
                aria_label=part.spoken,
                class_name=rx.cond(on, "cov-row on", "cov-row"),
            )
        )

    return card(
        words.COVERAGE,
        rx.el.p(LyricsState.summary, class_name="say"),
        rx.el.div(
            rx.foreach(LyricsState.parts, piece),
            class_name="bar cov-bar",
            custom_attrs={"aria-hidden": "true"},
        ),
        rx.el.ul(rx.foreach(LyricsState.parts, row), class_name="cov-rows"),
        aside=segmented(words.BY, LyricsState.by, LyricsState.choose_measure, words.BY_LABEL),
    )


def songs() -> rx.Component:
    """Return the songs of the chosen state, or that there are none."""
    head = rx.el.tr(
        rx.el.th(words.SONG, scope="col"),
        rx.el.th(words.WHAT, scope="col", class_name="desk-c"),
        rx.el.th(words.PLAYS, scope="col", class_name="num"),
        rx.el.th(rx.el.span(words.MARK, class_name="sr"), scope="col"),
    )
    table = rx.fragment(
        rx.el.table(
            rx.el.thead(head), rx.el.tbody(rx.foreach(LyricsState.songs, _row)), class_name="tbl"
        ),
        _pager(),
    )
    none = rx.el.p(LyricsState.none, class_name="mut", role="status")
    return card(
        rx.match(
            LyricsState.state,
            *[(state, label) for state, label in words.STATES.items()],
            "",
        ),
        rx.el.p(LyricsState.about, class_name="cap about"),
        rx.cond(LyricsState.songs.length() > 0, table, none),
        aside=rx.cond(
            LyricsState.can_retry_all,
            button(words.RETRY_ALL, size="sm", on_click=LyricsState.retry_all),
        ),
        class_name="lacking",
    )


def _row(song: rx.Var[LyricSong]) -> rx.Component:
    """Return one song: where it leads, what is known, what can be done."""
    ways = rx.el.div(
        rx.cond(
            song.can_retry,
            button(
                words.RETRY,
                size="sm",
                on_click=LyricsState.retry(song.id),
                aria_label=song.retry_spoken,
            ),
        ),
        rx.cond(
            song.can_mark,
            button(
                words.MARK,
                size="sm",
                kind="q",
                on_click=LyricsState.mark(song.id),
                aria_label=song.mark_spoken,
            ),
        ),
        rx.cond(
            song.can_unmark,
            button(
                words.UNMARK,
                size="sm",
                kind="q",
                on_click=LyricsState.unmark(song.id),
                aria_label=song.mark_spoken,
            ),
        ),
        class_name="row ways",
    )
    return rx.el.tr(
        rx.el.td(
            rx.el.a(
                cover(song.cover_url, 40),
                rx.el.span(
                    rx.el.b(song.title, title=song.title),
                    rx.el.span(song.artist, title=song.artist),
                    class_name="tt",
                ),
                href=song.href,
                class_name="row song-link",
            )
        ),
        rx.el.td(song.note, class_name="cap desk-c"),
        rx.el.td(song.plays, class_name="num"),
        rx.el.td(ways),
    )


def _pager() -> rx.Component:
    """Return which songs are shown, and the ways to the others."""
    return rx.el.nav(
        rx.el.span(LyricsState.range_text, class_name="cap num grow"),
        button(
            library_words.PREVIOUS,
            on_click=LyricsState.go_back,
            disabled=~LyricsState.has_previous,
        ),
        button(library_words.NEXT, on_click=LyricsState.go_on, disabled=~LyricsState.has_next),
        class_name="row pager",
        aria_label=words.PAGE,
    )


def look_up() -> rx.Component:
    """Return the switch, how LRCLIB is, and what can be begun or stopped."""
    now = LyricsState.look_up
    begin = button(
        rx.cond(now.is_paused, words.RESUME, words.START),
        kind="p",
        size="l",
        on_click=LyricsState.start,
    )
    return card(
        words.LOOK_UP,
        rx.el.div(
            switch(words.SWITCH, now.body, now.is_allowed, LyricsState.allow, "look-up"),
            rx.el.div(
                rx.el.p(now.sentence, class_name="strong"),
                rx.foreach(now.facts, lambda fact: rx.el.p(fact, class_name="cap")),
                role="status",
                class_name="how-now",
            ),
            rx.cond(
                now.is_allowed,
                rx.cond(
                    now.job.is_running,
                    rx.el.div(
                        job_progress(now.job),
                        button(words.PAUSE, size="l", on_click=LyricsState.pause),
                        class_name="fields",
                    ),
                    rx.el.div(begin, class_name="row"),
                ),
            ),
            class_name="fields",
        ),
    )


def nothing_yet() -> rx.Component:
    """Return what stands here while there is no song at all."""
    return card(
        "",
        empty_state(
            words.EMPTY_TITLE,
            words.EMPTY_BODY,
            link_button(words.EMPTY_ACTION, href=routes.CONNECTIONS, kind="p", size="l"),
        ),
    )
