"""Owns the pages about the listener: profile, settings, ways in, data."""

import reflex as rx

from ui.pages.me import data_parts, parts, security_parts, settings_parts, tastes_parts
from ui.pages.me.data_state import DataState
from ui.pages.me.linked import linked
from ui.pages.me.section import section
from ui.pages.me.sessions import password, sessions
from ui.pages.me.settings_state import SettingsState
from ui.pages.me.state import MeState
from ui.pages.me.tastes_state import TastesState
from ui.pages.me.tokens import tokens
from ui.pages.me.ways_in import WaysInState
from ui.state import AppState


def profile_page() -> rx.Component:
    """Return what the listener says about themselves and likes to hear."""
    return section(
        [parts.profile()],
        [tastes_parts.tastes(), tastes_parts.queues(), parts.more()],
        current="profile",
        is_loading=MeState.is_loading,
        on_undo=TastesState.undo,
    )


def settings_page() -> rx.Component:
    """Return how Attune looks and behaves for the listener."""
    return section(
        [settings_parts.look(), settings_parts.music()],
        [
            settings_parts.playback(),
            rx.cond(~AppState.is_sample_listener, settings_parts.notifications()),
            rx.cond(~AppState.is_sample_listener, settings_parts.privacy()),
        ],
        current="settings",
        is_loading=SettingsState.is_loading,
        on_undo=SettingsState.undo,
    )


def security_page() -> rx.Component:
    """Return the ways into the account; of the sample listener's there are none."""
    own = ~AppState.is_sample_listener
    return section(
        [sessions(), rx.cond(own, password()), rx.cond(own, linked())],
        [security_parts.security(), rx.cond(own, tokens())],
        current="security",
        is_loading=WaysInState.is_loading,
    )


def data_page() -> rx.Component:
    """Return what happened in the account, and the ways to take everything along or away."""
    return section(
        [data_parts.data()],
        [data_parts.activity()],
        current="data",
        is_loading=DataState.is_loading,
    )
