"""A listener with a small library of songs whose words say their mood, for the pages' tests."""

from collections.abc import Callable
from uuid import UUID

import pytest

from assistant.core.actor import Actor
from assistant.song_moods import service as song_moods
from assistant.song_moods.schemas import PasteIn
from tests.support.app import App

WORDS = {
    "happy": "happy happy happy happy happy and a little sad",
    "sad": "sad sad sad sad sad sad and so it goes",
    "angry": "angry angry angry angry angry at the wall",
    "relaxed": "relaxed relaxed relaxed relaxed relaxed by the sea",
}
Plant = Callable[..., UUID]


@pytest.fixture
def mara(app: App) -> Actor:
    """A listener in Berlin, where it is 13:00."""
    return app.person("mara", time_zone="Europe/Berlin")


@pytest.fixture
def plant(app: App, mara: Actor) -> Plant:
    """Paste a song and have it indexed; its id."""

    def paste(title: str, words: str, artist: str = "", actor: Actor = mara) -> UUID:
        data = PasteIn(title=title, artist=artist or f"Band of {title}", lyrics=words)
        parts = app.container
        made = song_moods.paste_and_score(parts.open_uow, parts.engine, parts.stamps, actor, data)
        app.apply_index()
        return made.track.id

    return paste


@pytest.fixture
def shelf(plant: Plant) -> dict[str, list[UUID]]:
    """Three songs of each mood."""
    return {
        mood: [plant(f"{mood} {n}", f"{words}\nline {n}") for n in range(3)]
        for mood, words in WORDS.items()
    }
