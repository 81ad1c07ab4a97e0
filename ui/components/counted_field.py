"""Owns the field that counts its characters and says its error below itself."""

from typing import Any

import reflex as rx

from ui.text.en import common as words

_FILE = rx.asset("counted_field.jsx", shared=True)


class CountedField(rx.Component):
    """A labelled text field; a new `value` starts it afresh."""

    library = _FILE.importable_path
    tag = "CountedField"

    label: rx.Var[str]
    hint: rx.Var[str]
    value: rx.Var[str]
    max: rx.Var[int]
    lines: rx.Var[int]
    complete: rx.Var[str]
    required: rx.Var[bool]
    error: rx.Var[str]
    over: rx.Var[str]


def counted_field(
    label: str, name: str, *, longest: int, hint: str = "", lines: int = 1, **props: Any
) -> rx.Component:
    """Return a field.

    Args:
        label: the visible label.
        name: the field's name in its form; also its id.
        longest: how many characters fit.
        hint: a quieter line below.
        lines: of a text of several lines.
        **props: ``value``, ``error`` (said at the field while not empty), ``required``,
            ``complete`` (what a browser may fill in).
    """
    given = {"complete": "off", "required": False, "over": words.TOO_LONG, **props}
    return CountedField.create(id=name, label=label, hint=hint, max=longest, lines=lines, **given)
