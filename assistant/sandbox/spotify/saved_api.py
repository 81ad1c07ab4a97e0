"""What a listener saved and heard most: `/me/library` and `/me/top` of the Web API."""

import re

from assistant.sandbox.http import Handler, Reply, Request, json_reply
from assistant.sandbox.spotify import shapes
from assistant.sandbox.spotify.guard import Caller, Refused, number

_MAX_URIS = 40
_URI = re.compile(r"spotify:(?:track|album|artist|episode|show|playlist):[0-9A-Za-z]{1,64}")
_RANGES = ("short_term", "medium_term", "long_term")


class ListenerApi:
    """Saved things by URI, whatever their kind; there is no list of them."""

    def table(self) -> list[tuple[str, str, Handler]]:
        return [
            ("GET", "/v1/me/library/contains", self.contains),
            ("PUT", "/v1/me/library", self.save),
            ("DELETE", "/v1/me/library", self.remove),
            ("GET", "/v1/me/top/{kind}", self.top),
        ]

    def contains(self, caller: Caller, request: Request) -> Reply:
        caller.needs("user-library-read")
        return json_reply(200, [uri in caller.user.saved for uri in _uris(request)])

    def save(self, caller: Caller, request: Request) -> Reply:
        caller.needs("user-library-modify")
        caller.user.saved.update(_uris(request))
        return Reply(200)

    def remove(self, caller: Caller, request: Request) -> Reply:
        caller.needs("user-library-modify")
        caller.user.saved.difference_update(_uris(request))
        return Reply(200)

    def top(self, caller: Caller, request: Request, kind: str) -> Reply:
        caller.needs("user-top-read")
        if kind not in ("tracks", "artists"):
            raise Refused(404, "Service not found")
        if request.param("time_range") not in (None, *_RANGES):
            raise Refused(400, "Invalid time range")
        limit, offset = number(request, "limit", 20, 1, 50), number(request, "offset", 0, 0, 1000)
        heard = caller.user.top
        if kind == "tracks":
            found = [shapes.track(track) for track in heard]
        else:
            names = dict.fromkeys(name for track in heard for name in track.artists)
            found = [shapes.artist(name) for name in names]
        url = f"http://{request.headers.get('host', '')}{request.path}"
        return json_reply(200, shapes.page(found, url, limit, offset))


def _uris(request: Request) -> list[str]:
    written = [uri for part in request.query.get("uris", []) for uri in part.split(",")]
    if not 1 <= len(written) <= _MAX_URIS:
        raise Refused(400, f"uris must hold 1 to {_MAX_URIS}")
    if not all(_URI.fullmatch(uri) for uri in written):
        raise Refused(400, "Invalid uri")
    return written
