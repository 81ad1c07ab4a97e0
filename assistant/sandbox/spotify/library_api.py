"""The catalogue and playlist side of the Web API."""

import re
import unicodedata
from collections.abc import Sequence
from typing import Any

from assistant.sandbox.http import Handler, Reply, Request, Route, json_reply
from assistant.sandbox.spotify import shapes
from assistant.sandbox.spotify.guard import (
    MAX_URIS,
    Caller,
    Refused,
    guarded,
    json_body,
    number,
    track_uri,
    uris,
)
from assistant.sandbox.spotify.saved_api import ListenerApi
from assistant.sandbox.spotify.state import CatalogueTrack, Playlist, State, spotify_id

_FILTER = re.compile(r'\b(isrc|track|artist|album):(?:"([^"]*)"|(\S+))')
_MAX_ITEMS = 10_000


class LibraryApi:
    """Search, tracks, and playlists."""

    def __init__(self, state: State) -> None:
        self._state = state

    def routes(self) -> Sequence[Route]:
        table: list[tuple[str, str, Handler]] = [
            ("GET", "/v1/search", self.search),
            ("GET", "/v1/tracks/{track_id}", self.track),
            ("GET", "/v1/me/playlists", self.playlists),
            ("POST", "/v1/me/playlists", self.create_playlist),
            ("GET", "/v1/playlists/{playlist_id}/items", self.items),
            ("POST", "/v1/playlists/{playlist_id}/items", self.add_items),
            ("PUT", "/v1/playlists/{playlist_id}/items", self.replace_items),
            ("DELETE", "/v1/playlists/{playlist_id}/items", self.remove_items),
            *ListenerApi().table(),
        ]
        return [Route(method, path, guarded(self._state, do)) for method, path, do in table]

    def search(self, _: Caller, request: Request) -> Reply:
        q = request.param("q") or ""
        if not q.strip():
            raise Refused(400, "No search query")
        if request.param("type") != "track":
            raise Refused(400, "Bad search type field")
        limit = number(request, "limit", 5, 1, 10)
        offset = number(request, "offset", 0, 0, 1000)
        found = [shapes.track(t) for t in self._state.catalogue.values() if _matches(t, q)]
        return json_reply(200, {"tracks": shapes.page(found, _url(request), limit, offset)})

    def track(self, _: Caller, request: Request, track_id: str) -> Reply:  # noqa: ARG002 - a handler's form
        found = self._state.catalogue.get(track_id)
        if found is None:
            if not re.fullmatch(r"[0-9A-Za-z]{22}", track_id):
                raise Refused(400, "Invalid base62 id")
            raise Refused(404, "Non existing id")
        return json_reply(200, shapes.track(found))

    def playlists(self, caller: Caller, request: Request) -> Reply:
        caller.needs("playlist-read-private")
        limit = number(request, "limit", 20, 1, 50)
        offset = number(request, "offset", 0, 0, 100_000)
        own = [shapes.playlist(playlist) for playlist in caller.user.playlists]
        return json_reply(200, shapes.page(own, _url(request), limit, offset))

    def create_playlist(self, caller: Caller, request: Request) -> Reply:
        body = json_body(request)
        name, public = body.get("name"), body.get("public", True)
        description = body.get("description", "")
        if not isinstance(name, str) or not name.strip():
            raise Refused(400, "Missing required field: name")
        if not isinstance(public, bool) or not isinstance(description, str):
            raise Refused(400, "Wrong type of field")
        caller.needs("playlist-modify-public" if public else "playlist-modify-private")
        user = caller.user
        playlist = Playlist(
            id=spotify_id("playlist", user.id, str(len(user.playlists))),
            owner_id=user.id,
            name=name,
            public=public,
            description=description,
        )
        user.playlists.insert(0, playlist)
        return json_reply(201, shapes.playlist(playlist))

    def items(self, caller: Caller, request: Request, playlist_id: str) -> Reply:
        caller.needs("playlist-read-private")
        playlist = self._own(caller, playlist_id)
        limit = number(request, "limit", 20, 1, 50)
        offset = number(request, "offset", 0, 0, 100_000)
        shown = [{"added_at": None, "item": self._item(uri)} for uri in playlist.items]
        return json_reply(200, shapes.page(shown, _url(request), limit, offset))

    def _item(self, uri: str) -> Any:
        """What stands in a playlist: null once it left the catalogue."""
        if uri.startswith("spotify:episode:"):
            return shapes.episode(uri)
        track = self._state.track(uri)
        return None if track is None else shapes.track(track)

    def add_items(self, caller: Caller, request: Request, playlist_id: str) -> Reply:
        playlist = self._writable(caller, playlist_id)
        body = json_body(request)
        added = uris(self._state, body)
        position = body.get("position", len(playlist.items))
        if type(position) is not int or not 0 <= position <= len(playlist.items):
            raise Refused(400, "Index out of bounds.")
        if len(playlist.items) + len(added) > _MAX_ITEMS:
            raise Refused(400, "Playlist size limit reached")
        playlist.items[position:position] = added
        return _changed(playlist, 201)

    def replace_items(self, caller: Caller, request: Request, playlist_id: str) -> Reply:
        playlist = self._writable(caller, playlist_id)
        body = json_body(request)
        if "uris" in body:
            playlist.items = uris(self._state, body)
        else:
            _reorder(playlist, body)
        return _changed(playlist, 200)

    def remove_items(self, caller: Caller, request: Request, playlist_id: str) -> Reply:
        playlist = self._writable(caller, playlist_id)
        body = json_body(request)
        items = body.get("items")
        if not isinstance(items, list) or not 0 < len(items) <= MAX_URIS:
            raise Refused(400, "items must be an array of 1 to 100")
        if not all(isinstance(item, dict) for item in items):
            raise Refused(400, "items must be objects with a uri")
        if body.get("snapshot_id", playlist.snapshot_id) != playlist.snapshot_id:
            raise Refused(400, "Invalid snapshot_id")
        gone = {track_uri(self._state, item.get("uri")) for item in items}
        playlist.items = [uri for uri in playlist.items if uri not in gone]
        return _changed(playlist, 200)

    def _own(self, caller: Caller, playlist_id: str) -> Playlist:
        playlist = self._state.playlist(playlist_id)
        if playlist is None:
            raise Refused(404, "Not found.")
        if playlist.owner_id != caller.user.id and not playlist.collaborative:
            raise Refused(403, "Forbidden.")
        return playlist

    def _writable(self, caller: Caller, playlist_id: str) -> Playlist:
        playlist = self._own(caller, playlist_id)
        caller.needs("playlist-modify-public" if playlist.public else "playlist-modify-private")
        return playlist


def _changed(playlist: Playlist, status: int) -> Reply:
    playlist.version += 1
    return json_reply(status, {"snapshot_id": playlist.snapshot_id})


def _reorder(playlist: Playlist, body: dict[str, Any]) -> None:
    start, before, length = (
        body.get("range_start"),
        body.get("insert_before"),
        body.get("range_length", 1),
    )
    size = len(playlist.items)
    if type(start) is not int or type(before) is not int or type(length) is not int:
        raise Refused(400, "uris, or range_start and insert_before, are needed")
    if not (0 <= start < size and 0 <= before <= size and 1 <= length <= size - start):
        raise Refused(400, "Index out of bounds.")
    moved = playlist.items[start : start + length]
    rest = playlist.items[:start] + playlist.items[start + length :]
    at = before - length if before > start else before
    playlist.items = rest[:at] + moved + rest[at:]


def _matches(track: CatalogueTrack, q: str) -> bool:
    """Spotify's field filters, and every other word somewhere in title, artists or album."""
    filters = [(kind, quoted or bare) for kind, quoted, bare in _FILTER.findall(q)]
    fields = {
        "isrc": track.isrc or "",
        "track": track.name,
        "artist": " ".join(track.artists),
        "album": track.album,
    }
    for kind, wanted in filters:
        if kind == "isrc":
            if _plain(wanted) != _plain(fields["isrc"]):
                return False
        elif _plain(wanted) not in _plain(fields[kind]):
            return False
    everything = _plain(" ".join(fields.values()))
    return all(word in everything for word in _plain(_FILTER.sub(" ", q)).split())


def _plain(text: str) -> str:
    split = unicodedata.normalize("NFKD", text.casefold())
    bare = "".join(c for c in split if not unicodedata.combining(c))
    return " ".join(re.sub(r"[^\w\s]", "", bare).split())


def _url(request: Request) -> str:
    return f"http://{request.headers.get('host', '')}{request.path}"
