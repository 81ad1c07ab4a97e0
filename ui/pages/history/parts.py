"""Owns the parts of the History page: what is looked at, the plays, who told what."""

import reflex as rx

from ui import routes
from ui.components.buttons import button, link_button
from ui.components.card import card
from ui.components.choose import segmented
from ui.components.cover import cover
from ui.components.fields import field
from ui.components.icons import icon
from ui.components.menu import more_menu
from ui.components.native_link import native_link
from ui.components.states import empty_state
from ui.models import Choice
from ui.pages.history.models import Play
from ui.pages.history.righting import RightingState
from ui.pages.history.state import HistoryState
from ui.state import AppState
from ui.text.en import history as words


def filters() -> rx.Component:
    """Return what can be chosen to look at."""

    def source(one: rx.Var[Choice]) -> rx.Component:
        return rx.el.option(one.label, value=one.key)

    who = rx.el.div(
        rx.el.label(words.SOURCE, html_for="history-source"),
        rx.el.select(
            rx.el.option(words.ANY_SOURCE, value=""),
            rx.foreach(HistoryState.sources, source),
            id="history-source",
            value=HistoryState.source,
            on_change=HistoryState.choose_source,
        ),
        class_name="field",
    )
    only = rx.el.button(
        rx.el.span(HistoryState.only, class_name="cut"),
        icon("x"),
        type="button",
        on_click=HistoryState.not_only,
        title=words.ONLY_NOT,
        class_name="opt on only",
    )
    return card(
        words.LOOK,
        rx.el.div(
            _search(),
            who,
            field(
                words.FROM_DAY, "history-from", kind="date",
                value=HistoryState.first_day, on_change=HistoryState.choose_first_day,
            ),
            field(
                words.TO_DAY, "history-to", kind="date",
                value=HistoryState.last_day, on_change=HistoryState.choose_last_day,
            ),
            class_name="sieve",
        ),
        rx.el.div(
            segmented(words.KINDS, HistoryState.kind, HistoryState.choose_kind, words.KIND),
            rx.cond(HistoryState.only != "", only),
            class_name="row wrap below",
        ),
        rx.cond(
            HistoryState.days_wrong != "",
            rx.el.p(HistoryState.days_wrong, class_name="wrong below", role="alert"),
        ),
        aside=rx.cond(
            HistoryState.is_filtered, button(words.CLEAR, on_click=HistoryState.show_everything)
        ),
    )  # fmt: skip


def _search() -> rx.Component:
    """Return the field for words; taking all filters away puts an empty one in its place."""
    return rx.el.div(
        rx.el.label(words.SEARCH, html_for="history-words"),
        rx.el.input(
            id="history-words", key=f"words-{HistoryState.rounds}", type="search",
            placeholder=words.SEARCH_HINT, max_length=200, auto_complete="off",
            default_value=HistoryState.letters, on_change=HistoryState.search.debounce(250),
        ),
        class_name="field",
    )  # fmt: skip


def plays() -> rx.Component:
    """Return the list, the ways to older and newer plays, and the files."""
    does_count = HistoryState.kind == "listens"
    head = rx.el.tr(
        rx.el.th(words.SONG, scope="col"),
        rx.el.th(words.WHEN, scope="col"),
        rx.el.th(words.HOW_LONG, scope="col", class_name="num"),
        rx.el.th(rx.cond(does_count, words.WHO, words.WHY_NOT), scope="col"),
        rx.el.th(rx.el.span(words.DO, class_name="sr"), scope="col"),
    )
    turning = rx.el.nav(
        rx.cond(
            does_count,
            rx.fragment(
                rx.el.span(words.DOWNLOAD, class_name="cap"),
                native_link(words.CSV, href=HistoryState.csv, class_name="btn", download=True),
                native_link(words.JSON, href=HistoryState.json, class_name="btn", download=True),
            ),
        ),
        rx.el.span(class_name="grow"),
        button(words.NEWER, on_click=HistoryState.show_newer, disabled=~HistoryState.has_newer),
        button(words.OLDER, on_click=HistoryState.show_older, disabled=~HistoryState.has_older),
        class_name="row wrap pager",
        aria_label=words.TURN,
    )
    return card(
        "",
        rx.el.table(
            rx.el.caption(words.PLAYS, class_name="sr"),
            rx.el.thead(head),
            rx.el.tbody(rx.foreach(HistoryState.plays, _line)),
            class_name="tbl heard",
        ),
        turning,
        class_name="heard-card",
    )


def _line(play: rx.Var[Play]) -> rx.Component:
    """Return a play, a report that does not count, or a time of which nothing is known."""
    gap = rx.el.tr(
        rx.el.td(
            rx.el.p(icon("warn"), play.title, class_name="row warn"),
            rx.el.p(words.GAP_HINT, class_name="cap"),
            col_span=5,
        ),
        class_name="gap",
    )
    line = rx.el.tr(
        rx.el.td(_song(play), class_name="what"),
        rx.el.td(rx.el.time(play.when, date_time=play.at), class_name="mut when"),
        rx.el.td(play.lasted, class_name="num mut long"),
        rx.el.td(rx.cond(play.why != "", play.why + ", ", ""), play.told, class_name="mut told"),
        rx.el.td(rx.cond(play.id != "", _menu(play)), class_name="do"),
    )
    return rx.cond(play.is_gap, gap, line)


def _song(play: rx.Var[Play]) -> rx.Component:
    """Return a song, with the ways to its page and to its and its artist's plays alone."""
    known = rx.el.div(
        cover(play.cover, 40),
        rx.el.span(
            rx.el.a(rx.el.b(play.title, title=play.title), href=play.href),
            rx.el.button(
                play.artist,
                type="button",
                title=words.THIS_ARTIST,
                on_click=HistoryState.only_artist(play.artist_id, play.artist),
                class_name="quiet-link",
            ),
            class_name="tt",
        ),
        class_name="row",
    )
    told = rx.el.span(rx.el.b(play.title), rx.el.span(play.artist), class_name="tt")
    return rx.cond(play.id != "", known, told)


def _menu(play: rx.Var[Play]) -> rx.Component:
    return more_menu(
        f"{words.DO}: {play.title}, {play.when}",
        words.ACTIONS,
        lambda key: RightingState.act(play.id, play.track_id, play.title, key),
    )


def nothing() -> rx.Component:
    """Return what stands here without any line."""
    first = empty_state(
        words.EMPTY,
        words.EMPTY_BODY,
        rx.cond(
            AppState.is_sample_listener,
            rx.fragment(),
            link_button(words.TO_IMPORT, href=routes.IMPORT, kind="p", size="l"),
        ),
    )
    filtered = empty_state(words.EMPTY_FILTERED, words.EMPTY_FILTERED_BODY)
    all_count = empty_state(words.EMPTY_UNCOUNTED, words.EMPTY_UNCOUNTED_BODY)
    return card(
        "",
        rx.cond(
            HistoryState.is_filtered,
            rx.cond(HistoryState.kind == "listens", filtered, all_count),
            first,
        ),
    )
