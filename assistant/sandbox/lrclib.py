"""An LRCLIB in memory that speaks contracts/lyrics.md; `python -m assistant.sandbox.lrclib`."""

import argparse
import json
import re
import sys
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

from assistant.sandbox.base import Sandbox
from assistant.sandbox.faults import Fault
from assistant.sandbox.http import Reply, Request, Route, json_reply
from assistant.sandbox.server import SandboxServer

_MAX_FOUND = 20
_TOLERANCE_S = 2


@dataclass(frozen=True, slots=True)
class LrclibEntry:
    """One record that the sandbox keeps."""

    id: int
    track_name: str
    artist_name: str
    duration_s: float
    album_name: str = ""
    plain: str | None = None
    synced: str | None = None
    instrumental: bool = False

    @classmethod
    def of(cls, entry: Mapping[str, Any], default_id: int) -> Self:
        """Read {track_name, artist_name, duration_s, [album_name], [plain], [synced], …}."""
        return cls(**{"id": default_id, **entry})

    def as_sent(self) -> dict[str, Any]:
        """The record as LRCLIB words it."""
        return {
            "id": self.id,
            "name": self.track_name,
            "trackName": self.track_name,
            "artistName": self.artist_name,
            "albumName": self.album_name,
            "duration": self.duration_s,
            "instrumental": self.instrumental,
            "plainLyrics": self.plain,
            "syncedLyrics": self.synced,
        }


class LrclibSandbox(Sandbox):
    """LRCLIB, in memory; base URL is the server's `url` + "/api".

    Args:
        entries: the records it keeps; append to `entries` to add one later.
    """

    name = "lrclib"

    def __init__(self, entries: Iterable[LrclibEntry] = ()) -> None:
        super().__init__()
        self.entries = list(entries)
        self._routes = [
            Route("GET", "/api/get", self.get),
            Route("GET", "/api/get/{record_id}", self.get_by_id),
            Route("GET", "/api/search", self.search),
        ]

    @classmethod
    def from_file(cls, path: Path) -> Self:
        """Load a JSON list of records (`LrclibEntry.of`)."""
        entries = json.loads(path.read_text(encoding="utf-8"))
        return cls(LrclibEntry.of(entry, at) for at, entry in enumerate(entries, start=1))

    def get(self, request: Request) -> Reply:
        title, artist = request.param("track_name"), request.param("artist_name")
        if not title or not artist:
            return _invalid("track_name and artist_name are required")
        written = request.param("duration")
        if written is not None and not (
            re.fullmatch(r"[0-9]{1,4}", written) and 1 <= int(written) <= 3600
        ):
            return _invalid("duration must be from 1 to 3600")
        album = request.param("album_name")
        for entry in self.entries:
            if (
                _plain(entry.track_name) == _plain(title)
                and _plain(entry.artist_name) == _plain(artist)
                and (album is None or _plain(entry.album_name) == _plain(album))
                and (written is None or abs(entry.duration_s - int(written)) <= _TOLERANCE_S)
            ):
                return json_reply(200, entry.as_sent())
        return _not_found()

    def get_by_id(self, _: Request, record_id: str) -> Reply:
        for entry in self.entries:
            if str(entry.id) == record_id:
                return json_reply(200, entry.as_sent())
        return _not_found()

    def search(self, request: Request) -> Reply:
        q, title = request.param("q"), request.param("track_name")
        if not q and not title:
            return _invalid("q or track_name is required")
        wanted = {
            "everything": q,
            "title": title,
            "artist": request.param("artist_name"),
            "album": request.param("album_name"),
        }
        found = [entry for entry in self.entries if _has_words(entry, wanted)]
        return json_reply(200, [entry.as_sent() for entry in found[:_MAX_FOUND]])

    def routes(self) -> Sequence[Route]:
        return self._routes

    def refusals(self) -> Mapping[str, Callable[[Fault], Reply]]:
        return {
            "not_found": lambda _: _not_found(),
            "rate_limited": lambda fault: json_reply(
                429,
                {"message": "Too many requests", "name": "TooManyRequests", "statusCode": 429},
                **({"Retry-After": str(fault.retry_after_s)} if fault.retry_after_s else {}),
            ),
            "server_error": lambda _: Reply(
                502, b"<html>Bad gateway</html>", {"Content-Type": "text/html"}
            ),
        }

    def unknown_path(self, _: Request) -> Reply:
        return Reply(404, b"not found", {"Content-Type": "text/plain"})

    def wrong_method(self, _: Request, allowed: list[str]) -> Reply:
        return Reply(405, headers={"Allow": ", ".join(allowed)})


def _has_words(entry: LrclibEntry, wanted: Mapping[str, str | None]) -> bool:
    fields = {"title": entry.track_name, "artist": entry.artist_name, "album": entry.album_name}
    fields["everything"] = " ".join(fields.values())
    return all(
        word in _plain(fields[name])
        for name, words in wanted.items()
        for word in _plain(words or "").split()
    )


def _plain(text: str) -> str:
    split = unicodedata.normalize("NFKD", text.casefold())
    bare = "".join(c for c in split if not unicodedata.combining(c))
    return " ".join(re.sub(r"[^\w\s]", " ", bare).split())


def _not_found() -> Reply:
    body = {
        "message": "Failed to find specified track",
        "name": "TrackNotFound",
        "statusCode": 404,
    }
    return json_reply(404, body)


def _invalid(message: str) -> Reply:
    return json_reply(400, {"message": message, "name": "ValidationError", "statusCode": 400})


def main() -> None:
    """Read the command line and serve until interrupted."""
    parser = argparse.ArgumentParser(prog="assistant.sandbox.lrclib", description=__doc__)
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--catalogue", type=Path)
    asked = parser.parse_args()
    sandbox = LrclibSandbox.from_file(asked.catalogue) if asked.catalogue else LrclibSandbox()
    server = SandboxServer(sandbox, asked.host, asked.port)
    sys.stdout.write(f"LRCLIB sandbox on {server.url}/api\n")
    sys.stdout.flush()
    server.run()


if __name__ == "__main__":
    main()
