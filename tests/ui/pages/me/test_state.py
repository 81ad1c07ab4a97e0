"""What a listener says about themselves."""

import io

import pytest
from PIL import Image

from assistant.core.actor import Actor
from tests.support.app import App
from tests.support.letters import letters_in, secret_in
from tests.support.states import cookie_of, state_of
from ui.pages.me.state import MeState
from ui.text.en import me as words

pytestmark = pytest.mark.anyio


@pytest.fixture
def mara(app: App) -> Actor:
    return app.person("mara", time_zone="Europe/Berlin")


def a_picture() -> bytes:
    """A small red PNG."""
    out = io.BytesIO()
    Image.new("RGB", (40, 30), "red").save(out, "PNG")
    return out.getvalue()


async def test_the_page_shows_the_account(app: App, mara: Actor) -> None:
    page = state_of(MeState, cookie=cookie_of(app, mara))
    await page.load()
    assert (page.email, page.user_name, page.is_loading) == ("mara@example.com", "Mara", False)


async def test_name_words_and_place_are_kept_where_rest_reads_them(app: App, mara: Actor) -> None:
    page = state_of(MeState, cookie=cookie_of(app, mara))
    await page.save_profile({"name": "  Mara L.  ", "bio": " Plays the viola. ", "place": "Kiel"})
    found = app.client(mara).get("/users/me").json()
    assert (found["display_name"], found["bio"], found["place"]) == (
        "Mara L.", "Plays the viola.", "Kiel",
    )  # fmt: skip
    assert (page.user_name, page.bio, page.place) == ("Mara L.", "Plays the viola.", "Kiel")
    await page.save_profile({"name": "Mara L.", "bio": "", "place": ""})
    again = state_of(MeState, cookie=cookie_of(app, mara))
    await again.load()
    assert (again.user_name, again.bio, again.place) == ("Mara L.", "", "")


async def test_what_is_wrong_is_said_at_its_field_and_nothing_is_kept(
    app: App, mara: Actor
) -> None:
    page = state_of(MeState, cookie=cookie_of(app, mara))
    before = app.client(mara).get("/users/me").json()
    for given, blamed in (
        ({"name": "", "bio": "x", "place": "y"}, ("name",)),
        ({"name": "x" * 81, "bio": "x" * 501}, ("name", "bio")),
        ({"name": "Mara", "bio": "x" * 500, "place": "y" * 81}, ("place",)),
    ):
        await page.save_profile(given)
        said = {
            "name": words.NAME_WRONG, "bio": words.BIO_WRONG, "place": words.PLACE_WRONG,
        }  # fmt: skip
        for field, sentence in said.items():
            assert getattr(page, f"{field}_error") == (sentence if field in blamed else "")
    assert app.client(mara).get("/users/me").json() == before
    await page.save_profile({"name": "Mara"})
    assert (page.name_error, page.bio_error, page.place_error) == ("", "", "")


async def test_a_photo_is_shown_after_the_browser_sent_it_and_goes(app: App, mara: Actor) -> None:
    page = state_of(MeState, cookie=cookie_of(app, mara))
    await page.load()
    assert page.photo == ""
    client = app.client(mara)
    client.post("/users/me/photo", files={"file": ("me.png", a_picture(), "image/png")})
    page.refuse_photo(422, "That was none.")
    await page.show_photo()
    assert (page.photo_error, page.notice.text) == ("", words.PHOTO_KEPT)
    assert client.get(page.photo.removeprefix("/api/v1")).status_code == 200
    page.ask_photo_removal()
    await page.remove_photo()
    assert (page.photo, page.is_removing_photo) == ("", False)
    assert client.get("/users/me/photo").status_code == 404


async def test_an_address_is_confirmed_by_a_mail_that_the_page_asks_for(
    app: App, mara: Actor
) -> None:
    page = state_of(MeState, cookie=cookie_of(app, mara))
    await page.load()
    await page.send_confirmation()
    assert (page.email_confirmed, page.notice.text) == (False, words.EMAIL_SENT)
    app.run_jobs()
    [letter] = letters_in(app.container.settings.outbox_dir)
    body = {"token": secret_in(letter)}
    own = {"Cookie": cookie_of(app, mara), "Origin": app.container.settings.origin}
    assert app.client().post("/auth/verify-email", json=body, headers=own).status_code == 204
    await page.load()
    assert page.email_confirmed
