"""Owns the parts of the Lyrics page about files: giving them, deciding, taking out."""

import reflex as rx

from ui import routes
from ui.components.buttons import button
from ui.components.card import card
from ui.components.cover import cover
from ui.components.dialog import dialog
from ui.components.lyrics_drop import lyrics_drop
from ui.components.panels import job_progress, note
from ui.pages.lyrics.files import FilesState
from ui.pages.lyrics.models import Candidate, OpenFile, RefusedFile, Upload
from ui.text.en import common
from ui.text.en import coverage as words

_KINDS = [".lrc", ".txt", ".zip"]
_ROOM = 7_500_000  # bytes of one request; the server takes 8 MB with all around them


def files() -> rx.Component:
    """Return the drop, what is being matched, and what was given before."""
    return card(
        words.FILES,
        rx.el.div(
            rx.el.p(words.FILES_BODY, class_name="mut"),
            lyrics_drop(
                routes.POST_LYRICS,
                kinds=_KINDS,
                max_bytes=_ROOM,
                words=words.DROP,
                on_sent=FilesState.sent,
                on_refused=FilesState.not_sent,
            ),
            rx.cond(
                FilesState.refusal != "",
                rx.el.p(FilesState.refusal, class_name="wrong", role="alert"),
            ),
            rx.cond(FilesState.matching.is_running, job_progress(FilesState.matching)),
            rx.cond(FilesState.uploads.length() > 0, _given()),
            rx.cond(FilesState.refused.length() > 0, _refused()),
            class_name="fields",
        ),
        aside=note(words.FILES_NOTE),
    )


def _given() -> rx.Component:
    """Return what was given before, each with a way to take it out."""

    def one(upload: rx.Var[Upload]) -> rx.Component:
        return rx.el.li(
            rx.el.div(
                rx.el.b(upload.when),
                rx.el.span(upload.sentence),
                class_name="tt grow",
            ),
            rx.cond(
                upload.is_running,
                rx.fragment(),
                button(
                    words.TAKE_OUT,
                    size="sm",
                    kind="q",
                    on_click=FilesState.ask_take_out(upload.id),
                    aria_label=upload.spoken,
                ),
            ),
            class_name="row",
        )

    return rx.el.div(
        rx.el.h3(words.UPLOADS, class_name="sub-h"),
        rx.el.ul(rx.foreach(FilesState.uploads, one), class_name="gens"),
    )


def _refused() -> rx.Component:
    """Return the files that were not read, and why."""

    def one(file: rx.Var[RefusedFile]) -> rx.Component:
        return rx.el.li(
            rx.el.div(rx.el.b(file.name), rx.el.span(file.why), class_name="tt grow"),
            class_name="row",
        )

    return rx.el.details(
        rx.el.summary(words.NOT_READ, " (", FilesState.refused.length(), ")"),
        rx.el.ul(rx.foreach(FilesState.refused, one), class_name="gens"),
    )


def decide() -> rx.Component:
    """Return the files whose song is not known; nothing is drawn without any."""

    def song(file: rx.Var[OpenFile], one: rx.Var[Candidate]) -> rx.Component:
        return rx.el.li(
            rx.el.button(
                cover(one.cover_url, 32),
                rx.el.span(rx.el.b(one.title), rx.el.span(one.artist), class_name="tt"),
                type="button",
                on_click=FilesState.choose(file.id, one.id),
                aria_label=one.spoken,
                class_name="pick",
            )
        )

    def row(file: rx.Var[OpenFile]) -> rx.Component:
        return rx.el.li(
            rx.el.h3(file.name, class_name="sub-h"),
            rx.el.p(file.why, class_name="cap"),
            rx.cond(file.excerpt != "", rx.el.p(rx.el.q(file.excerpt), class_name="cap cut")),
            rx.el.ul(
                rx.foreach(file.candidates, lambda one: song(file, one)), class_name="picks-l"
            ),
            rx.el.div(
                button(
                    words.OTHER,
                    on_click=FilesState.look_for(file.id),
                    aria_label=file.other_spoken,
                ),
                button(
                    words.LEAVE,
                    kind="q",
                    on_click=FilesState.leave(file.id),
                    aria_label=file.leave_spoken,
                ),
                class_name="row wrap",
            ),
            class_name="undecided",
        )

    return rx.cond(
        FilesState.files.length() > 0,
        card(
            words.DECIDE,
            rx.el.ul(rx.foreach(FilesState.files, row)),
            aside=note(FilesState.decide_note),
        ),
    )


def search_dialog() -> rx.Component:
    """Return the search for a file's song."""

    def one(song: rx.Var[Candidate]) -> rx.Component:
        return rx.el.li(
            rx.el.button(
                cover(song.cover_url, 32),
                rx.el.span(rx.el.b(song.title), rx.el.span(song.artist), class_name="tt"),
                type="button",
                on_click=FilesState.choose(FilesState.asked_about.id, song.id),
                aria_label=song.spoken,
                class_name="pick",
            )
        )

    return dialog(
        rx.el.p(FilesState.asked_about.name, class_name="mut"),
        rx.el.div(
            rx.el.label(words.SEARCH, html_for="song-search"),
            rx.el.input(
                id="song-search",
                type="search",
                max_length=200,
                on_change=FilesState.search_song.debounce(250),
            ),
            class_name="field",
        ),
        rx.cond(
            FilesState.offered.length() > 0,
            rx.el.ul(rx.foreach(FilesState.offered, one), class_name="picks-l"),
            rx.el.p(words.SEARCH_NONE, class_name="mut", role="status"),
        ),
        rx.el.div(button(common.CANCEL, on_click=FilesState.close_search), class_name="row"),
        is_open=FilesState.asked_about.id != "",
        title=words.DECIDE,
        on_close=FilesState.close_search,
    )


def take_out_dialog() -> rx.Component:
    """Return the question before words are deleted."""
    return dialog(
        rx.el.p(words.TAKE_OUT_BODY, class_name="mut"),
        rx.el.div(
            button(words.TAKE_OUT, kind="p", on_click=FilesState.take_out),
            button(common.CANCEL, on_click=FilesState.keep_upload),
            class_name="row wrap",
        ),
        is_open=FilesState.taking_out != "",
        title=words.TAKE_OUT_TITLE,
        on_close=FilesState.keep_upload,
    )
