"""The cards about a listener's data: export, leaving and keeping, what happened in the account."""

import pytest

from assistant.core.actor import Actor
from tests.support.app import App
from tests.support.states import cookie_of, state_of
from ui.pages.me.data_state import DataState
from ui.text.en import my_data as words

pytestmark = pytest.mark.anyio


@pytest.fixture
def mara(app: App) -> Actor:
    return app.person("mara", time_zone="Europe/Berlin")


async def test_an_export_is_put_together_and_its_link_is_shown(app: App, mara: Actor) -> None:
    page = state_of(DataState, cookie=cookie_of(app, mara))
    await page.load_data()
    assert (page.export_state, page.export_link) == ("", "")
    await page.begin_export()
    assert (page.export_state, page.export_words) == ("waiting", words.EXPORT_STATES["waiting"])
    app.run_jobs()
    await page.load_data()
    assert page.export_state == "ready"
    link = page.export_link.removeprefix("/api/v1")
    assert app.client(mara).get(link).content.startswith(b"PK")


async def test_leaving_leads_to_the_door_and_can_be_taken_back(app: App, mara: Actor) -> None:
    page = state_of(DataState, cookie=cookie_of(app, mara))
    await page.load_data()
    assert "/sign-in?said=leaving" in str(await page.leave({}))
    again = state_of(DataState, cookie=cookie_of(app, mara))
    await again.load_data()
    assert again.leaving.startswith("This account and everything in it will be deleted on ")
    await again.keep()
    assert (again.leaving, again.notice.text) == ("", words.KEPT)


async def test_what_happened_is_told_in_words(app: App, mara: Actor) -> None:
    app.client(mara).put("/users/me", json={"bio": "Plays the viola."})
    page = state_of(DataState, cookie=cookie_of(app, mara))
    await page.load_data()
    assert [deed.what for deed in page.deeds] == [
        words.VERBS[verb] for verb in ("sign_in.done", "profile.changed", "account.made")
    ]


async def test_older_lines_are_shown_and_stay_while_an_export_is_watched(
    app: App, mara: Actor
) -> None:
    for number in range(30):
        app.client(mara).put("/users/me", json={"bio": f"Plays {number} violas."})
    page = state_of(DataState, cookie=cookie_of(app, mara))
    await page.load_data()
    assert (len(page.deeds), page.older_deeds != "") == (20, True)
    await page.more_deeds()
    assert (len(page.deeds), page.older_deeds) == (32, "")
    assert page.deeds[-1].what == words.VERBS["account.made"]
    await page.more_deeds()
    await page.begin_export()
    assert len(page.deeds) == 32
    await page.load_data()
    assert len(page.deeds) == 20
    assert page.deeds[0].what == words.VERBS["export.begun"]
