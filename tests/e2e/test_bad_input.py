"""What a running Attune says to what it cannot use: a clear error each, never a 500."""

import httpx
import pytest

from tests.support.instance import Instance


@pytest.fixture(scope="module")
def client(attune: Instance) -> httpx.Client:
    """A listener."""
    return attune.person("bad-input")


@pytest.mark.parametrize(
    "lyrics, reason",
    [
        ("🎵🔥💔" * 200, "instrumental"),
        ("\x00\x01\x02\x1b[31m" * 50, "language_unknown"),
        ("la la la", "too_short"),
        ("1 2 3 4 5 6 7 8 9 10 " * 20, None),
        ("[Instrumental]", "instrumental"),
        ("", None),
        ("   \n\t ", None),
    ],
)
def test_what_is_no_lyric_has_an_unknown_mood(
    client: httpx.Client, lyrics: str, reason: str | None
) -> None:
    answer = client.post("/analysis/score", json={"lyrics": lyrics})
    if answer.status_code == httpx.codes.UNPROCESSABLE_ENTITY:
        assert answer.json()["detail"]
        return
    assert answer.status_code == httpx.codes.OK
    assert answer.json()["known"] is False
    assert answer.json()["reason"] == reason or reason is None
    assert answer.json()["happy"] is None


def test_a_megabyte_of_lyrics_is_refused_in_words(client: httpx.Client) -> None:
    answer = client.post("/analysis/score", json={"lyrics": "word " * 200_000})
    assert answer.status_code in (413, 422)
    assert answer.json()["code"] == "lyrics_too_long"


def test_ten_thousand_words_are_read(client: httpx.Client) -> None:
    places = ("river", "city", "garden", "harbour", "mountain", "kitchen", "station")
    text = "\n".join(
        f"we {verb} along the {place} in the {time} with our {thing}"
        for verb in ("dance", "laugh", "run", "sing", "walk", "sail")
        for place in places
        for time in ("morning", "evening", "summer", "winter", "rain")
        for thing in ("friends", "hearts on fire", "dreams", "old guitars", "letters")
    )
    answer = client.post("/analysis/score", json={"lyrics": text})
    assert (answer.status_code, answer.json()["known"]) == (200, True)


@pytest.mark.parametrize(
    "body",
    [
        b'{"lyrics": "\\ud800 alone"}',
        b'{"lyrics": 5}',
        b'{"lyrics": null}',
        b"[]",
        b"\xff\xfe",
        b'{"lyrics": "never ends',
    ],
)
def test_what_is_no_request_is_refused(client: httpx.Client, body: bytes) -> None:
    answer = client.post(
        "/analysis/score", content=body, headers={"content-type": "application/json"}
    )
    assert 400 <= answer.status_code < 500
    assert answer.headers["content-type"] == "application/problem+json"


def test_a_body_beyond_the_limit_is_refused_before_it_is_read(client: httpx.Client) -> None:
    answer = client.post("/mood/record", content=b"x" * 9_000_000)
    assert (answer.status_code, answer.json()["code"]) == (413, "body_too_large")


def test_hostile_paths_are_not_found(attune: Instance, client: httpx.Client) -> None:
    for path in ("/tracks/%00", "/tracks/../../etc/passwd", "/tracks/' OR 1=1", "/me/jobs/1"):
        assert client.get(path).status_code in (404, 422)
    outside = httpx.get(f"{attune.url}/covers/00000000-0000-0000-0000-000000000000.svg")
    assert outside.status_code in (401, 404)
