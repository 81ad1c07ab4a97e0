"""Owns the parts of the Import page: the drop, the imports, how to get files, what is left out."""

import reflex as rx

from ui import routes
from ui.components.buttons import button, link_button
from ui.components.card import card
from ui.components.dialog import dialog
from ui.components.files_drop import files_drop
from ui.components.native_link import native_link
from ui.components.panels import note
from ui.pages.importing.models import ImportRow, Why
from ui.pages.importing.state import ImportsState
from ui.state import AppState
from ui.text.en import common
from ui.text.en import importing as words

ENDINGS = ".json,.jsonl,.ndjson,.csv,.tsv,.txt,.zip"


def drop() -> rx.Component:
    """Return the well for files, and what was not taken of them."""
    refusals = rx.el.div(
        rx.el.p(words.NOT_TAKEN, class_name="strong"),
        rx.el.ul(
            rx.foreach(ImportsState.refusals, _said),
            class_name="bullets wrong",
        ),
        rx.el.div(button(words.DISMISS, on_click=ImportsState.forget_refusals), class_name="row"),
        class_name="fields",
    )
    well = rx.el.div(
        rx.el.p(words.DROP_BODY, class_name="mut"),
        files_drop(
            routes.POST_IMPORT,
            accept=ENDINGS,
            hint=ImportsState.hint,
            max_bytes=ImportsState.max_bytes,
            on_sent=ImportsState.file_sent,
            on_refused=ImportsState.file_refused,
        ),
        rx.el.div(rx.cond(ImportsState.refusals.length() > 0, refusals), role="alert"),
        class_name="fields",
    )
    return card(
        words.DROP,
        rx.cond(AppState.is_sample_listener, rx.el.p(words.SAMPLE, class_name="mut"), well),
        aside=note(words.DROP_NOTE),
    )


def _said(text: rx.Var[str]) -> rx.Component:
    return rx.el.li(text)


def past() -> rx.Component:
    """Return every import with what became of it."""
    nothing = rx.el.div(
        rx.el.p(words.EMPTY, class_name="strong"), rx.el.p(words.EMPTY_BODY, class_name="mut")
    )
    older = rx.cond(
        ImportsState.has_older,
        rx.el.div(button(words.OLDER, on_click=ImportsState.show_older), class_name="row below"),
    )
    filled = rx.fragment(
        rx.el.ul(rx.foreach(ImportsState.rows, _import), class_name="brought"), older
    )
    return card(
        words.PAST,
        rx.cond(ImportsState.rows.length() > 0, filled, nothing),
        aside=note(words.PAST_NOTE),
    )


def _import(row: rx.Var[ImportRow]) -> rx.Component:
    """Return one import: what it is, its counts, why rows were left, what can be done."""
    return rx.el.li(
        rx.el.div(
            rx.el.h3(row.name, class_name="strong cut", title=row.name),
            rx.el.span(row.state_words, class_name=rx.cond(row.is_working, "chip", "chip unknown")),
            class_name="row brought-h",
        ),
        rx.el.p(row.about, class_name="cap"),
        rx.cond(row.is_working, _bar(row)),
        _counts(row),
        rx.cond(row.trouble != "", rx.el.p(row.trouble, class_name="wrong")),
        rx.cond(row.whys.length() > 0, _whys(row)),
        _ways(row),
    )


def _bar(row: rx.Var[ImportRow]) -> rx.Component:
    """Return the bar of a file that is being read: how long it is nobody knows before its end."""
    return rx.el.div(
        rx.el.div(
            rx.el.i(), class_name="prog going", role="progressbar", aria_label=row.state_words
        ),
        rx.cond(row.removed != "", rx.el.p(row.removed, class_name="cap num")),
        class_name="work",
    )


def _counts(row: rx.Var[ImportRow]) -> rx.Component:
    """Return how many rows met which fate."""

    def one(key: str) -> rx.Component:
        return rx.el.div(rx.el.dt(words.COUNTS[key]), rx.el.dd(getattr(row, key), class_name="num"))

    return rx.el.dl(*[one(key) for key in words.COUNTS], class_name="fates")


def _whys(row: rx.Var[ImportRow]) -> rx.Component:
    def why(one: rx.Var[Why]) -> rx.Component:
        return rx.fragment(rx.el.dt(one.reason), rx.el.dd(one.count, class_name="num"))

    return rx.el.details(
        rx.el.summary(words.WHY), rx.el.dl(rx.foreach(row.whys, why), class_name="kv"),
        class_name="unfold",
    )  # fmt: skip


def _ways(row: rx.Var[ImportRow]) -> rx.Component:
    """Return what can be done with an import."""
    link = "btn"
    return rx.el.div(
        rx.cond(
            row.is_working,
            button(
                common.CANCEL,
                rx.el.span(row.name, class_name="sr"),
                on_click=ImportsState.stop(row.id),
            ),
            rx.fragment(
                native_link(words.REPORT, href=row.report, class_name=link, download=True),
                rx.cond(row.history != "", link_button(words.IN_HISTORY, href=row.history)),
                rx.cond(
                    row.refused_rows != "",
                    native_link(
                        words.REFUSED_ROWS, href=row.refused_rows, class_name=link, download=True
                    ),
                ),
                rx.cond(
                    row.can_undo,
                    button(words.UNDO, kind="q", on_click=ImportsState.ask_undo(row.id)),
                ),
            ),
        ),
        class_name="row wrap",
    )


def undo_dialog() -> rx.Component:
    """Return the question before an import is taken out."""
    return dialog(
        rx.el.p(ImportsState.undo_body, class_name="mut"),
        rx.el.div(
            button(words.UNDO_BUTTON, kind="p", on_click=ImportsState.undo),
            button(common.CANCEL, on_click=ImportsState.keep),
            class_name="row wrap",
        ),
        is_open=ImportsState.undo_id != "",
        title=words.UNDO_TITLE,
        on_close=ImportsState.keep,
    )


def how() -> rx.Component:
    """Return how to get a file out of each service."""

    def way(name: str, steps: tuple[str, ...], know: str) -> rx.Component:
        return rx.el.details(
            rx.el.summary(name),
            rx.el.ol(*[rx.el.li(step) for step in steps], class_name="how-to"),
            rx.el.p(know, class_name="cap") if know else rx.fragment(),
            class_name="unfold",
        )

    return card(
        words.HOW,
        rx.el.p(words.HOW_NOTE, class_name="cap"),
        *[way(name, steps, know) for name, steps, know in words.WAYS],
        class_name="hows",
    )


def dropped() -> rx.Component:
    """Return what is left out of files, and what is kept."""
    return card(
        words.DROPPED,
        rx.el.p(words.DROPPED_BODY, class_name="mut"),
        rx.el.ul(
            *[rx.el.li(point) for point in words.DROPPED_POINTS], class_name="cap bullets below"
        ),
    )
