"""Owns the file drop: one file, straight to a REST endpoint that checks it.

Reflex's own upload limits the size in the browser only; the endpoint is the judge here.
"""

from typing import Any

import reflex as rx

from ui.text.en import common as words

_FILE = rx.asset("upload.jsx", shared=True)


class FileDrop(rx.Component):
    """A well that takes one file by choice or by drop."""

    library = _FILE.importable_path
    tag = "FileDrop"

    action: rx.Var[str]
    name: rx.Var[str]
    accept: rx.Var[str]
    max: rx.Var[int]
    words: rx.Var[dict[str, str]]
    on_sent: rx.EventHandler[rx.event.passthrough_event_spec(str, str)]
    on_refused: rx.EventHandler[rx.event.passthrough_event_spec(int, str)]


def file_drop(
    action: str, *, accept: str, hint: str, max_bytes: int, on_sent: Any, on_refused: Any
) -> rx.Component:
    """Return a file drop.

    Args:
        action: The endpoint; it answers with JSON that has an ``id``, or a problem's ``detail``.
        accept: File types the browser offers, such as ``".txt,.lrc"``.
        hint: What may be dropped and how large, in words.
        max_bytes: A first check in the browser; the endpoint checks again.
        on_sent: Handler that gets the answer's id and the file's name.
        on_refused: Handler that gets the HTTP status (0: no answer) and the reason in words.
    """
    spoken = {
        "choose": words.CHOOSE_FILE,
        "hint": hint,
        "sending": words.SENDING_FILE,
        "too_large": words.FILE_TOO_LARGE,
        "failed": words.FILE_FAILED,
    }
    return FileDrop.create(
        action=action,
        name="file",
        accept=accept,
        max=max_bytes,
        words=spoken,
        on_sent=on_sent,
        on_refused=on_refused,
    )
