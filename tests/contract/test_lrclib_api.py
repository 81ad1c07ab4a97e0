"""Every row of the LRCLIB contract: our client, and raw requests, against the sandbox over HTTP."""

from typing import Any

import pytest

from assistant.integrations.lrclib import Found, Missing
from tests.support.sandboxes import LrclibAtHand

HARBOUR = Found(plain="la la", synced="[00:01.00]la la", instrumental=False, ref="1")


def test_get(lrclib: LrclibAtHand) -> None:
    assert lrclib.client().get("Harbour Lights", "Vela", "Quay", 201.4) == HARBOUR
    (request,) = lrclib.sandbox.requests
    assert (request.method, request.path) == ("GET", "/api/get")
    assert request.query == {
        "track_name": ["Harbour Lights"],
        "artist_name": ["Vela"],
        "album_name": ["Quay"],
        "duration": ["201"],
    }
    assert request.headers["user-agent"] == "Attune tests (http://127.0.0.1)"


def test_get_without_album_or_duration(lrclib: LrclibAtHand) -> None:
    assert lrclib.client().get("harbour lights", "VELA") == HARBOUR
    assert set(lrclib.sandbox.requests[0].query) == {"track_name", "artist_name"}


@pytest.mark.parametrize("duration_s", [0.2, -5.0, 3601.0, 1e12])
def test_a_duration_lrclib_would_refuse_is_not_sent(
    lrclib: LrclibAtHand, duration_s: float
) -> None:
    assert lrclib.client().get("Harbour Lights", "Vela", duration_s=duration_s) == Missing()
    assert "duration" not in lrclib.sandbox.requests[0].query


def test_an_instrumental_is_found(lrclib: LrclibAtHand) -> None:
    assert lrclib.client().get("Still Water", "Vela", duration_s=90) == Found(None, None, True, "3")


def test_a_record_without_words_is_missing(lrclib: LrclibAtHand) -> None:
    assert lrclib.client().find("Empty Page", "Vela", duration_s=100) == Missing()


def test_nobody_knows_it(lrclib: LrclibAtHand) -> None:
    assert lrclib.client().find("No Such Song", "Nobody") == Missing()
    assert [r.path for r in lrclib.sandbox.requests] == ["/api/get", "/api/search"]


def test_search_finds_what_get_does_not(lrclib: LrclibAtHand) -> None:
    found = lrclib.client().find("Harbour Lights", "Vela", "Another Album", duration_s=204.5)
    assert found == HARBOUR
    assert [r.status for r in lrclib.sandbox.requests] == [404, 200]


@pytest.mark.parametrize(
    "path, status, name",
    [
        ("/get?track_name=Harbour+Lights", 400, "ValidationError"),
        ("/get?track_name=a&artist_name=b&duration=0", 400, "ValidationError"),
        ("/get?track_name=a&artist_name=b&duration=3601", 400, "ValidationError"),
        ("/get?track_name=a&artist_name=b&duration=1.5", 400, "ValidationError"),
        ("/get?track_name=a&artist_name=b", 404, "TrackNotFound"),
        ("/get?track_name=Harbour+Lights&artist_name=Vela&duration=204", 404, "TrackNotFound"),
        ("/get/99", 404, "TrackNotFound"),
        ("/search", 400, "ValidationError"),
    ],
)
def test_refusals(lrclib: LrclibAtHand, path: str, status: int, name: str) -> None:
    answer = lrclib.http.get(lrclib.base_url + path)
    assert (answer.status_code, answer.json()["name"], answer.json()["statusCode"]) == (
        status,
        name,
        status,
    )


@pytest.mark.parametrize(
    "path, ids",
    [
        ("/search?q=vela", [1, 3, 4]),
        ("/search?track_name=paper+moon", [2]),
        ("/search?track_name=paper+moon&artist_name=vela", []),
        ("/search?track_name=lights&album_name=quay", [1]),
    ],
)
def test_search(lrclib: LrclibAtHand, path: str, ids: list[int]) -> None:
    assert [record["id"] for record in lrclib.http.get(lrclib.base_url + path).json()] == ids


def test_get_by_id(lrclib: LrclibAtHand) -> None:
    record: dict[str, Any] = lrclib.http.get(f"{lrclib.base_url}/get/1").json()
    assert record == {
        "id": 1,
        "name": "Harbour Lights",
        "trackName": "Harbour Lights",
        "artistName": "Vela",
        "albumName": "Quay",
        "duration": 201.0,
        "instrumental": False,
        "plainLyrics": "la la",
        "syncedLyrics": "[00:01.00]la la",
    }


def test_nothing_is_published(lrclib: LrclibAtHand) -> None:
    assert lrclib.http.post(f"{lrclib.base_url}/publish", json={}).status_code == 404
    assert lrclib.http.post(f"{lrclib.base_url}/get", json={}).status_code == 405
