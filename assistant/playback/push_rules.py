"""Which of Spotify's tracks is ours, and what an error means for a push; pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from assistant.core.errors import DomainError, RateLimited
from assistant.core.music_names import artist_key, title_key
from assistant.integrations.spotify.schemas import Track

TOLERANCE_MS = 4_000
WAIT_MAX_S = 60
"""The longest pause of Spotify's that a push sits out; after a longer one it is asked for again."""

Verdict = Literal["wait", "stop", "failed", "uncertain"]
_OF_THE_SONG = frozenset({"spotify_not_found", "spotify_bad_request", "spotify_bad_id"})
_UNSENT = {
    "uncertain": "may have arrived: look before you send them again",
    "unmatched": "not on Spotify",
    "failed": "refused",
    "waiting": "not sent",
}
_WHY = {
    "spotify_no_device": "No device is active: start playing on one, or keep it as a playlist.",
    "spotify_premium_required": "Only Premium accounts can be queued to: keep it as a playlist.",
    "spotify_reconnect": "Spotify has ended the connection: connect again.",
    "spotify_not_connected": "Spotify is not connected any more.",
    "spotify_quota_exceeded": "Spotify's quota for this app is used up: send the rest later.",
    "spotify_rate_limited": "Spotify asks for a longer pause: send the rest later.",
}


@dataclass(frozen=True, slots=True)
class Wanted:
    """A song as our catalogue knows it."""

    title: str
    artist: str
    duration_ms: int | None = None
    isrc: str | None = None


def isrc_query(isrc: str) -> str:
    """How Spotify is asked for a recording by its ISRC."""
    return f"isrc:{_bare_isrc(isrc)}"


def text_query(wanted: Wanted) -> str:
    """How Spotify is asked for a song by its names; a quotation mark would end the field."""
    title, artist = (name.replace('"', " ").strip()[:100] for name in (wanted.title, wanted.artist))
    return f'track:"{title}" artist:"{artist}"'


def by_isrc(found: Sequence[Track], isrc: str) -> Track | None:
    """The first found track that has the ISRC, to the letter."""
    mark = _bare_isrc(isrc)
    return next((t for t in _usable(found) if _bare_isrc(t.external_ids.isrc or "") == mark), None)


def by_names(found: Sequence[Track], wanted: Wanted) -> Track | None:
    """The found track that is surely the song: same title and artist, length within 4 s.

    Rather none than another recording: a live version or a cover is not what was chosen.
    """
    same = [track for track in _usable(found) if _is_same(track, wanted)]
    return min(same, key=lambda t: abs(t.duration_ms - (wanted.duration_ms or 0)), default=None)


def verdict(error: DomainError) -> Verdict:
    """What an error means: wait and go on, stop here, this song failed, or nobody knows."""
    if error.context.get("uncertain"):
        return "uncertain"
    if error.code in _OF_THE_SONG:
        return "failed"
    if isinstance(error, RateLimited) and error.context.get("retry_after_s", 0) <= WAIT_MAX_S:
        return "wait"
    return "stop"


def _is_same(track: Track, wanted: Wanted) -> bool:
    artists = {artist_key(artist.name) for artist in track.artists}
    titles_differ = title_key(track.name) != title_key(wanted.title)
    if titles_differ or artist_key(wanted.artist) not in artists:
        return False
    return wanted.duration_ms is None or abs(track.duration_ms - wanted.duration_ms) <= TOLERANCE_MS


def _usable(found: Sequence[Track]) -> list[Track]:
    return [track for track in found if track.id and not track.is_local]


def _bare_isrc(isrc: str) -> str:
    return isrc.replace("-", "").strip().upper()


def ended(counts: Mapping[str, int], reason: str | None) -> str:
    """How a push ended, in a sentence or two.

    Args:
        counts: songs by state.
        reason: the code of what stopped it, if anything did.
    """
    there = sum(counts.get(state, 0) for state in ("sent", "confirmed", "played"))
    said = [f"{there} of {sum(counts.values())} songs sent."]
    for state, words in _UNSENT.items():
        if counts.get(state):
            said.append(f"{counts[state]} {words}.")
    if reason is not None:
        said.append(_WHY.get(reason, "Spotify did not answer as it should. Send the rest later."))
    return " ".join(said)
