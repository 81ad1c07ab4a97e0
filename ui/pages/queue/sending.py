"""Owns the card that sends the queue: where to, how far, song by song."""

from typing import Any

import reflex as rx

from ui import routes
from ui.components.buttons import button, link_button
from ui.components.card import card
from ui.components.choose import segmented
from ui.components.native_link import native_link
from ui.components.panels import failure_card
from ui.pages.queue.models import Device
from ui.pages.queue.push import PushState
from ui.pages.queue.state import QueueState
from ui.text.en import common
from ui.text.en import queue as words


def sending() -> rx.Component:
    """Return the card that sends the queue."""
    return card(
        words.SEND,
        segmented(words.TARGETS, PushState.target, PushState.choose_target, words.TARGET),
        rx.cond(
            PushState.is_connected | (PushState.target == "file"),
            rx.fragment(
                rx.el.p(PushState.target_note, class_name="cap"),
                rx.cond(PushState.target == "spotify_queue", _players()),
                rx.cond(PushState.push.job_id != "", _progress()),
                _buttons(),
                rx.el.p(words.ONCE, class_name="cap"),
            ),
            _connect(),
        ),
        aside=rx.cond(PushState.is_sandbox, rx.el.span(common.SANDBOX, class_name="badge")),
        class_name="sending",
    )


def send_button(**props: Any) -> rx.Component:
    """Return the button that sends the queue: how many songs, or what is left after a sending."""
    said = [
        (key, rx.fragment(before, " ", QueueState.rows.length(), " ", after))
        for key, (before, after) in words.SEND_BUTTONS.items()
    ]
    first = rx.match(PushState.target, *said, rx.fragment())
    return button(
        rx.cond(PushState.send_text != "", PushState.send_text, first),
        kind="p",
        class_name="grow",
        on_click=PushState.send,
        disabled=(QueueState.rows.length() == 0) | PushState.is_all_sent,
        **props,
    )


def failure() -> rx.Component:
    """Return why sending stopped, with other ways to keep the queue."""
    return failure_card(
        PushState.push_failure,
        rx.cond(
            PushState.waiting > 0,
            button(PushState.rest_text, kind="p", size="l", on_click=PushState.send_rest),
        ),
        button(words.AS_PLAYLIST, size="l", on_click=PushState.send_as("spotify_playlist")),
        button(words.AS_FILE, size="l", on_click=PushState.send_as("file")),
    )


def _connect() -> rx.Component:
    """Return what is said while Spotify is not connected."""
    return rx.el.div(
        rx.el.p(words.NOT_CONNECTED, class_name="strong"),
        rx.el.p(words.NOT_CONNECTED_BODY, class_name="cap"),
        link_button(words.CONNECT, href=routes.CONNECTIONS),
        class_name="fields",
    )


def _players() -> rx.Component:
    """Return the choice of the player: whichever plays now, or one that Spotify names."""

    def option(device: rx.Var[Device]) -> rx.Component:
        return rx.el.option(device.name, value=device.id)

    look = button(
        rx.cond(PushState.has_looked, words.LOOK_AGAIN, words.LOOK),
        kind="q",
        size="sm",
        on_click=PushState.look_for_devices,
        disabled=PushState.is_looking,
    )
    return rx.el.div(
        rx.el.label(words.PLAYER, html_for="player"),
        rx.el.select(
            rx.el.option(words.PLAYER_ACTIVE, value=""),
            rx.foreach(PushState.devices, option),
            id="player",
            value=PushState.device_id,
            on_change=PushState.choose_device,
        ),
        rx.cond(
            PushState.has_looked & (PushState.devices.length() == 0),
            rx.el.p(words.NO_PLAYER, class_name="cap", role="status"),
        ),
        look,
        class_name="field players",
    )


def _progress() -> rx.Component:
    """Return how far it is: a mark for each song, and the counts."""

    def fact(name: rx.Var[str] | str, value: rx.Var[int]) -> rx.Component:
        return rx.cond(value > 0, rx.fragment(rx.el.dt(name), rx.el.dd(value)))

    def mark(kind: rx.Var[str]) -> rx.Component:
        return rx.el.i(class_name=f"pm {kind}")

    return rx.el.div(
        rx.el.p(
            rx.el.b(PushState.sent_text),
            rx.el.span(" ", PushState.sent_to, class_name="mut"),
            role="status",
        ),
        rx.el.div(
            rx.foreach(PushState.push.marks, mark),
            class_name="marks",
            role="img",
            aria_label=PushState.sent_spoken,
        ),
        rx.el.dl(
            fact(PushState.seen_text, PushState.seen),
            fact(words.UNSEEN, PushState.unseen),
            fact(words.MISSING, PushState.missing),
            fact(words.UNCERTAIN, PushState.uncertain),
            fact(words.REFUSED, PushState.refused),
            fact(words.WAITING, PushState.waiting),
            class_name="kv",
        ),
        rx.cond(
            (PushState.uncertain > 0) & ~PushState.push.is_running,
            rx.el.div(
                rx.el.p(words.UNCERTAIN_BODY, class_name="cap"),
                button(words.RETRY_UNCERTAIN, on_click=PushState.retry_uncertain),
                class_name="fields",
            ),
        ),
        rx.cond(
            (PushState.unseen + PushState.uncertain > 0)
            & ~PushState.push.is_running
            & (PushState.push.target == "spotify_queue"),
            button(words.CHECK, kind="q", size="sm", on_click=PushState.check),
        ),
        class_name="fields",
    )


def _buttons() -> rx.Component:
    """Return what can be done now: send, send the rest, stop, download."""
    idle = rx.cond(
        (PushState.waiting > 0) & (PushState.push.target == PushState.target),
        button(PushState.rest_text, kind="p", class_name="grow", on_click=PushState.send_rest),
        send_button(),
    )
    return rx.el.div(
        rx.cond(PushState.push.is_running, button(words.STOP, on_click=PushState.stop), idle),
        rx.cond(
            PushState.push.file_href != "",
            native_link(
                words.DOWNLOAD, href=PushState.push.file_href, class_name="btn", download=True
            ),
        ),
        rx.cond(
            PushState.push.playlist_href != "",
            native_link(words.OPEN_PLAYLIST, href=PushState.push.playlist_href, class_name="btn"),
        ),
        class_name="row wrap",
    )
