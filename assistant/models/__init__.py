"""All tables, one module a feature; importing this package registers them with the metadata."""

from assistant.models import (
    accounts,
    audit,
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
    profile,
    recommendations,
    song_moods,
    takeout,
)

__all__ = [
    "accounts",
    "audit",
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
    "profile",
    "recommendations",
    "song_moods",
    "takeout",
]
