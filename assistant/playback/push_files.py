"""A queue as a file that players read: M3U, JSPF or CSV; pure."""

import csv
import io
import json
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.core.cells import plain_cell
from assistant.playback.push_schemas import FileFormat

MEDIA_TYPES: dict[FileFormat, str] = {
    "m3u": "audio/x-mpegurl; charset=utf-8",
    "jspf": "application/jspf+json",
    "csv": "text/csv; charset=utf-8",
}


@dataclass(frozen=True, slots=True)
class FileSong:
    """A song as a file names it."""

    title: str
    artist: str
    album: str | None = None
    duration_ms: int | None = None
    isrc: str | None = None
    spotify_id: str | None = None
    mbid: str | None = None


def write(form: FileFormat, name: str, songs: Sequence[FileSong]) -> str:
    """The whole file.

    Args:
        form: which kind.
        name: of the playlist.
        songs: in order.
    """
    return {"m3u": _m3u, "jspf": _jspf, "csv": _csv}[form](name, songs)


def _m3u(name: str, songs: Sequence[FileSong]) -> str:
    lines = ["#EXTM3U", f"#PLAYLIST:{name}"]
    for song in songs:
        shown = _one_line(f"{song.artist} - {song.title}")
        seconds = -1 if song.duration_ms is None else round(song.duration_ms / 1000)
        place = f"spotify:track:{song.spotify_id}" if song.spotify_id else shown.lstrip("#")
        lines += [f"#EXTINF:{seconds},{shown}", place]
    return "\n".join(lines) + "\n"


def _jspf(name: str, songs: Sequence[FileSong]) -> str:
    tracks = []
    for song in songs:
        names = {
            "title": song.title, "creator": song.artist, "album": song.album,
            "duration": song.duration_ms, "identifier": _identifiers(song),
        }  # fmt: skip
        tracks.append({key: value for key, value in names.items() if value})
    body = {"playlist": {"title": name, "creator": "Attune", "track": tracks}}
    return json.dumps(body, ensure_ascii=False, indent=2) + "\n"


def _identifiers(song: FileSong) -> list[str]:
    known = {
        "https://musicbrainz.org/recording/": song.mbid,
        "spotify:track:": song.spotify_id,
        "isrc:": song.isrc,
    }
    return [prefix + value for prefix, value in known.items() if value]


def _csv(_name: str, songs: Sequence[FileSong]) -> str:
    out = io.StringIO()
    rows = csv.writer(out, lineterminator="\r\n")
    rows.writerow(["position", "title", "artist", "album", "duration_ms", "isrc", "spotify_id"])
    for position, song in enumerate(songs, start=1):
        texts = [plain_cell(text) for text in (song.title, song.artist, song.album or "")]
        length = "" if song.duration_ms is None else song.duration_ms
        rows.writerow([position, *texts, length, song.isrc or "", song.spotify_id or ""])
    return out.getvalue()


def _one_line(text: str) -> str:
    return " ".join(text.split())
