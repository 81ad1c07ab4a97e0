"""Covers over HTTP: drawn for the one who asks, for nobody else's songs."""

from uuid import UUID

from starlette.testclient import TestClient

from assistant.catalogue import learning
from assistant.catalogue.schemas import TrackNames
from assistant.catalogue.service import get_or_create_track
from assistant.core.actor import Actor
from assistant.song_moods.service import correct
from assistant.web import Web
from tests.support.app import LOOPBACK, App
from tests.support.states import cookie_of
from ui import routes


def browser(app: App, actor: Actor | None) -> TestClient:
    """A browser on the web process, signed in or not."""
    web = Web(app.container.settings)
    web._container = app.container
    headers = {"cookie": cookie_of(app, actor)} if actor else {}
    return TestClient(web.root(), client=LOOPBACK, headers=headers)


def song(app: App, owner_key: str = "") -> str:
    """A song; the address of its cover."""
    names = TrackNames(title="Harbour Lamp", artists=["Vela"], owner_key=owner_key)
    with app.open_uow() as uow:
        return routes.COVER.format(track_id=get_or_create_track(uow, names))


def test_a_cover_is_a_small_picture_for_its_listener(sqlite_app: App) -> None:
    answer = browser(sqlite_app, sqlite_app.person()).get(song(sqlite_app))
    assert (answer.status_code, answer.headers["content-type"]) == (200, "image/svg+xml")
    assert answer.headers["cache-control"] == "private, max-age=60"
    assert answer.text.startswith("<svg")
    assert len(answer.content) < 2048


def test_a_correction_colours_the_listeners_own_cover(sqlite_app: App) -> None:
    mara, jo, address = sqlite_app.person(), sqlite_app.person("jo"), song(sqlite_app)
    before = browser(sqlite_app, mara).get(address).text
    with sqlite_app.open_uow() as uow:
        correct(uow, mara, UUID(address[len("/covers/") : -len(".svg")]), "angry")
    assert browser(sqlite_app, mara).get(address).text != before
    assert browser(sqlite_app, jo).get(address).text == before


def test_nobody_sees_covers_of_what_is_not_theirs(sqlite_app: App) -> None:
    mara, jo = sqlite_app.person(), sqlite_app.person("jo")
    own = song(sqlite_app, str(mara.user_id))
    assert browser(sqlite_app, mara).get(own).status_code == 200
    assert browser(sqlite_app, jo).get(own).status_code == 404
    assert browser(sqlite_app, None).get(own).status_code == 401
    assert browser(sqlite_app, mara).get("/covers/nothing.svg").status_code == 404


def test_a_cover_that_was_fetched_is_shown_instead_to_whom_the_song_is_shown(
    sqlite_app: App,
) -> None:
    names = TrackNames(title="Harbour Lamp", artists=["Vela"], album="Quay")
    with sqlite_app.open_uow() as uow:
        track_id = get_or_create_track(uow, names)
        album = learning.album_of(uow, track_id)
        assert album is not None
        learning.set_cover(uow, album[0], f"{album[0]}.webp")
    address = routes.COVER.format(track_id=track_id)
    visitor = browser(sqlite_app, sqlite_app.person())
    assert visitor.get(address).headers["content-type"] == "image/svg+xml"  # the file is gone
    folder = sqlite_app.container.settings.data_dir / "covers"
    folder.mkdir(parents=True)
    (folder / f"{album[0]}.webp").write_bytes(b"a picture")
    answer = visitor.get(address)
    assert (answer.headers["content-type"], answer.content) == ("image/webp", b"a picture")
    assert browser(sqlite_app, None).get(address).status_code == 401
