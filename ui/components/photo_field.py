"""Owns the field of a photo: what there is, a preview of another, and what was wrong with it."""

from typing import Any

import reflex as rx

from ui.text.en import common
from ui.text.en import me as words

_FILE = rx.asset("photo_field.jsx", shared=True)
_KINDS = ["image/jpeg", "image/png", "image/webp", "image/gif"]


class PhotoField(rx.Component):
    """A round photo or a letter, and the ways to change it."""

    library = _FILE.importable_path
    tag = "PhotoField"

    photo: rx.Var[str]
    initial: rx.Var[str]
    action: rx.Var[str]
    accept: rx.Var[list[str]]
    max: rx.Var[int]
    words: rx.Var[dict[str, str]]
    error: rx.Var[str]
    on_sent: rx.EventHandler[rx.event.no_args_event_spec]
    on_refused: rx.EventHandler[rx.event.passthrough_event_spec(int, str)]
    on_remove: rx.EventHandler[rx.event.no_args_event_spec]


def photo_field(*, action: str, max_bytes: int, **props: Any) -> rx.Component:
    """Return the field.

    Args:
        action: the endpoint; it refuses with a problem's ``detail``.
        max_bytes: a first check in the browser; the endpoint checks again.
        **props: ``photo`` (its address, or empty), ``initial``, ``error``, ``on_sent``,
            ``on_refused`` (gets an HTTP status and the reason; an empty one takes it back),
            ``on_remove``.
    """
    spoken = words.PHOTO | {"failed": common.FILE_FAILED, "sending": common.SENDING_FILE}
    return PhotoField.create(action=action, accept=_KINDS, max=max_bytes, words=spoken, **props)
