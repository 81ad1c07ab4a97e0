"""Answers as Spotify words them, odd ones included: what our schemas read, and what they refuse."""

import json
from datetime import UTC, datetime
from typing import Any, TypeVar

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel, ValidationError

from assistant.integrations.spotify.schemas import (
    Devices,
    ErrorBody,
    Me,
    Player,
    PlayerQueue,
    PlaylistPage,
    RecentlyPlayed,
    SearchAnswer,
    Snapshot,
    TokenAnswer,
    Track,
)

Model = TypeVar("Model", bound=BaseModel)

TRACK: dict[str, Any] = {
    "album": {"album_type": "single", "id": "4aawyAB9vmqN3uQ7FjRGTy", "images": [], "name": "Quay"},
    "artists": [
        {"external_urls": {}, "id": "0TnOYISbd1XYRBk9myaseg", "name": "Vela", "type": "artist"}
    ],
    "disc_number": 1,
    "duration_ms": 201000,
    "explicit": False,
    "external_ids": {"isrc": "QZAAA2600001", "ean": "1"},
    "id": "11dFghVXANMlKmJXsNCbNl",
    "is_local": False,
    "name": "Harbour Lights",
    "type": "track",
    "uri": "spotify:track:11dFghVXANMlKmJXsNCbNl",
}
LOCAL = TRACK | {
    "id": None,
    "uri": "spotify:local:Vela:Quay:Harbour:201",
    "is_local": True,
    "artists": [{"id": None, "name": "Vela"}],
    "album": {"id": None, "name": ""},
    "external_ids": {},
}
EPISODE = {"type": "episode", "id": "512ojhOuo1ktJprKbVcKyQ", "name": "Talk", "show": {}}
DEVICE = {
    "id": None,
    "is_active": True,
    "is_restricted": False,
    "name": "Web",
    "type": "Computer",
    "volume_percent": None,
}


def read(model: type[Model], body: Any) -> Model:
    return model.model_validate_json(json.dumps(body))


def test_a_local_file_has_no_id() -> None:
    track = read(Track, LOCAL)
    assert (track.id, track.is_local, track.artists[0].id) == (None, True, None)


def test_recent_plays_with_and_without_fractions() -> None:
    body = {
        "items": [
            {
                "track": TRACK,
                "played_at": "2026-05-01T12:00:00.250Z",
                "context": {"type": "playlist"},
            },
            {"track": LOCAL, "played_at": "2026-05-01T11:00:00Z", "context": None},
        ],
        "next": None,
        "cursors": {"after": "1777636800250", "before": "1777633200000"},
        "limit": 50,
    }
    assert [item.played_at for item in read(RecentlyPlayed, body).items] == [
        datetime(2026, 5, 1, 12, 0, 0, 250_000, tzinfo=UTC),
        datetime(2026, 5, 1, 11, tzinfo=UTC),
    ]


@pytest.mark.parametrize("item", [None, EPISODE])
def test_a_player_that_plays_no_track(item: Any) -> None:
    body = {"device": DEVICE, "item": item, "progress_ms": None, "is_playing": True}
    assert read(Player, body).item is None


def test_a_queue_with_an_episode_in_it() -> None:
    queue = read(PlayerQueue, {"currently_playing": EPISODE, "queue": [TRACK, EPISODE]})
    assert queue.currently_playing is None
    assert [track.name if track else None for track in queue.queue] == ["Harbour Lights", None]


def test_pages_may_hold_nothing_where_an_item_was() -> None:
    assert read(SearchAnswer, {"tracks": {"items": [None, TRACK]}}).tracks.items[0] is None
    assert read(PlaylistPage, {"items": [None], "total": 1}).items == [None]


@pytest.mark.parametrize(
    "model, body",
    [
        (Track, TRACK | {"duration_ms": "201000"}),
        (Track, TRACK | {"duration_ms": -1}),
        (Track, TRACK | {"duration_ms": 1e309}),
        (Track, TRACK | {"duration_ms": True}),
        (Track, TRACK | {"id": "../../etc"}),
        (Track, TRACK | {"id": "11dFghVXANMlKmJXsNCbNl\n"}),
        (Track, TRACK | {"name": "a" * 2_001}),
        (Track, TRACK | {"artists": None}),
        (RecentlyPlayed, {"items": [{"track": TRACK, "played_at": "yesterday"}]}),
        (RecentlyPlayed, {"items": [{"track": TRACK, "played_at": "2026-05-01T12:00:00"}]}),
        (RecentlyPlayed, {"items": [{"track": TRACK, "played_at": "2026-05-01T12:00:00Z"}] * 51}),
        (RecentlyPlayed, {"items": [], "cursors": {"after": "soon"}}),
        (Devices, {"devices": [DEVICE | {"is_active": "yes"}]}),
        (Devices, {"devices": {}}),
        (Me, {"id": "x", "uri": "y"}),
        (Snapshot, {"snapshot_id": ""}),
        (TokenAnswer, {"access_token": "a\r\nX: 1", "expires_in": 3600}),
        (TokenAnswer, {"access_token": "", "expires_in": 3600}),
        (TokenAnswer, {"access_token": "a", "expires_in": 0}),
        (TokenAnswer, {"access_token": "a", "expires_in": "3600"}),
    ],
)
def test_lies_are_refused(model: type[BaseModel], body: Any) -> None:
    with pytest.raises(ValidationError):
        read(model, body)


JSON_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from([*TRACK, "items", "tracks", "error", "queue"]), inner, max_size=4
        )
    ),
    max_leaves=12,
)


@given(JSON_VALUES | st.binary(), st.sampled_from([Track, RecentlyPlayed, Player, ErrorBody, Me]))
def test_nothing_but_a_validation_error_ever_comes_out(body: Any, model: type[BaseModel]) -> None:
    raw = body if isinstance(body, bytes) else json.dumps(body).encode()
    try:
        model.model_validate_json(raw)
    except ValidationError:
        return


@pytest.mark.parametrize(
    "raw", [b"[" * 1_000_000, b'{"error":' * 100_000, b'{"id": "\\ud800"}', b"\xff\xfe"]
)
def test_bodies_made_to_hurt(raw: bytes) -> None:
    for model in (Track, ErrorBody):
        with pytest.raises(ValidationError):
            model.model_validate_json(raw)
