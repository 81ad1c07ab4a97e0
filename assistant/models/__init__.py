"""All tables, one module a feature; importing this package registers them with the metadata."""

from assistant.models import (
    accounts,
    catalogue,
    connections,
    imports,
    index,
    jobs,
    library,
    listens,
    lyrics,
    moods,
    playback,
    recommendations,
    song_moods,
)

__all__ = [
    "accounts",
    "catalogue",
    "connections",
    "imports",
    "index",
    "jobs",
    "library",
    "listens",
    "lyrics",
    "moods",
    "playback",
    "recommendations",
    "song_moods",
]
