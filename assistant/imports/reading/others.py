"""The histories of other services and scrobblers: one function per kind of row."""

import re
from collections.abc import Iterator, Mapping
from datetime import timedelta
from typing import Any

from assistant.imports.reading.rows import Broken, Passed, Play, Raw
from assistant.imports.reading.values import (
    as_number,
    ended,
    length,
    maybe_name,
    mbid,
    milliseconds,
    name,
    spotify_id,
    when,
)
from assistant.imports.rules import RowRefusedError

_TOPIC = " - Topic"
_WATCHED = re.compile(
    r"^(?:Watched|Listened to)\s+|\s+(?:angesehen|angehört)$|^(?:Vous avez regardé|Has visto)\s+"
)


def lastfm_rows(raw: Iterator[Raw]) -> Iterator[Raw]:
    """The rows within Last.fm's pages; rows that stand alone are handed on."""
    for page in raw:
        inner = page.get("track") if isinstance(page, dict) else None
        if not isinstance(inner, list):
            yield page
            continue
        for row in inner:
            yield row if isinstance(row, dict) else Broken("not_a_row", type(row).__name__)


def is_lastfm(row: Mapping[str, Any]) -> bool:
    """Whether a row is a page of Last.fm's, or a scrobble as its API writes it."""
    track = row.get("track")
    if isinstance(track, list):
        return True
    return "artist" in row and "name" in row and ("date" in row or "@attr" in row)


def lastfm(row: Mapping[str, Any]) -> Play | Passed:
    """A scrobble of Last.fm's; what plays now has no date and is none."""
    attributes = row.get("@attr")
    if isinstance(attributes, dict) and attributes.get("nowplaying"):
        return Passed("playing_now")
    date = row.get("date")
    if date is None:
        return Passed("playing_now")
    stamp = date.get("uts") if isinstance(date, dict) else date
    return Play(
        "lastfm_file", when(stamp), name(row.get("name"), "no_title"),
        name(_named(row.get("artist")), "no_artist"), maybe_name(_named(row.get("album"))),
        mbid=mbid(row.get("mbid")),
    )  # fmt: skip


def _named(value: Any) -> Any:
    return (value.get("#text") or value.get("name")) if isinstance(value, dict) else value


def is_apple(row: Mapping[str, Any]) -> bool:
    """Whether the columns are those of Apple's play activity."""
    return "Event Start Timestamp" in row or "Play Duration Milliseconds" in row


def apple(row: Mapping[str, Any]) -> Play | Passed:
    """A row of Apple's play activity: columns by name, whatever their order."""
    if (row.get("Event Type") or "PLAY_END") not in ("PLAY_END", ""):
        return Passed("not_a_play")
    title = _first(row, "Song Name", "Content Name", "Track Description", "Title")
    artist = _first(row, "Artist Name", "Container Artist Name")
    if artist is None and isinstance(title, str) and " - " in title:
        artist, title = title.split(" - ", 1)
    ms_played = _apple_played(row.get("Play Duration Milliseconds"))
    stop = row.get("Event End Timestamp")
    begun = row.get("Event Start Timestamp")
    end = when(stop) if stop else None
    if begun:
        start = when(begun)
    elif end is not None:
        start = ended(end, ms_played)
    else:
        raise RowRefusedError("no_time")
    return Play(
        "apple_file", start, name(title, "no_title"), name(artist, "no_artist"),
        maybe_name(_first(row, "Album Name", "Container Album Name")), end, ms_played,
        duration_ms=length(row.get("Media Duration In Milliseconds")),
        context=_reason(row.get("End Reason Type")),
    )  # fmt: skip


def _apple_played(value: Any) -> int | None:
    """Apple writes small negative lengths for plays that were scrubbed back."""
    number = as_number(value)
    return 0 if number is not None and -LOST_MS < number < 0 else milliseconds(value)


LOST_MS = 60_000


def _reason(value: Any) -> dict[str, Any]:
    return {"reason_end": value[:40].lower()} if isinstance(value, str) and value else {}


def _first(row: Mapping[str, Any], *columns: str) -> Any:
    return next((row[c] for c in columns if row.get(c) not in (None, "")), None)


def is_youtube(row: Mapping[str, Any]) -> bool:
    """Whether a row is of Google's takeout."""
    return "header" in row and "time" in row and ("title" in row or "products" in row)


def youtube(row: Mapping[str, Any]) -> Play | Passed:
    """A row of YouTube's history; what was not YouTube Music is passed over."""
    if row.get("header") != "YouTube Music":
        return Passed("not_music")
    channels = row.get("subtitles")
    if not isinstance(channels, list) or not channels:
        return Passed("removed_video")
    artist = channels[0].get("name") if isinstance(channels[0], dict) else None
    title = row.get("title")
    return Play(
        "youtube_file", when(row.get("time")),
        name(_WATCHED.sub("", title) if isinstance(title, str) else None, "no_title"),
        name(artist.removesuffix(_TOPIC) if isinstance(artist, str) else None, "no_artist"),
    )  # fmt: skip


def is_listenbrainz(row: Mapping[str, Any]) -> bool:
    """Whether a row is a listen as ListenBrainz writes it."""
    return isinstance(row.get("track_metadata"), dict)


def listenbrainz(row: Mapping[str, Any]) -> Play:
    """A listen of ListenBrainz's export."""
    facts = row["track_metadata"] if isinstance(row.get("track_metadata"), dict) else {}
    more = facts.get("additional_info")
    more = more if isinstance(more, dict) else {}
    mapped = facts.get("mbid_mapping")
    mapped = mapped if isinstance(mapped, dict) else {}
    played = as_number(more.get("duration_played"))
    return Play(
        "listenbrainz_zip", when(row.get("listened_at")), name(facts.get("track_name"), "no_title"),
        name(facts.get("artist_name"), "no_artist"), maybe_name(facts.get("release_name")),
        ms_played=None if played is None else milliseconds(played * 1000),
        duration_ms=length(more.get("duration_ms")) or length(more.get("duration"), 1000),
        spotify_id=spotify_id(more.get("spotify_id")), isrc=_isrc(more.get("isrc")),
        mbid=mbid(more.get("recording_mbid")) or mbid(mapped.get("recording_mbid")),
    )  # fmt: skip


def _isrc(value: Any) -> str | None:
    text = value.replace("-", "").upper() if isinstance(value, str) else ""
    return text if re.fullmatch(r"[A-Z]{2}[A-Z0-9]{3}[0-9]{7}", text) else None


def is_maloja(row: Mapping[str, Any]) -> bool:
    """Whether a row is a scrobble of Maloja's export, of either age."""
    track = row.get("track")
    return "time" in row and (isinstance(track, dict) or isinstance(row.get("artists"), list))


def maloja(row: Mapping[str, Any]) -> Play:
    """A scrobble of Maloja's export."""
    track = row.get("track")
    facts = track if isinstance(track, dict) else row
    artists, album = facts.get("artists"), facts.get("album")
    played = as_number(row.get("duration")) if isinstance(track, dict) else None
    title = album.get("albumtitle") or album.get("name") if isinstance(album, dict) else album
    whole = facts.get("length") if isinstance(track, dict) else facts.get("duration")
    return Play(
        "maloja_file", when(row.get("time")), name(facts.get("title"), "no_title"),
        name(artists[0] if isinstance(artists, list) and artists else artists, "no_artist"),
        maybe_name(title), ms_played=None if played is None else milliseconds(played * 1000),
        duration_ms=length(whole, 1000),
    )  # fmt: skip


def is_pano(row: Mapping[str, Any]) -> bool:
    """Whether a row is of Pano Scrobbler's export."""
    return "timeMs" in row and "track" in row


def pano(row: Mapping[str, Any]) -> Play | Passed:
    """A row of Pano Scrobbler's export; loves and the like are no plays."""
    if str(row.get("event") or "scrobble").lower() != "scrobble":
        return Passed("not_a_play")
    return Play(
        "pano_file", when(as_number(row.get("timeMs"))), name(row.get("track"), "no_title"),
        name(row.get("artist"), "no_artist"), maybe_name(row.get("album")),
        duration_ms=length(row.get("durationMs")),
    )  # fmt: skip


_TIMES = ("listened_at", "played_at", "timestamp", "uts", "utc_time", "scrobbled_at",
          "scrobble_time", "time", "date_time", "datetime", "start_time", "started_at")  # fmt: skip
_ENDS = ("end_time", "endtime", "ended_at", "ts")
_TITLES = ("track_name", "track", "title", "song", "name", "song_title")
_ARTISTS = ("artist_name", "artist", "artists", "artist_name_s")
_URIS = ("spotify_track_uri", "spotify_uri", "track_uri", "uri")
_ALBUMS = ("album_name", "album", "release", "release_name")


def columns(row: Mapping[str, Any]) -> dict[str, Any]:
    """A row by its columns' names in small letters, words apart by one underscore."""
    return {re.sub(r"[^a-z0-9]+", "_", str(k)[:60].lower()).strip("_"): v for k, v in row.items()}


def is_table(row: Mapping[str, Any]) -> bool:
    """Whether a table's columns tell plays: a song, an artist and when."""
    named = columns(row)
    try:
        when(_first(named, *_TIMES, *_ENDS))  # "time" may as well be a song's length
    except RowRefusedError:
        return False
    return _first(named, *_TITLES) is not None and _first(named, *_ARTISTS) is not None


def table(row: Mapping[str, Any]) -> Play:
    """A row of a table of plays, such as Libre.fm's and those of many programs."""
    named = columns(row)
    ms_played = milliseconds(_first(named, "ms_played", "msplayed", "play_duration_ms"))
    start, end = _first(named, *_TIMES), None
    if start is None:
        end = when(_first(named, *_ENDS))
        at = ended(end, ms_played)
    else:
        at = when(start)
        end = None if ms_played is None else at + timedelta(milliseconds=ms_played)
    return Play(
        "table_file", at, name(_first(named, *_TITLES), "no_title"),
        name(_first(named, *_ARTISTS), "no_artist"), maybe_name(_first(named, *_ALBUMS)), end,
        ms_played,
        duration_ms=length(_first(named, "duration_ms", "length_ms"))
        or length(_first(named, "duration", "length"), 1000),
        spotify_id=spotify_id(_first(named, *_URIS)),
        isrc=_isrc(named.get("isrc")),
        mbid=mbid(_first(named, "track_mbid", "recording_mbid", "mbid", "trackmbid")),
    )  # fmt: skip
