"""Owns the sortable queue: rows with mood, reason, line, parts of the score, lock and remove."""

from typing import Any

import reflex as rx

# The rows import the pad's shapes and the menu, so their assets must be linked too.
import ui.components.affect
import ui.components.menu  # noqa: F401
from ui.models import QueueRow
from ui.text.en import common as words
from ui.text.en import explanation as explanation_words
from ui.text.en import song_moods as mood_words

_FILE = rx.asset("queue_list.jsx", shared=True)


class SortableQueue(rx.Component):
    """An ordered list whose rows can be moved."""

    library = _FILE.importable_path
    tag = "SortableQueue"
    lib_dependencies: list[str] = [
        "@dnd-kit/core@6.3.1",
        "@dnd-kit/sortable@10.0.0",
        "@dnd-kit/utilities@3.2.2",
    ]

    rows: rx.Var[list[QueueRow]]
    said: rx.Var[dict[str, str]]
    label: rx.Var[str]
    words: rx.Var[dict[str, str]]
    on_reorder: rx.EventHandler[rx.event.passthrough_event_spec(list[str])]
    on_act: rx.EventHandler[rx.event.passthrough_event_spec(str, str)]


def sortable_queue(
    rows: rx.Var[list[QueueRow]], said: rx.Var[dict[str, str]], on_reorder: Any, on_act: Any
) -> rx.Component:
    """Return the queue's rows.

    Args:
        rows: The songs in order.
        said: What is to be said of a song's sending, by id.
        on_reorder: Handler that gets all ids in their new order.
        on_act: Handler that gets an id and ``"lock"`` (turns it round) or ``"remove"``.
    """
    spoken = {
        "unknown": words.UNKNOWN_MOOD,
        "yours": words.YOURS,
        "byTags": mood_words.BY_TAGS_SHORT,
        "byTagsLong": mood_words.BY_TAGS,
        "whyWords": explanation_words.LINK,
        "parts": words.CONTRIBUTIONS,
        "score": words.SCORE,
        "drag": words.DRAG,
        "lock": words.LOCK,
        "unlock": words.UNLOCK,
        "remove": words.REMOVE,
        "up": words.MOVE_UP,
        "down": words.MOVE_DOWN,
        "more": words.MORE_ABOUT,
        **words.MOVING,
        "sample": words.SAMPLE,
        "explicit": words.EXPLICIT,
    }
    return SortableQueue.create(
        rows=rows,
        said=said,
        label=words.QUEUE_LIST,
        words=spoken,
        on_reorder=on_reorder,
        on_act=on_act,
    )
