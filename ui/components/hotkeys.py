"""Owns single-key shortcuts of a page."""

import reflex as rx

_FILE = rx.asset("hotkeys.jsx", shared=True)


class Hotkeys(rx.Component):
    """Draws nothing; listens to keys while nobody types."""

    library = _FILE.importable_path
    tag = "Hotkeys"

    keys: rx.Var[list[str]]
    focus: rx.Var[dict[str, str]]
    on_press: rx.EventHandler[rx.event.passthrough_event_spec(str)]


hotkeys = Hotkeys.create
