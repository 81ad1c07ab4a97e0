"""Owns the place that a link with a fragment leads to (`arrival.jsx`)."""

from typing import Any

import reflex as rx
from reflex.event import EventType

_FILE = rx.asset("arrival.jsx", shared=True)


class Arrival(rx.Component):
    """Scrolls to itself and tells, as soon as it is drawn, when the address names it."""

    library = _FILE.importable_path
    tag = "Arrival"

    place: rx.Var[str]
    on_arrive: rx.EventHandler[rx.event.no_args_event_spec]


def arrival(*children: Any, place: str, on_arrive: EventType[()]) -> rx.Component:
    """Return a place in the page.

    Args:
        *children: What stands there.
        place: Its name, as in ``"/song/1#why-words"``.
        on_arrive: Called when somebody came for it.
    """
    return Arrival.create(*children, place=place, on_arrive=on_arrive)
