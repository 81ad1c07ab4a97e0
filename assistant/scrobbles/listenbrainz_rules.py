"""What ListenBrainz takes and refuses, in its own words; pure.

The limits are those of https://listenbrainz.readthedocs.io (constants of listenbrainz-server).
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal, cast
from uuid import UUID

from assistant.scrobbles import rules
from assistant.scrobbles.schemas import Heard

LISTENS_MAX = 1_000
LISTEN_BYTES_MAX = 10_240
BODY_BYTES_MAX = LISTENS_MAX * LISTEN_BYTES_MAX
TAGS_MAX, TAG_LENGTH_MAX = 50, 64
DURATION_DAYS_MAX = 24
ITEMS_DEFAULT, ITEMS_MAX = 25, 1_000
FEEDBACK_DEFAULT = 100
_ONE_MBID = ("release_mbid", "recording_mbid", "release_group_mbid", "track_mbid")
_MANY_MBIDS = ("artist_mbids", "work_mbids")
_DURATIONS = {"duration": 1_000, "duration_ms": 1}
ListenType = Literal["single", "playing_now", "import"]


class Refused(Exception):
    """A request that ListenBrainz answers with an error of this status and these words."""

    def __init__(self, status: int, words: str) -> None:
        super().__init__(words)
        self.status, self.words = status, words


@dataclass(frozen=True, slots=True)
class Submission:
    """A body of submit-listens that keeps every rule."""

    listen_type: ListenType
    heard: list[Heard]


@dataclass(frozen=True, slots=True)
class Feedback:
    """A body of recording-feedback that keeps every rule."""

    score: int
    track_id: UUID | None
    mbid: str | None


def read_json(body: bytes) -> dict[str, Any]:
    """A body as a JSON object, whatever its content type says.

    Raises:
        Refused: it is none, is too large, or holds a NUL.
    """
    if len(body) > BODY_BYTES_MAX:
        raise Refused(400, f"Payload too large. At most {BODY_BYTES_MAX} bytes are taken.")
    try:
        found = json.loads(body)
    except (ValueError, RecursionError):
        raise Refused(400, "Cannot parse JSON document.") from None
    if not isinstance(found, dict):
        raise Refused(400, "Invalid JSON document submitted: an object is expected.")
    if b"\\u0000" in body or b"\x00" in body:
        raise Refused(400, "Strings must not contain the NUL character.")
    return found


def submission(body: bytes, now: datetime, client: str) -> Submission:
    """Read a body of submit-listens.

    Args:
        body: as it came.
        now: the time, aware.
        client: what the program calls itself in its request, where no listen says it.

    Raises:
        Refused: it breaks a rule; nothing of it is taken then.
    """
    data = read_json(body)
    kind = data.get("listen_type")
    if kind not in ("single", "playing_now", "import"):
        raise Refused(400, "JSON document requires a valid listen_type key.")
    listens = data.get("payload")
    if not isinstance(listens, list) or not listens:
        raise Refused(400, "JSON document does not contain any listens.")
    if kind != "import" and len(listens) > 1:
        raise Refused(400, f"JSON document contains more than one listen for a {kind}.")
    if len(listens) > LISTENS_MAX:
        raise Refused(400, f"Too many listens. At most {LISTENS_MAX} are taken at once.")
    chosen = cast("ListenType", kind)
    return Submission(chosen, [_listen(one, chosen, now, client) for one in listens])


def feedback(body: bytes) -> Feedback:
    """Read a body of recording-feedback.

    Raises:
        Refused: it breaks a rule.
    """
    data = read_json(body)
    score = data.get("score")
    if type(score) is not int or score not in (-1, 0, 1):
        raise Refused(400, "Feedback can have a value of 1, 0 or -1.")
    msid, mbid = data.get("recording_msid"), data.get("recording_mbid")
    if not msid and not mbid:
        raise Refused(400, "JSON document must contain recording_msid or recording_mbid.")
    return Feedback(
        score=score,
        track_id=_uuid(msid, "recording_msid") if msid else None,
        mbid=str(_uuid(mbid, "recording_mbid")) if mbid else None,
    )


def number(given: str | None, name: str, default: int | None, most: int | None = None) -> Any:
    """A number of the query, cut at `most`; `default` when it is missing.

    Raises:
        Refused: it is no number, or less than 0.
    """
    if given is None:
        return default
    if not (given.isascii() and given.isdigit() and len(given) <= 18):
        raise Refused(400, f"Invalid {name} argument: {given[:40]}")
    return int(given) if most is None else min(int(given), most)


def _listen(listen: object, kind: ListenType, now: datetime, client: str) -> Heard:
    if not isinstance(listen, dict):
        raise Refused(400, "A listen must be a JSON object.")
    whole = json.dumps(listen, ensure_ascii=False, separators=(",", ":"))
    if len(whole.encode("utf-8", "replace")) > LISTEN_BYTES_MAX:
        raise Refused(400, f"Listen is too large. At most {LISTEN_BYTES_MAX} bytes are taken.")
    named = listen.get("track_metadata")
    if not isinstance(named, dict):
        raise Refused(400, "JSON document does not contain required track_metadata.")
    info = named.get("additional_info")
    if info is not None and not isinstance(info, dict):
        raise Refused(400, "track_metadata.additional_info must be a JSON object.")
    said: Mapping[str, Any] = info or {}
    mbids = _mbids(said)
    _check_tags(said.get("tags"))
    release, isrc = named.get("release_name"), said.get("isrc")
    return Heard(
        title=_name(named, "track_name"), artist=_name(named, "artist_name"),
        ts=_listened_at(listen, kind, now),
        album=(rules.shown(release) or None) if isinstance(release, str) else None,
        duration_ms=_duration_ms(said), mbid=mbids.get("recording_mbid"),
        isrc=rules.isrc(isrc), spotify_id=_spotify_id(said),
        client=_said(said, "submission_client", "media_player", "listening_from") or client,
        service=_said(said, "music_service", "music_service_name", "origin_url"),
    )  # fmt: skip


def _name(named: Mapping[str, Any], field: str) -> str:
    given = named.get(field)
    shown = rules.shown(given) if isinstance(given, str) else ""
    if not shown:
        raise Refused(400, f"JSON document does not contain required track_metadata.{field}.")
    return shown


def _listened_at(listen: Mapping[str, Any], kind: ListenType, now: datetime) -> int | None:
    given = listen.get("listened_at")
    if kind == "playing_now":
        if "listened_at" in listen:
            raise Refused(400, "JSON document should not contain listened_at for a playing_now.")
        return None
    if type(given) is not int:
        raise Refused(400, "JSON document should contain listened_at, as a whole number.")
    if rules.is_too_old(given):
        raise Refused(400, f"listened_at is too low; at least {rules.FIRST_TS} is taken.")
    if rules.is_too_new(given, now):
        raise Refused(400, "listened_at is more than an hour in the future.")
    return given


def _duration_ms(info: Mapping[str, Any]) -> int | None:
    given = [name for name in _DURATIONS if info.get(name) is not None]
    if len(given) > 1:
        raise Refused(400, "JSON document should not contain both duration and duration_ms.")
    if not given:
        return None
    value = info[given[0]]
    try:
        whole = int(value) if isinstance(value, (int, float, str)) else 0
    except (ValueError, OverflowError):
        whole = 0
    longest = DURATION_DAYS_MAX * 86_400_000 // _DURATIONS[given[0]]
    if isinstance(value, bool) or not 0 < whole <= longest:
        raise Refused(400, f"Value for {given[0]} is invalid, should be a positive integer.")
    return whole * _DURATIONS[given[0]]


def _mbids(info: Mapping[str, Any]) -> dict[str, str]:
    """The MusicBrainz ids of one recording; empty ones count as missing."""
    found = {name: str(_uuid(info[name], name)) for name in _ONE_MBID if info.get(name)}
    for name in _MANY_MBIDS:
        many = info.get(name) or []
        if not isinstance(many, list):
            raise Refused(400, f"{name} should be a list.")
        for one in many:
            if one:
                _uuid(one, name)
    return found


def _uuid(value: object, name: str) -> UUID:
    try:
        if isinstance(value, str) and len(value) <= 40:
            return UUID(value)
    except ValueError:
        pass
    raise Refused(400, f"{name} is not a valid UUID.")


def _check_tags(tags: object) -> None:
    if tags is None:
        return
    if not isinstance(tags, list) or len(tags) > TAGS_MAX:
        raise Refused(400, f"tags should be a list of at most {TAGS_MAX}.")
    if any(not isinstance(tag, str) or len(tag) > TAG_LENGTH_MAX for tag in tags):
        raise Refused(400, f"A tag should be a string of at most {TAG_LENGTH_MAX} characters.")


def _spotify_id(info: Mapping[str, Any]) -> str | None:
    return rules.spotify_id(info.get("spotify_id")) or rules.spotify_id(info.get("origin_url"))


def _said(info: Mapping[str, Any], *names: str) -> str:
    """The first of some fields that holds words."""
    for name in names:
        value = info.get(name)
        if isinstance(value, str) and rules.shown(value):
            return rules.shown(value)[:80]
    return ""
