"""The card of the people here: an admin changes a role by password, a moderator sees names."""

from typing import Any

import pytest

from assistant.accounts import service as accounts
from assistant.auth import passwords
from assistant.core.actor import Actor
from tests.support.app import App
from tests.support.states import cookie_of, state_of
from ui.dates import moment_words
from ui.pages.people.roles import RolesState
from ui.text.en import roles as words

pytestmark = pytest.mark.anyio
PASSWORD = "harbour lamp at low water"
RIGHT = {"role-password": PASSWORD}


@pytest.fixture
def root(app: App) -> Actor:
    person = app.person("root", "admin")
    with app.open_uow() as uow:
        accounts.set_password(uow, person.require_user(), passwords.hashed(PASSWORD))
    return person


def roles_in(page: Any) -> dict[str, str]:
    return {person.name: person.role for person in page.people}


async def test_an_admin_makes_a_moderator_by_password(app: App, root: Actor) -> None:
    noor = app.person("noor")
    page = state_of(RolesState, cookie=cookie_of(app, root))
    await page.load_roles()
    assert roles_in(page) == {"Root": "admin", "Noor": "listener"}
    page.ask_role(str(noor.user_id), "Noor", "moderator")
    await page.change_role({"role-password": "not this one"})
    await page.load_roles()
    assert roles_in(page)["Noor"] == "listener"
    page.ask_role(str(noor.user_id), "Noor", "moderator")
    await page.change_role(RIGHT)
    assert (roles_in(page)["Noor"], page.asking) == ("moderator", "")


async def test_the_last_admin_stays_one_and_is_told(app: App, root: Actor) -> None:
    page = state_of(RolesState, cookie=cookie_of(app, root))
    await page.load_roles()
    page.ask_role(str(root.user_id), "Root", "listener")
    await page.change_role(RIGHT)
    assert page.notice.kind == "bad"
    await page.load_roles()
    assert roles_in(page) == {"Root": "admin"}


async def test_an_admin_reads_when_each_was_last_seen(app: App, root: Actor) -> None:
    noor = app.person("noor")
    app.person("sam")
    cookie_of(app, noor)
    cookie_of(app, noor)
    page = state_of(RolesState, cookie=cookie_of(app, root))
    await page.load_roles()
    facts = {person.name: person.facts for person in page.people}
    when = moment_words(app.clock.at, "UTC", app.clock.at)
    assert facts["Noor"].endswith(f"{words.SEEN.format(when=when)} · 2 sign-ins open")
    assert facts["Root"].endswith("1 sign-in open")
    assert facts["Sam"].endswith(words.NEVER_SEEN)


async def test_people_are_found_by_name_and_page(app: App, root: Actor) -> None:
    for number in range(22):
        app.person(f"guest{number:02}")
    page = state_of(RolesState, cookie=cookie_of(app, root))
    await page.load_roles()
    assert len(page.people) == 20
    await page.more_people()
    assert (len(page.people), page.more) == (23, "")
    await page.search_people("guest07")
    assert list(roles_in(page)) == ["Guest07"]


async def test_a_moderator_sees_names_without_addresses_and_changes_no_role(
    app: App, root: Actor
) -> None:
    noor = app.person("noor", "moderator")
    page = state_of(RolesState, cookie=cookie_of(app, noor))
    await page.load_roles()
    assert roles_in(page) == {"Root": "admin", "Noor": "moderator"}
    assert [person.facts for person in page.people if "@" in person.facts] == []
    assert [person.facts for person in page.people if "last seen" in person.facts] == []
    page.ask_role(str(noor.user_id), "Noor", "admin")
    await page.change_role(RIGHT)
    assert page.notice.kind == "bad"
    await page.load_roles()
    assert roles_in(page)["Noor"] == "moderator"


async def test_a_listener_sees_nobody(app: App, root: Actor) -> None:
    page = state_of(RolesState, cookie=cookie_of(app, app.person("noor")))
    await page.load_roles()
    assert page.people == []


async def test_an_admin_who_steps_down_sees_what_is_left_to_see(app: App, root: Actor) -> None:
    app.person("noor", "admin")
    page = state_of(RolesState, cookie=cookie_of(app, root))
    await page.load_roles()
    page.ask_role(str(root.user_id), "Root", "moderator")
    await page.change_role(RIGHT)
    assert (page.is_admin, page.is_staff) == (False, True)
    assert [person.facts for person in page.people if "@" in person.facts] == []
    page.ask_role(str(root.user_id), "Root", "admin")
    await page.change_role(RIGHT)
    assert (page.is_admin, page.notice.kind) == (False, "bad")


async def test_an_admin_without_a_password_is_asked_who_it_is(app: App) -> None:
    root, noor = app.person("root", "admin"), app.person("noor")
    page = state_of(RolesState, cookie=cookie_of(app, root))
    await page.load_roles()
    app.clock.forward(minutes=11)
    page.ask_role(str(noor.user_id), "Noor", "moderator")
    assert page.change_after_proof() is None
    assert "open_question" in str(await page.change_role({}))
    assert "change_role" in str(page.change_after_proof())
    app.clock.forward(minutes=-11)
    await page.change_role({})
    assert roles_in(page)["Noor"] == "moderator"
    assert page.change_after_proof() is None


async def test_an_admin_locks_and_unlocks_by_password(app: App, root: Actor) -> None:
    noor = app.person("noor")
    page = state_of(RolesState, cookie=cookie_of(app, root))
    await page.load_roles()
    for locked, told in ((True, words.LOCKED), (False, words.UNLOCKED)):
        page.ask_lock(str(noor.user_id), "Noor", locked)
        await page.change_role(RIGHT)
        assert page.notice.text == told.format(name="Noor")
        assert [p.locked for p in page.people if p.name == "Noor"] == [locked]
