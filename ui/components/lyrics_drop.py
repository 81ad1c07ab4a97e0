"""Owns the drop for many files: files, folders and zips, straight to a REST endpoint."""

from typing import Any

import reflex as rx


class LyricsDrop(rx.Component):
    """A well that takes files and folders by choice or by drop, and sends them in parts."""

    library = rx.asset("lyrics_drop.jsx", shared=True).importable_path
    tag = "LyricsDrop"

    action: rx.Var[str]
    kinds: rx.Var[list[str]]
    max: rx.Var[int]
    words: rx.Var[dict[str, str]]
    on_sent: rx.EventHandler[rx.event.passthrough_event_spec(str, int)]
    on_refused: rx.EventHandler[rx.event.passthrough_event_spec(int, str)]


def lyrics_drop(
    action: str, *, kinds: list[str], max_bytes: int, words: dict[str, str], on_sent: Any,
    on_refused: Any,
) -> rx.Component:  # fmt: skip
    """Return a drop for many files.

    Args:
        action: The endpoint; it takes ``files`` and answers with JSON that has an ``id``.
        kinds: Endings that are sent, such as ``[".lrc"]``; others in a folder are passed by.
        max_bytes: The most that one request may carry.
        words: choose, folder, hint, sending (with {n}), failed, too_large, none.
        on_sent: Handler that gets the answer's id and how many files it was, for each part.
        on_refused: Handler that gets the HTTP status (0: no answer) and the reason in words.
    """
    return LyricsDrop.create(
        action=action, kinds=kinds, max=max_bytes, words=words, on_sent=on_sent,
        on_refused=on_refused,
    )  # fmt: skip
