"""MusicBrainz, the Cover Art Archive and ListenBrainz' lookup in memory, in the shapes they send.

One server plays all three: `/ws/2/…`, `/release/…/front-500` (which leads on to another address,
as the archive's does) and `/1/metadata/lookup/`. Who does not say who they are is refused.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from assistant.core.music_names import artist_key, title_key
from assistant.sandbox.base import Sandbox
from assistant.sandbox.faults import Fault
from assistant.sandbox.http import Reply, Request, Route, json_reply


@dataclass(slots=True)
class KnownRecording:
    """One recording that the sandbox knows, with one release."""

    mbid: str
    title: str
    artist: str
    length: int | None = None
    isrcs: list[str] = field(default_factory=list)
    genres: list[str] = field(default_factory=list)
    date: str = ""
    release_mbid: str = ""
    release_title: str = ""

    def as_sent(self) -> dict[str, Any]:
        """The recording as MusicBrainz words it."""
        release = {
            "id": self.release_mbid, "title": self.release_title, "status": "Official",
            "date": self.date,
        }  # fmt: skip
        return {
            "id": self.mbid, "title": self.title, "length": self.length, "video": False,
            "first-release-date": self.date, "isrcs": self.isrcs,
            "artist-credit": [{"name": self.artist, "joinphrase": "", "artist": {
                "id": self.mbid, "name": self.artist, "sort-name": self.artist,
            }}],
            "genres": [
                {"id": self.mbid, "name": name, "count": 9 - place, "disambiguation": ""}
                for place, name in enumerate(self.genres)
            ],
            "tags": [], "releases": [release] if self.release_mbid else [],
        }  # fmt: skip


class MusicBrainzSandbox(Sandbox):
    """MusicBrainz in memory; the server's `url` is the base of all three services.

    Args:
        known: its recordings.
        covers: a file and its media type, by release.
        looks_up: whether ListenBrainz' lookup knows the recordings, too.
    """

    name = "musicbrainz"

    def __init__(
        self, known: Sequence[KnownRecording] = (),
        covers: Mapping[str, tuple[bytes, str]] | None = None, *, looks_up: bool = True,
    ) -> None:  # fmt: skip
        super().__init__()
        self.known, self.covers = list(known), dict(covers or {})
        self.looks_up = looks_up
        self._routes = [
            Route("GET", "/ws/2/recording", self._named(self.search)),
            Route("GET", "/ws/2/recording/{mbid}", self._named(self.recording)),
            Route("GET", "/ws/2/isrc/{isrc}", self._named(self.isrc)),
            Route("GET", "/1/metadata/lookup/", self._named(self.lookup)),
            Route("GET", "/release/{mbid}/front-500", self._named(self.front)),
            Route("GET", "/download/{mbid}", self._named(self.download)),
        ]

    def recording(self, _: Request, mbid: str) -> Reply:
        """One recording, whole."""
        found = next((one for one in self.known if one.mbid == mbid), None)
        return _not_found() if found is None else json_reply(200, found.as_sent())

    def isrc(self, _: Request, isrc: str) -> Reply:
        """The recordings of an ISRC."""
        found = [one.as_sent() for one in self.known if isrc in one.isrcs]
        return json_reply(200, {"isrc": isrc, "recordings": found}) if found else _not_found()

    def search(self, request: Request) -> Reply:
        """Recordings with the first word of the title, as a search engine gives too many."""
        words = re.findall(r"\w+", request.param("query") or "")
        first = words[1].casefold() if len(words) > 1 else ""
        found = [one.as_sent() for one in self.known if one.title.casefold().startswith(first)]
        return json_reply(200, {"count": len(found), "offset": 0, "recordings": found})

    def lookup(self, request: Request) -> Reply:
        """What ListenBrainz' mapper says of names."""
        title, artist = request.param("recording_name"), request.param("artist_name")
        for one in self.known if self.looks_up else ():
            if (title_key(one.title), artist_key(one.artist)) == (
                title_key(title or ""), artist_key(artist or ""),
            ):  # fmt: skip
                return json_reply(200, {
                    "recording_mbid": one.mbid, "recording_name": one.title,
                    "artist_credit_name": one.artist, "release_mbid": one.release_mbid,
                })  # fmt: skip
        return json_reply(200, {})

    def front(self, _: Request, mbid: str) -> Reply:
        """Where the front cover of a release lies."""
        if mbid not in self.covers:
            return Reply(404, b"<html>No cover art found</html>", {"Content-Type": "text/html"})
        return Reply(307, b"", {"Location": f"/download/{mbid}"})

    def download(self, _: Request, mbid: str) -> Reply:
        """The cover itself."""
        data, kind = self.covers[mbid]
        return Reply(200, data, {"Content-Type": kind})

    def routes(self) -> Sequence[Route]:
        return self._routes

    def refusals(self) -> Mapping[str, Callable[[Fault], Reply]]:
        words = {"error": "Your requests are exceeding the allowable rate limit."}

        def slow_down(status: int) -> Callable[[Fault], Reply]:
            def reply(fault: Fault) -> Reply:
                wait = {"Retry-After": str(fault.retry_after_s)} if fault.retry_after_s else {}
                return json_reply(status, words, **wait)

            return reply

        return {
            "rate_limited": slow_down(429),
            "slow_down": slow_down(503),
            "server_error": lambda _: Reply(502, b"<html>", {"Content-Type": "text/html"}),
        }

    def unknown_path(self, _: Request) -> Reply:
        return _not_found()

    def wrong_method(self, _: Request, allowed: list[str]) -> Reply:
        return Reply(405, headers={"Allow": ", ".join(allowed)})

    def _named(self, handler: Callable[..., Reply]) -> Callable[..., Reply]:
        """Refuse who does not say who they are."""

        def answer(request: Request, **segments: str) -> Reply:
            if not re.match(r"\w+/[\w.]+.*\(.+\)", request.headers.get("user-agent", "")):
                return json_reply(403, {"error": "Say who you are."})
            return handler(request, **segments)

        return answer


def _not_found() -> Reply:
    return json_reply(404, {"error": "Not Found", "help": "https://musicbrainz.org/doc/API"})
