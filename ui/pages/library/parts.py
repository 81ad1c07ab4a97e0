"""Owns the parts of the Library page: search, filters, the list, the map, the form."""

import reflex as rx

from ui import routes
from ui.charts import components as charts
from ui.components.buttons import button, link_button
from ui.components.card import card
from ui.components.cover import cover
from ui.components.dialog import dialog
from ui.components.fields import field, search_box
from ui.components.hotkeys import hotkeys
from ui.components.lyrics_form import lyrics_form, scored
from ui.components.mood import QUADRANTS, glyph, mood_chip, mood_name
from ui.components.panels import note
from ui.components.states import empty_state
from ui.pages.library.models import SongRow, UnknownReason
from ui.pages.library.state import LibraryState
from ui.text.en import charts as chart_words
from ui.text.en import common, importing
from ui.text.en import library as words
from ui.text.en import song_moods as mood_words


def search() -> rx.Component:
    """Return the search field; ``/`` goes there."""
    return rx.fragment(
        search_box(
            words.SEARCH_HINT,
            LibraryState.search,
            default_value=LibraryState.query,
            max_length=200,
        ),
        hotkeys(focus={"/": "#search"}),
    )


def paste_button() -> rx.Component:
    """Return the button that opens the form for lyrics."""
    return button(words.PASTE, on_click=LibraryState.start_pasting)


def _filter(mood: str, *children: rx.Component | rx.Var[int] | str) -> rx.Component:
    """Return one of the buttons that filter by mood."""
    on = LibraryState.mood == mood
    return rx.el.button(
        *children,
        type="button",
        on_click=LibraryState.choose_mood(mood),
        aria_pressed=rx.cond(on, "true", "false"),
        class_name=rx.cond(on, "opt on", "opt"),
    )


def _filters() -> rx.Component:
    """Return all buttons that filter by mood."""
    return rx.el.div(
        _filter("", words.ALL),
        *[_filter(mood, glyph(mood), str(mood_name(mood))) for mood in QUADRANTS],
        _filter(
            words.UNKNOWN,
            common.UNKNOWN_MOOD,
            rx.el.span(LibraryState.unknown_total, class_name="mut num"),
        ),
        class_name="row wrap scrollx filters",
        role="group",
        aria_label=words.FILTER,
    )


def _row(song: rx.Var[SongRow]) -> rx.Component:
    """Return one song of the list."""
    return rx.el.tr(
        rx.el.td(
            rx.el.a(
                cover(song.cover_url, 40),
                rx.el.span(
                    rx.el.b(song.title, title=song.title),
                    rx.el.span(song.artist, title=song.artist),
                    class_name="tt",
                ),
                rx.cond(song.is_explicit, rx.el.span(common.EXPLICIT, class_name="mark")),
                rx.cond(song.is_sample, rx.el.span(common.SAMPLE, class_name="badge")),
                href=song.href,
                class_name="row song-link",
            )
        ),
        rx.el.td(
            mood_chip(song.mood, song.percent, song.is_yours),
            rx.cond(song.reason != "", rx.el.span(song.reason, class_name="cap reason")),
            rx.cond(song.by_tags, rx.el.span(mood_words.BY_TAGS, class_name="cap reason")),
        ),
        rx.el.td(song.genre, class_name="mut desk-c room"),
        rx.el.td(song.year, class_name="num mut desk-c"),
        rx.el.td(song.plays, class_name="num desk-c"),
    )


def _pager() -> rx.Component:
    """Return which songs are shown, and the ways to the others."""
    return rx.el.nav(
        rx.el.span(LibraryState.range_text, class_name="cap num grow"),
        button(
            words.PREVIOUS,
            on_click=LibraryState.go_back,
            disabled=~LibraryState.has_previous,
        ),
        button(words.NEXT, on_click=LibraryState.go_on, disabled=~LibraryState.has_next),
        class_name="row pager",
        aria_label=words.PAGE,
    )


def _table() -> rx.Component:
    """Return the list of songs."""
    head = rx.el.tr(
        rx.el.th(words.SONG, scope="col"),
        rx.el.th(words.MOOD, scope="col"),
        rx.el.th(words.GENRE, scope="col", class_name="desk-c room"),
        rx.el.th(words.YEAR, scope="col", class_name="num desk-c"),
        rx.el.th(words.PLAYS, scope="col", class_name="num desk-c"),
    )
    return rx.fragment(
        rx.el.table(
            rx.el.thead(head), rx.el.tbody(rx.foreach(LibraryState.songs, _row)), class_name="tbl"
        ),
        _pager(),
    )


def songs() -> rx.Component:
    """Return the filters and the songs they leave, or that none fits."""
    nothing = rx.el.div(
        rx.el.p(words.NONE_FOUND, class_name="say"),
        rx.el.p(words.NONE_FOUND_BODY, class_name="mut"),
        button(words.SHOW_ALL, on_click=LibraryState.show_all),
        class_name="none",
        role="status",
    )
    return rx.el.section(
        _filters(),
        rx.cond(LibraryState.songs.length() > 0, _table(), nothing),
        class_name="card songs w8",
    )


def mood_map() -> rx.Component:
    """Return the map of the library."""
    below = rx.el.div(
        rx.el.p(rx.el.b(LibraryState.found, class_name="num"), " ", words.MAP_SONGS),
        rx.el.span(class_name="grow"),
        button(words.CLEAR_FRAME, kind="q", on_click=LibraryState.clear_frame),
        button(
            words.MAP_QUEUE,
            kind="p",
            on_click=LibraryState.make_queue,
            disabled=LibraryState.is_making,
        ),
        class_name="row wrap",
    )
    return card(
        words.MAP,
        charts.mood_map(
            points=LibraryState.map_points,
            framed=LibraryState.frame.is_set,
            summary=LibraryState.map_spoken,
            words=chart_words.WORDS,
            on_frame=LibraryState.choose_frame,
            on_clear=LibraryState.clear_frame,
        ),
        rx.cond(LibraryState.frame.is_set, below),
        aside=note(words.MAP_NOTE),
    )


def unknown() -> rx.Component:
    """Return why some songs have no mood."""

    def reason(item: rx.Var[UnknownReason]) -> rx.Component:
        return rx.fragment(rx.el.dt(item.reason), rx.el.dd(item.songs))

    return card(
        words.UNKNOWN_TITLE,
        rx.cond(
            LibraryState.unknown_total > 0,
            rx.el.dl(rx.foreach(LibraryState.unknown, reason), class_name="kv"),
            rx.el.p(words.UNKNOWN_NONE, class_name="mut"),
        ),
        rx.el.div(link_button(words.TO_LYRICS, href=routes.LYRICS), class_name="row wrap"),
        aside=rx.el.b(LibraryState.unknown_total, class_name="num"),
    )


def paste_dialog() -> rx.Component:
    """Return the form for lyrics, and then what their words say."""
    form = lyrics_form(
        field(words.TITLE, "title", required=True, max_length=300),
        field(words.ARTIST, "artist", required=True, max_length=300),
        on_submit=LibraryState.score_lyrics,
        on_close=LibraryState.stop_pasting,
        error=LibraryState.paste_error,
        is_busy=LibraryState.is_scoring,
    )
    is_done = LibraryState.scored.title != ""
    return dialog(
        rx.cond(is_done, scored(LibraryState.scored, LibraryState.stop_pasting), form),
        is_open=LibraryState.is_pasting,
        title=rx.cond(is_done, words.PASTE_DONE, words.PASTE_TITLE),
        on_close=LibraryState.stop_pasting,
    )


def nothing_yet() -> rx.Component:
    """Return what stands here while there is no song at all."""
    art = rx.el.svg(
        *[
            rx.el.rect(
                x=str(120 + i * 46),
                y=str(64 + (i % 2) * 14),
                width="38",
                height="38",
                rx="8",
                fill="none",
                stroke="var(--text-3)",
                stroke_width="1.6",
                stroke_dasharray="3 3",
            )
            for i in range(4)
        ],
        view_box="0 0 420 180",
        width="100%",
        custom_attrs={"aria-hidden": "true"},
    )
    return card(
        "",
        empty_state(
            words.EMPTY_TITLE,
            words.EMPTY_BODY,
            button(words.PASTE, kind="p", size="l", on_click=LibraryState.start_pasting),
            art=art,
            progress=rx.fragment(
                link_button(importing.TO_IMPORT, href=routes.IMPORT, size="l"),
                link_button(words.EMPTY_CONNECT, href=routes.CONNECTIONS, size="l"),
            ),
        ),
    )
