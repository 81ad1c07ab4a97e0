"""Owns the drop for many files: sent one after the other to a REST endpoint that checks each.

Reflex's own upload limits the size in the browser only and holds each file in memory; the endpoint
is the judge here, and writes to disk as it reads.
"""

from typing import Any

import reflex as rx

from ui.text.en import common as words

_FILE = rx.asset("files_drop.jsx", shared=True)


class FilesDrop(rx.Component):
    """A well that takes files, zips and folders by choice or by drop."""

    library = _FILE.importable_path
    tag = "FilesDrop"

    action: rx.Var[str]
    accept: rx.Var[str]
    max: rx.Var[int]
    words: rx.Var[dict[str, str]]
    on_sent: rx.EventHandler[rx.event.passthrough_event_spec(str, str)]
    on_refused: rx.EventHandler[rx.event.passthrough_event_spec(str, str)]


def files_drop(
    action: str,
    *,
    accept: str,
    hint: rx.Var[str] | str,
    max_bytes: rx.Var[int] | int,
    on_sent: Any,
    on_refused: Any,
) -> rx.Component:
    """Return a drop for files.

    Args:
        action: The endpoint; it answers with JSON that has an ``import_id``, or a ``detail``.
        accept: Endings the browser offers, such as ``".json,.zip"``; others in a folder are left.
        hint: What may be dropped and how large, in words.
        max_bytes: A first check in the browser; the endpoint checks again.
        on_sent: Handler that gets the answer's id and the file's name.
        on_refused: Handler that gets the file's name and the reason in words.
    """
    spoken = {
        "choose": words.CHOOSE_FILES,
        "hint": hint,
        "sending": words.SENDING_FILE,
        "arriving": words.FILE_ARRIVING,
        "waiting": words.FILES_WAITING,
        "stop": words.STOP_SENDING,
        "stay": words.STAY_WHILE_SENDING,
        "too_large": words.FILE_TOO_LARGE,
        "failed": words.FILE_FAILED,
    }
    return FilesDrop.create(
        action=action,
        accept=accept,
        max=max_bytes,
        words=spoken,
        on_sent=on_sent,
        on_refused=on_refused,
    )
