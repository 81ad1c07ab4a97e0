"""The catalogue that the sandbox of Spotify has when it runs beside Attune: the sample songs."""

import json
from pathlib import Path

from assistant.sample.songs import load_songs
from assistant.sandbox.spotify import spotify_id


def write_sample_catalogue(path: Path) -> None:
    """Write the sample songs as the sandbox reads them."""
    rows = [
        {
            "id": spotify_id("track", song.key),
            "name": song.title,
            "artists": list(song.artists),
            "album": song.album,
            "duration_ms": song.duration_ms,
            "explicit": song.explicit,
        }
        for song in load_songs()
    ]
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    path.write_text(json.dumps(rows, ensure_ascii=False), "utf-8")
