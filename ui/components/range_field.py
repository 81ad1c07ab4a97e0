"""Owns the slider with words at both ends."""

from typing import Any

import reflex as rx

_FILE = rx.asset("range_field.jsx", shared=True)


class RangeField(rx.Component):
    """A labelled slider; `says` are words for equal parts of its way, else the number is said."""

    library = _FILE.importable_path
    tag = "RangeField"

    label: rx.Var[str]
    hint: rx.Var[str]
    low: rx.Var[str]
    high: rx.Var[str]
    min: rx.Var[float]
    max: rx.Var[float]
    step: rx.Var[float]
    value: rx.Var[int | float]
    says: rx.Var[list[str]]
    unit: rx.Var[str]
    on_settle: rx.EventHandler[rx.event.passthrough_event_spec(float)]


def range_field(
    name: str, label: str, hint: str, *, ends: tuple[str, str],
    bounds: tuple[float, float, float] = (0, 1, 0.05), says: tuple[str, ...] = (), unit: str = "",
    **props: Any,
) -> rx.Component:  # fmt: skip
    """Return a slider.

    Args:
        name: its id.
        label: what it sets.
        hint: what that does, in one sentence.
        ends: words of the lowest and the highest value.
        bounds: lowest, highest, and one step.
        says: words for equal parts of the way, lowest first; without them the number is said.
        unit: of the number.
        **props: ``value``, and ``on_settle`` that gets another when the hand rests.
    """
    low, high, step = bounds
    return RangeField.create(
        id=name, label=label, hint=hint, low=ends[0], high=ends[1], min=low, max=high, step=step,
        says=list(says), unit=unit, **props,
    )  # fmt: skip
