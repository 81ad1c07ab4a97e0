"""Owns the cards of the section of settings."""

from typing import Any

import reflex as rx
from reflex.style import set_color_mode

from ui.components.card import card
from ui.components.range_field import range_field
from ui.components.settings import switch
from ui.layouts.identity import theme_choice
from ui.pages.me.settings_state import SettingsState
from ui.state import AppState
from ui.text.en import common
from ui.text.en import settings as words


def look() -> rx.Component:
    """Return theme, language and time zone."""
    theme = rx.el.div(
        rx.el.p(common.THEME, class_name="strong"),
        theme_choice(lambda key: [set_color_mode(key), SettingsState.choose_theme(key)]),
        rx.el.p(words.THEME_BODY, class_name="cap"),
        class_name="field",
    )
    own = rx.fragment(
        _choice(
            "language", words.LANGUAGE, words.LANGUAGE_BODY,
            rx.foreach(SettingsState.languages, _language),
            value=SettingsState.language, on_change=SettingsState.choose_language,
        ),
        _choice(
            "time-zone", words.TIME_ZONE, words.TIME_ZONE_BODY,
            rx.foreach(SettingsState.time_zones, lambda name: rx.el.option(name, value=name)),
            value=SettingsState.time_zone, on_change=SettingsState.choose_time_zone,
        ),
    )  # fmt: skip
    sample = rx.el.p(words.LOOK_SAMPLE, class_name="cap")
    return card(
        words.LOOK,
        rx.el.div(theme, rx.cond(AppState.is_sample_listener, sample, own), class_name="fields"),
    )


def music() -> rx.Component:
    """Return what queues may hold, and what is asked before and after them."""
    hidden = _flip("sample_hidden", SettingsState.sample_hidden)
    return card(
        words.MUSIC,
        rx.el.div(
            _flip("explicit_ok", SettingsState.explicit_ok),
            rx.cond(AppState.has_sample & ~AppState.is_sample_listener, hidden),
            _flip("prompts", SettingsState.prompts),
            class_name="fields",
        ),
    )


def playback() -> rx.Component:
    """Return how queues go on and into each other."""
    return card(
        words.PLAYBACK,
        rx.el.div(
            rx.el.p(words.PLAYBACK_BODY, class_name="cap"),
            _flip("autoplay", SettingsState.autoplay),
            range_field(
                "crossfade", words.CROSSFADE, words.CROSSFADE_BODY,
                ends=words.CROSSFADE_ENDS, value=SettingsState.crossfade_s,
                bounds=(0, 12, 1), unit=words.SECONDS, on_settle=SettingsState.choose_crossfade,
            ),
            class_name="fields",
        ),
    )  # fmt: skip


def notifications() -> rx.Component:
    """Return which mails the listener wants."""
    return card(
        words.NOTIFICATIONS,
        rx.el.div(
            rx.el.p(words.NOTIFICATIONS_BODY, class_name="cap"),
            _flip("finished", SettingsState.finished),
            _flip("weekly", SettingsState.weekly),
            class_name="fields",
        ),
    )


def privacy() -> rx.Component:
    """Return what others here may see."""
    return card(
        words.PRIVACY,
        rx.el.div(
            rx.el.p(words.PRIVACY_BODY, class_name="cap"),
            _flip("public_profile", SettingsState.public_profile),
            _flip("listening_activity", SettingsState.listening_activity),
            class_name="fields",
        ),
    )


def _flip(name: str, is_on: rx.Var[bool]) -> rx.Component:
    """Return one switch with its sentence."""
    title, body = words.SWITCHES[name]
    return switch(
        title, body, is_on, lambda on: SettingsState.flip(name, on), name.replace("_", "-")
    )


def _language(code: rx.Var[str]) -> rx.Component:
    return rx.el.option(rx.match(code, *words.DASHBOARD_LANGUAGES.items(), code), value=code)


def _choice(name: str, label: str, hint: str, options: Any, **props: Any) -> rx.Component:
    return rx.el.div(
        rx.el.label(label, html_for=name),
        rx.el.select(options, id=name, custom_attrs={"aria-describedby": f"{name}-hint"}, **props),
        rx.el.p(hint, id=f"{name}-hint", class_name="cap"),
        class_name="field",
    )
