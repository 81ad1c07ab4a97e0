"""Owns ways to choose: the segmented picker, one of several, several of many."""

from typing import Any

import reflex as rx

from ui.models import Choice


def segmented(
    options: dict[str, str], value: rx.Var[str], on_pick: Any, label: str
) -> rx.Component:
    """Return a segmented picker, such as the period of all charts.

    Args:
        options: Key → words.
        value: The key that is picked.
        on_pick: Handler that gets the key.
        label: Its name for those who listen.
    """
    return rx.el.div(
        *[_pressed(text, key, value, on_pick, "") for key, text in options.items()],
        class_name="seg",
        role="group",
        aria_label=label,
    )


def one_of(options: dict[str, str], value: rx.Var[str], on_pick: Any) -> list[rx.Component]:
    """Return one rounded button for each option; the picked one is filled."""
    return [_pressed(text, key, value, on_pick, "opt ") for key, text in options.items()]


def _pressed(text: str, key: str, value: rx.Var[str], on_pick: Any, base: str) -> rx.Component:
    """Return a button that says whether it is pressed."""
    return rx.el.button(
        text,
        type="button",
        on_click=on_pick(key),
        aria_pressed=rx.cond(value == key, "true", "false"),
        class_name=rx.cond(value == key, f"{base}on", base.strip()),
    )


def many_of(choices: rx.Var[list[Choice]], on_toggle: Any, label: str) -> rx.Component:
    """Return chips of which several may be on.

    Args:
        choices: What can be picked and what is.
        on_toggle: Handler that gets a choice's key.
        label: The group's visible heading.
    """
    return rx.el.fieldset(
        rx.el.legend(label),
        rx.el.div(
            rx.foreach(
                choices,
                lambda choice: rx.el.button(
                    choice.label,
                    type="button",
                    on_click=on_toggle(choice.key),
                    aria_pressed=rx.cond(choice.on, "true", "false"),
                    class_name=rx.cond(choice.on, "opt s on", "opt s"),
                ),
            ),
            class_name="row wrap picks",
        ),
    )
