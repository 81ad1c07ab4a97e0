"""JSON of the Web API as Spotify sends it, without the fields it no longer sends."""

from typing import Any

from assistant.sandbox.http import Reply, json_reply
from assistant.sandbox.spotify.state import (
    CatalogueTrack,
    Device,
    Play,
    Playlist,
    SandboxUser,
    spotify_id,
)

JSON = dict[str, Any]


def error(status: int, message: str, reason: str | None = None, **headers: str) -> Reply:
    """Spotify's error body."""
    body: JSON = {"status": status, "message": message}
    return json_reply(status, {"error": body | ({"reason": reason} if reason else {})}, **headers)


def me(user: SandboxUser) -> JSON:
    return {
        "account_id": user.account_id,
        "id": user.id,
        "display_name": user.display_name,
        "uri": f"spotify:user:{user.id}",
        "type": "user",
    }


def track(entry: CatalogueTrack) -> JSON:
    artists = [artist(name) for name in entry.artists]
    album_id = spotify_id("album", entry.album, entry.artists[0])
    return {
        "id": entry.id,
        "uri": entry.uri,
        "type": "track",
        "name": entry.name,
        "artists": artists,
        "album": {
            "id": album_id,
            "name": entry.album,
            "type": "album",
            "uri": f"spotify:album:{album_id}",
            "images": [],
        },
        "duration_ms": entry.duration_ms,
        "explicit": entry.explicit,
        "external_ids": {"isrc": entry.isrc} if entry.isrc else {},
        "is_local": False,
        "disc_number": 1,
        "track_number": 1,
    }


def device(entry: Device) -> JSON:
    return {
        "id": entry.id,
        "name": entry.name,
        "type": entry.type,
        "is_active": entry.is_active,
        "is_restricted": entry.is_restricted,
        "is_private_session": False,
        "supports_volume": True,
        "volume_percent": 50,
    }


def play(entry: Play) -> JSON:
    played_at = entry.played_at.isoformat(timespec="milliseconds").replace("+00:00", "Z")
    return {"track": track(entry.track), "played_at": played_at, "context": None}


def playlist(entry: Playlist) -> JSON:
    return {
        "id": entry.id,
        "uri": f"spotify:playlist:{entry.id}",
        "type": "playlist",
        "name": entry.name,
        "description": entry.description,
        "public": entry.public,
        "collaborative": entry.collaborative,
        "owner": {"id": entry.owner_id, "type": "user"},
        "snapshot_id": entry.snapshot_id,
        "items": {"total": len(entry.items)},
    }


def artist(name: str) -> JSON:
    artist_id = spotify_id("artist", name)
    return {"id": artist_id, "name": name, "type": "artist", "uri": f"spotify:artist:{artist_id}"}


def episode(uri: str) -> JSON:
    """A podcast's episode, as it stands in a playlist."""
    return {"id": uri.rpartition(":")[2], "uri": uri, "type": "episode", "name": "An episode"}


def page(items: list[JSON], url: str, limit: int, offset: int) -> JSON:
    """One page of a list, with the absolute `next` that Spotify gives."""
    more = offset + limit < len(items)
    return {
        "items": items[offset : offset + limit],
        "limit": limit,
        "offset": offset,
        "total": len(items),
        "next": f"{url}?limit={limit}&offset={offset + limit}" if more else None,
    }
