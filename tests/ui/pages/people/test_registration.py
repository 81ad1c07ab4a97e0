"""Registration and invitations: for those who look after the server, and nobody else."""

import pytest

from tests.support.app import App
from tests.support.states import cookie_of, state_of
from ui.pages.people.registration import PeopleState
from ui.text.en import people as words

pytestmark = pytest.mark.anyio


async def test_an_admin_invites_sees_the_link_once_and_takes_it_back(app: App) -> None:
    app.container.settings.registration = "invitation"
    cookie = cookie_of(app, app.person("mara", "admin"))
    page = state_of(PeopleState, cookie=cookie)
    await page.load()
    assert page.registration == words.REGISTRATIONS["invitation"]
    await page.invite()
    secret = page.link.partition("invitation=")[2]
    body = {"email": "nils@example.com", "password": "harbour lamp at low water",
            "display_name": "Nils", "invitation": secret}  # fmt: skip
    assert app.client().post("/auth/register", json=body).status_code == 201
    await page.load()
    assert (page.link, page.open_invitations) == ("", [])
    await page.invite()
    [invitation] = page.open_invitations
    await page.revoke(invitation.id)
    assert (page.link, page.open_invitations) == ("", [])


async def test_a_moderator_invites(app: App) -> None:
    app.container.settings.registration = "invitation"
    page = state_of(PeopleState, cookie=cookie_of(app, app.person("mo", "moderator")))
    await page.load()
    await page.invite()
    assert page.registration == words.REGISTRATIONS["invitation"]
    assert "invitation=" in page.link
    assert len(page.open_invitations) == 1


async def test_a_listener_sees_and_makes_nothing(app: App) -> None:
    page = state_of(PeopleState, cookie=cookie_of(app, app.person("nils")))
    await page.load()
    await page.invite()
    assert (page.registration, page.link) == ("", "")
    assert page.notice.kind == "bad"
