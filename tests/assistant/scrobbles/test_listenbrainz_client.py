"""The real client of ListenBrainz, against this server over HTTP."""

from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import liblistenbrainz
import pytest
from liblistenbrainz.errors import InvalidAuthTokenException, ListenBrainzAPIException

from assistant.core.actor import Actor
from tests.support.app import App
from tests.support.scrobbling import WHEN, heard, listening, ratings, token

ROOT = Path(__file__).resolve().parents[3]
MBID = "f5d6b5d1-9b0b-4c4e-8f3b-2b0a7c9d1e11"


@pytest.fixture
def mara(app: App) -> Actor:
    return app.person("mara")


@pytest.fixture
def client(app: App, mara: Actor) -> Iterator[liblistenbrainz.ListenBrainz]:
    _, text = token(app, mara)
    with listening(app) as url:
        made = liblistenbrainz.ListenBrainz(api_base_url=url)
        made.set_auth_token(text)
        yield made


def listen(title: str = "Low Water", at: int | None = WHEN, **more: object) -> object:
    return liblistenbrainz.Listen(
        track_name=title, artist_name="The Harbour", release_name="Tides", listened_at=at, **more
    )


def test_a_token_is_told_from_another(app: App, client: liblistenbrainz.ListenBrainz) -> None:
    assert client._get("/1/validate-token") == {
        "code": 200, "message": "Token valid.", "valid": True, "user_name": "Mara",
    }  # fmt: skip
    with pytest.raises(InvalidAuthTokenException):
        client.set_auth_token("attune_scrobble_guess")


def test_a_listen_is_kept_once_and_read_back(
    app: App, mara: Actor, client: liblistenbrainz.ListenBrainz
) -> None:
    for _ in range(2):
        sent = listen(
            recording_mbid=MBID, isrc="GBAYE0601498", tags=["sea"],
            additional_info={"duration_ms": 180_000, "submission_client": "Shanty"},
        )  # fmt: skip
        assert client.submit_single_listen(sent) == {"status": "ok"}
    assert heard(app, mara) == [(WHEN, "Low Water", "listenbrainz")]
    [found] = client.get_listens("Mara")
    assert (found.track_name, found.artist_name, found.release_name, found.listened_at) == (
        "Low Water", "The Harbour", "Tides", WHEN,
    )  # fmt: skip
    assert found.additional_info["recording_mbid"] == MBID
    assert found.additional_info["duration_ms"] == 180_000
    assert client.get_user_listen_count("Mara") == 1


def test_an_import_of_a_thousand_arrives_once(
    app: App, mara: Actor, client: liblistenbrainz.ListenBrainz
) -> None:
    many = [listen(f"Song {n}", WHEN + 300 * n) for n in range(1_000)]
    for _ in range(2):
        assert client.submit_multiple_listens(many) == {"status": "ok"}
    assert heard(app, mara) == [(WHEN + 300 * n, f"Song {n}", "listenbrainz") for n in range(1_000)]
    assert client.get_user_listen_count("Mara") == 1_000
    newest = [found.track_name for found in client.get_listens("Mara")]
    assert newest == [f"Song {n}" for n in range(999, 974, -1)]
    before = client.get_listens("Mara", max_ts=WHEN + 300 * 2, count=100)
    assert [found.track_name for found in before] == ["Song 1", "Song 0"]
    after = client.get_listens("Mara", min_ts=WHEN + 300 * 2, count=2)
    assert [found.track_name for found in after] == ["Song 4", "Song 3"]


def test_what_plays_now_is_shown_until_it_ends_and_never_a_listen(
    app: App, mara: Actor, client: liblistenbrainz.ListenBrainz
) -> None:
    assert client.get_playing_now("Mara") is None
    info = {"duration_ms": 180_000, "media_player": "Shanty"}
    client.submit_playing_now(listen(at=None, additional_info=info))
    playing = client.get_playing_now("Mara")
    assert (playing.track_name, playing.artist_name) == ("Low Water", "The Harbour")
    shown = app.client(mara).get("/me/now-playing").json()
    assert (shown["title"], shown["artist"], shown["album"], shown["client"]) == (
        "Low Water", "The Harbour", "Tides", "Shanty",
    )  # fmt: skip
    app.clock.forward(seconds=211)
    assert client.get_playing_now("Mara") is None
    assert app.client(mara).get("/me/now-playing").json() is None
    assert heard(app, mara) == []


def test_love_and_hate_become_ratings(
    app: App, mara: Actor, client: liblistenbrainz.ListenBrainz
) -> None:
    client.submit_single_listen(listen(recording_mbid=MBID))
    track_id = UUID(client.get_listens("Mara")[0].recording_msid)
    for score in (1, -1, 0):
        client.submit_user_feedback(score, MBID)
        assert ratings(app, mara) == {track_id: score}
        kept = client.get_user_feedback("Mara", None, True)
        shown = [(f["score"], f["recording_mbid"]) for f in kept["feedback"]]
        assert shown == ([(score, MBID)] if score else [])
    with pytest.raises(ListenBrainzAPIException) as refused:
        client.submit_user_feedback(1, "00000000-0000-4000-8000-000000000000")
    assert refused.value.status_code == 404


def test_nobody_reads_another_listeners(
    app: App, mara: Actor, client: liblistenbrainz.ListenBrainz
) -> None:
    client.submit_single_listen(listen())
    _, other = token(app, app.person("noor"))
    client.set_auth_token(other)
    for ask in (client.get_listens, client.get_playing_now, client.get_user_listen_count):
        with pytest.raises(ListenBrainzAPIException) as refused:
            ask("Mara")
        assert refused.value.status_code == 404
    assert client.get_listens("Noor") == []


def test_the_product_itself_never_imports_the_client() -> None:
    folders = ("assistant", "analysis", "vectorstore", "ui")
    sources = [path for folder in folders for path in (ROOT / folder).rglob("*.py")]
    assert len(sources) > 300
    assert [p for p in sources if "liblistenbrainz" in p.read_text("utf-8")] == []
