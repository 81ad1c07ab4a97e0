"""What a listener sets: kept at once, taken back with undo, nonsense refused."""

import pytest

from assistant.accounts import service as accounts
from assistant.core.actor import Actor
from assistant.sample import service as sample
from tests.support.app import App
from tests.support.states import cookie_of, state_of
from ui.pages.me.settings_state import SettingsState
from ui.text.en import settings as words

pytestmark = pytest.mark.anyio
SWITCHES = tuple(words.SWITCHES)


@pytest.fixture
def mara(app: App) -> Actor:
    return app.person("mara", time_zone="Europe/Berlin")


async def test_the_section_shows_what_holds(app: App, mara: Actor) -> None:
    page = state_of(SettingsState, cookie=cookie_of(app, mara))
    await page.load()
    assert (page.time_zone, page.language, page.theme) == ("Europe/Berlin", "en", "system")
    assert "Europe/Berlin" in page.time_zones
    assert page.crossfade_s == 0
    assert {name for name in SWITCHES if getattr(page, name)} == {
        "explicit_ok", "prompts", "autoplay",
    }  # fmt: skip


async def test_every_setting_is_kept_where_rest_reads_it(app: App, mara: Actor) -> None:
    page = state_of(SettingsState, cookie=cookie_of(app, mara))
    await page.load()
    await page.choose_theme("light")
    await page.choose_time_zone("Asia/Tokyo")
    await page.choose_language("en")
    await page.choose_crossfade(4.0)
    for name in SWITCHES:
        await page.flip(name, not getattr(page, name))
        assert (page.notice.text, page.notice.can_undo) == (words.SAVED, True)
    assert app.client(mara).get("/users/me/settings").json() == {
        "theme": "light", "time_zone": "Asia/Tokyo", "language": "en", "explicit_ok": False,
        "sample_hidden": True, "prompts": False,
        "notifications": {"finished": True, "weekly": True},
        "privacy": {"public_profile": True, "listening_activity": True},
        "playback": {"autoplay": False, "crossfade_s": 4},
    }  # fmt: skip


async def test_the_last_change_is_taken_back_once(app: App, mara: Actor) -> None:
    page = state_of(SettingsState, cookie=cookie_of(app, mara))
    await page.load()
    await page.undo()
    await page.flip("weekly", True)
    await page.flip("autoplay", False)
    await page.undo()
    await page.undo()
    assert (page.weekly, page.autoplay, page.notice.text) == (True, True, words.UNDONE)
    found = app.client(mara).get("/users/me/settings").json()
    assert (found["notifications"]["weekly"], found["playback"]["autoplay"]) == (True, True)


async def test_nonsense_is_refused(app: App, mara: Actor) -> None:
    page = state_of(SettingsState, cookie=cookie_of(app, mara))
    await page.load()
    before = app.client(mara).get("/users/me/settings").json()
    for call in (
        page.choose_time_zone("Mars/Olympus"), page.choose_theme("pink"), page.flip("role", True),
        page.choose_language("tlh"), page.choose_crossfade(40.0),
    ):  # fmt: skip
        page.dismiss_notice()
        await call
        assert page.notice.kind == "bad"
    assert app.client(mara).get("/users/me/settings").json() == before


async def test_the_sample_listeners_theme_is_each_browsers_own(app: App) -> None:
    sample.load(app.open_uow)
    with app.open_uow() as uow:
        user = accounts.find_sample(uow)
    robin = Actor(user_id=user.id if user else None, is_sample=True)
    page = state_of(SettingsState, cookie=cookie_of(app, robin))
    await page.parent_state.enter()
    await page.load()
    await page.choose_theme("light")
    assert app.client(robin).get("/users/me/settings").json()["theme"] == "system"
    await page.choose_time_zone("Asia/Tokyo")
    assert page.notice.kind == "bad"
