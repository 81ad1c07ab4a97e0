"""Owns small parts of cards: the quiet note, a failure that stays, a job with its bar."""

from typing import Any

import reflex as rx
from reflex.event import EventType

from ui.components.progress import progress
from ui.components.states import error_state
from ui.models import Failure, Progress


def note(*text: Any) -> rx.Component:
    """Return the quieter text at the right of a card's heading."""
    return rx.el.span(*text, class_name="cap num")


def failure_card(failure: rx.Var[Failure], *actions: rx.Component) -> rx.Component:
    """Return what went wrong, while there is something.

    Args:
        failure: Drawn only while its title is not empty.
        *actions: One or two ways on.
    """
    return rx.cond(
        failure.title != "",
        rx.el.section(
            error_state(failure.where, failure.title, failure.body, *actions, code=failure.code),
            class_name="card failure",
        ),
    )


def job_progress(job: rx.Var[Progress], on_cancel: EventType[()] | None = None) -> rx.Component:
    """Return long work: a bar, its counts, and while it runs a way to stop it.

    Args:
        job: The work.
        on_cancel: Stops it.
    """
    plain = progress(job.title, job.note, job.percent)
    if on_cancel is None:
        return plain
    stoppable = progress(job.title, job.note, job.percent, on_cancel)
    return rx.cond(job.is_running, stoppable, plain)
