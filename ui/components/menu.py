"""Owns the "more" menu that hides a row's rarer actions."""

from typing import Any

import reflex as rx

_FILE = rx.asset("menu.jsx", shared=True)


class MoreMenu(rx.Component):
    """A button with three dots and the actions behind it."""

    library = _FILE.importable_path
    tag = "MoreMenu"

    label: rx.Var[str]
    items: rx.Var[list[dict[str, str]]]
    on_pick: rx.EventHandler[rx.event.passthrough_event_spec(str)]


def more_menu(label: rx.Var[str] | str, actions: dict[str, str], on_pick: Any) -> rx.Component:
    """Return a menu.

    Args:
        label: What it is about, such as "More actions for Bakery Light".
        actions: Key → words, in order.
        on_pick: Handler that gets the key; inside a list: ``lambda key: State.do(row.id, key)``.
    """
    items = [{"key": key, "label": text} for key, text in actions.items()]
    return MoreMenu.create(label=label, items=items, on_pick=on_pick)
