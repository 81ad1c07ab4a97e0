"""SCAFFOLDING, to be deleted when states call services: sample values to look at pages with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ui.models import NowPlaying

if TYPE_CHECKING:
    from ui.state import AppState


def fill_frame(state: AppState) -> None:
    """Give the frame a listener, a sample library and a current queue."""
    state.user_name = "Mara"
    state.is_signed_in = True
    state.is_admin = True
    state.sample_songs = 96
    state.is_sandbox = True
    state.mood_now = "angry"
    state.strip = NowPlaying(
        track_id="demo",
        title="Kite on the Ring Road",
        artist="Marisol Venn",
        cover_url="/favicon.svg",
        mood="happy",
        mood_label="Happy",
        percent=52,
        place="3 of 8",
    )
