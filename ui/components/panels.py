"""Owns what pages are laid out with: cards, choices, skeletons, empty, failed and long work."""

from collections.abc import Callable, Mapping
from typing import Any

import reflex as rx
from reflex.event import EventType

from ui.components.buttons import button, link_button
from ui.components.icons import icon
from ui.models import Failure, Progress
from ui.text.en import common as words


def card(
    title: rx.Var[str] | str,
    *children: Any,
    note: rx.Component | rx.Var[str] | str = "",
    span: int = 0,
    class_name: str = "",
) -> rx.Component:
    """Return a card with a heading.

    Args:
        title: Its heading; the heading row is left out when it is an empty literal.
        *children: Its content.
        note: A quieter text or control at the right of the heading.
        span: How many of the grid's 12 columns it takes on the desktop; 0 outside a grid.
        class_name: Further classes.
    """
    heading = rx.fragment()
    if not (isinstance(title, str) and title == ""):
        right = note if isinstance(note, rx.Component) else rx.el.span(note, class_name="cap")
        heading = rx.el.div(rx.el.h2(title), right, class_name="hd")
    return rx.el.section(
        heading, *children, class_name=f"card {class_name}".strip(), style=spanning(span)
    )


def spanning(columns: int) -> dict[str, str]:
    """Return the style of something that takes `columns` of the grid's 12."""
    return {"gridColumn": f"span {columns}"} if columns else {}


def choices(
    options: Mapping[str, str],
    chosen: rx.Var[str],
    on_pick: Callable[[str], EventType[()]],
    label: str,
    class_name: str = "",
) -> rx.Component:
    """Return a row of choices, one of which holds.

    Args:
        options: Words by key, in their order.
        chosen: The key that holds.
        on_pick: Makes the event for a key.
        label: What is chosen, for those who listen.
        class_name: Further classes.
    """
    return rx.el.div(
        *[
            rx.el.button(
                text,
                type="button",
                on_click=on_pick(key),
                aria_pressed=rx.cond(chosen == key, "true", "false"),
                class_name=rx.cond(chosen == key, "on", ""),
            )
            for key, text in options.items()
        ],
        class_name=f"seg {class_name}".strip(),
        role="group",
        aria_label=label,
    )


def skeleton(lines: int = 4) -> rx.Component:
    """Return grey bars in place of text; style sheets show them only after 200 ms."""
    widths = ("62%", "88%", "40%", "74%", "55%", "80%")
    bars = [rx.el.i(style={"width": widths[i % 6]}, class_name="sk") for i in range(lines)]
    return rx.el.div(
        *bars,
        rx.el.span(words.LOADING, class_name="sr"),
        class_name="skeleton",
        role="status",
        custom_attrs={"aria-busy": "true"},
    )


def empty(
    *children: Any, art: rx.Component, label: str, title: rx.Var[str] | str, body: str
) -> rx.Component:
    """Return what stands where nothing is yet.

    Args:
        *children: One button, perhaps with how much is needed.
        art: A drawing made of the chart's own parts.
        label: Where this is.
        title: What is there so far and what comes next.
        body: What will appear and what it needs.
    """
    return rx.el.section(
        rx.el.div(art, class_name="art"),
        rx.el.p(label, class_name="cap"),
        rx.el.h2(title, class_name="big st-t"),
        rx.el.p(body, class_name="mut st-b"),
        rx.el.div(*children, class_name="row wrap st-a"),
        class_name="card st",
    )


def failed(failure: rx.Var[Failure], *children: Any) -> rx.Component:
    """Return what went wrong: plain words, what is safe, ways on, the raw code small at the end.

    Args:
        failure: Drawn only while its title is not empty.
        *children: Buttons that lead on.
    """
    return rx.cond(
        failure.title != "",
        rx.el.section(
            rx.el.p(icon("warn"), failure.where, class_name="row st-w"),
            rx.el.h2(failure.title, class_name="say"),
            rx.el.p(failure.body, class_name="mut st-b"),
            rx.el.div(*children, class_name="row wrap st-a"),
            rx.cond(failure.code != "", rx.el.p(failure.code, class_name="cap")),
            class_name="card failed",
            role="alert",
        ),
    )


def progress(job: rx.Var[Progress], on_cancel: EventType[()] | None = None) -> rx.Component:
    """Return long work: a bar, counts, and a way to stop it.

    Args:
        job: The work.
        on_cancel: Stops it; without it no button is drawn.
    """
    bar = rx.el.div(
        rx.el.i(style={"width": f"{job.percent}%"}),
        class_name="prog",
        role="progressbar",
        aria_label=job.title,
        custom_attrs={
            "aria-valuemin": "0",
            "aria-valuemax": "100",
            "aria-valuenow": job.percent.to_string(),
        },
    )
    stop = rx.fragment()
    if on_cancel is not None:
        stop = rx.cond(job.is_running, button(words.CANCEL, on_click=on_cancel))
    return rx.el.div(
        rx.el.div(
            rx.el.div(
                rx.el.p(job.title, class_name="job-t"),
                rx.el.p(job.note, class_name="cap num"),
                class_name="grow",
            ),
            stop,
            class_name="row",
        ),
        bar,
        class_name="job",
    )


def way(text: str, href: str, *, kind: str = "") -> rx.Component:
    """Return a large link that looks like a button."""
    return link_button(text, href=href, kind=kind, size="l")
