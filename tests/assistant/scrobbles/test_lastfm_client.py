"""The real client pylast, which speaks https alone, against this server."""

import ssl
from collections.abc import Iterator
from pathlib import Path

import pylast
import pytest

from assistant.core.actor import Actor
from assistant.tls import self_signed
from tests.support.app import NOON, App
from tests.support.scrobbling import WHEN, heard, listening, ratings, token


@pytest.fixture
def mara(app: App) -> Actor:
    return app.person("mara")


@pytest.fixture
def address(
    app: App, mara: Actor, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[tuple[str, str]]:
    """Where the server listens, as pylast wants it."""
    certificate, key = self_signed(tmp_path / "tls", "127.0.0.1")
    trusting = ssl.create_default_context(cafile=str(certificate))
    monkeypatch.setattr(pylast, "SSL_CONTEXT", trusting)
    with listening(app, ssl_certfile=str(certificate), ssl_keyfile=str(key)) as url:
        yield url.removeprefix("https://"), "/2.0/"


def network(address: tuple[str, str], name: str, text: str) -> pylast._Network:
    found = pylast.LastFMNetwork(api_key="any", api_secret="other")
    found.ws_server = address
    found.username, found.password_hash = name, pylast.md5(text)
    return found


def signed_in(address: tuple[str, str], name: str, text: str) -> pylast._Network:
    found = network(address, name, text)
    keys = pylast.SessionKeyGenerator(found)
    found.session_key = keys.get_session_key(found.username, found.password_hash)
    return found


def test_a_session_opens_by_the_token_and_is_the_same_again(
    app: App, mara: Actor, address: tuple[str, str]
) -> None:
    _, text = token(app, mara)
    first, again = (signed_in(address, "Mara", text).session_key for _ in range(2))
    assert first == again
    assert len(first) == 32
    assert signed_in(address, "mara@example.com", text).session_key == first
    for name, wrong in (("Mara", "guess"), ("Noor", text)):
        with pytest.raises(pylast.WSError) as refused:
            signed_in(address, name, wrong)
        assert refused.value.status == "4"


def test_what_plays_now_and_fifty_five_scrobbles(
    app: App, mara: Actor, address: tuple[str, str]
) -> None:
    _, text = token(app, mara)
    lastfm = signed_in(address, "Mara", text)
    lastfm.update_now_playing(artist="The Harbour", title="Low Water", album="Tides", duration=180)
    shown = app.client(mara).get("/me/now-playing").json()
    assert (shown["title"], shown["artist"], shown["album"]) == (
        "Low Water",
        "The Harbour",
        "Tides",
    )
    assert heard(app, mara) == []
    many = [
        {"artist": "The Harbour", "title": f"Song {n}", "timestamp": WHEN + 300 * n, "duration": 200}
        for n in range(55)
    ]  # fmt: skip
    for _ in range(2):
        lastfm.scrobble_many(many)
    assert heard(app, mara) == [(WHEN + 300 * n, f"Song {n}", "lastfm") for n in range(55)]
    lastfm.scrobble(artist="Æ & <Ø>", title="Тихо \x0b", timestamp=WHEN - 300)
    assert heard(app, mara)[0] == (WHEN - 300, "Тихо", "lastfm")


def test_love_is_a_like_and_unlove_takes_it_back(
    app: App, mara: Actor, address: tuple[str, str]
) -> None:
    _, text = token(app, mara)
    track = signed_in(address, "Mara", text).get_track("The Harbour", "Low Water")
    track.love()
    assert list(ratings(app, mara).values()) == [1]
    track.unlove()
    assert list(ratings(app, mara).values()) == [0]


def test_a_session_ends_with_its_token(app: App, mara: Actor, address: tuple[str, str]) -> None:
    token_id, text = token(app, mara)
    lastfm = signed_in(address, "Mara", text)
    app.client(mara).delete(f"/auth/tokens/{token_id}")
    with pytest.raises(pylast.WSError) as refused:
        lastfm.scrobble(artist="The Harbour", title="Low Water", timestamp=int(NOON.timestamp()))
    assert refused.value.status == "9"
    assert heard(app, mara) == []
