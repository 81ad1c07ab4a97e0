"""Owns the precise log sheet: sliders, words, activities, note, time."""

import reflex as rx
from reflex.event import EventHandler

from ui.components.affect import affect_sliders
from ui.components.buttons import button, icon_button
from ui.components.choose import many_of
from ui.components.fields import field
from ui.pages.mood.state import MoodState
from ui.text.en import common
from ui.text.en import mood as words


def log_sheet(then: EventHandler | None = None) -> rx.Component:
    """Return the sheet as a card; a new opening starts its fields afresh.

    Args:
        then: A page's handler that runs after the sheet was sent.
    """
    save = [MoodState.save_sheet, *([then] if then is not None else [])]
    is_edit = MoodState.sheet.entry_id != ""
    return rx.el.section(
        rx.el.div(
            rx.el.h2(rx.cond(is_edit, words.SHEET_EDIT_TITLE, words.SHEET_TITLE), id="sheet-title"),
            icon_button("x", common.CLOSE, on_click=MoodState.close_sheet),
            class_name="hd",
        ),
        affect_sliders(v=MoodState.draft.v, a=MoodState.draft.a, on_move=MoodState.move),
        many_of(MoodState.feelings, MoodState.toggle_feeling, words.WORDS_LABEL),
        many_of(MoodState.activities, MoodState.toggle_activity, words.ACTIVITIES_LABEL),
        rx.el.form(
            _note_and_time(),
            rx.el.p(MoodState.sheet.problem, class_name="bad", role="alert"),
            rx.el.div(
                button(
                    rx.cond(is_edit, words.SAVE_CHANGE, words.LOG_THIS),
                    kind="p",
                    size="l",
                    type="submit",
                ),
                button(words.CANCEL, size="l", on_click=MoodState.close_sheet),
                class_name="row wrap",
            ),
            on_submit=save,
            class_name="fields",
            key=MoodState.sheet.version.to_string(),
        ),
        class_name="card sheet",
        custom_attrs={"aria-labelledby": "sheet-title"},
    )


def _note_and_time() -> rx.Component:
    """Return the two fields that the browser keeps until the sheet is sent."""
    return rx.el.div(
        field(
            words.NOTE_LABEL,
            "note",
            hint=words.NOTE_HINT,
            kind="area",
            max_length=2000,
            default_value=MoodState.sheet.note,
        ),
        field(
            words.WHEN_LABEL,
            "when",
            hint=words.WHEN_HINT,
            kind="datetime-local",
            default_value=MoodState.sheet.when,
        ),
        class_name="pair",
    )
