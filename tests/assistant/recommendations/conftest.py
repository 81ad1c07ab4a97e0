"""A small library of songs whose words say their mood."""

from collections.abc import Callable
from uuid import UUID

import pytest

from assistant.core.actor import Actor
from assistant.song_moods import service as song_moods
from assistant.song_moods.schemas import PasteIn
from tests.support.app import App

Plant = Callable[..., UUID]


@pytest.fixture
def plant() -> Plant:
    """Paste a song as somebody and have it indexed."""

    def paste(app: App, actor: Actor, title: str, words: str, artist: str = "") -> UUID:
        data = PasteIn(title=title, artist=artist or f"Band of {title}", lyrics=words)
        container = app.container
        made = song_moods.paste_and_score(
            container.open_uow, container.engine, container.stamps, actor, data
        )
        return made.track.id

    return paste
