"""The audit log's page: deeds in words, looked through by kind, person and days; for admins."""

from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit
from uuid import uuid4

import pytest

from assistant.audit import service as audit
from assistant.core.actor import SYSTEM, Actor
from tests.support.app import App
from tests.support.states import cookie_of, state_of
from ui import routes
from ui.pages.audit.state import AuditState
from ui.text.en import audit as words
from ui.text.en.my_data import VERBS

pytestmark = pytest.mark.anyio


@pytest.fixture
def root(app: App) -> Actor:
    return app.person("root", "admin")


def deed(app: App, actor: Actor, verb: str, **values: object) -> None:
    with app.open_uow() as uow:
        audit.record(uow, actor, verb, **values)  # type: ignore[arg-type]


def page_of(app: App, actor: Actor) -> Any:
    return state_of(AuditState, cookie=cookie_of(app, actor))


def told(page: Any) -> list[tuple[str, str, str]]:
    return [(line.who, line.what, line.whom) for line in page.lines]


async def test_deeds_are_told_in_words_newest_first(app: App, root: Actor) -> None:
    mara = app.person("mara")
    job = uuid4()
    deed(app, root, "account.role_changed", subject_id=mara.user_id, was="listener",
         role="moderator")  # fmt: skip
    deed(app, Actor(address="203.0.113.9"), "sign_in.failed", subject_id=mara.user_id)
    deed(app, SYSTEM, "secrets.rotated", values=3)
    deed(app, mara, "export.begun", object=f"export {job}")
    page = page_of(app, root)  # whose own sign-in is the newest line
    await page.load()
    assert told(page)[:5] == [
        ("Root", VERBS["sign_in.done"], ""),
        ("Mara", VERBS["export.begun"], ""),
        (words.ATTUNE, VERBS["secrets.rotated"], ""),
        (words.STRANGER, VERBS["sign_in.failed"], "Mara"),
        ("Root", VERBS["account.role_changed"], "Mara"),
    ]
    assert [line.facts for line in page.lines[1:5]] == [
        f"export {job.hex[-6:]}", "", "", "listener → moderator",
    ]  # fmt: skip
    assert page.lines[3].where.startswith("203.0.113.9")
    assert (page.is_loading, page.failure.title) == (False, "")


async def test_of_a_deleted_account_an_opaque_id_is_told_and_found(app: App, root: Actor) -> None:
    mara = app.person("mara")
    deed(app, mara, "photo.changed")
    with app.open_uow() as uow:
        audit.forget(uow, mara.require_user())
    page = page_of(app, root)
    await page.load()
    line = next(line for line in page.lines if line.what == VERBS["photo.changed"])
    assert line.who == words.GONE.format(id=line.who_id[-6:])
    assert line.who_id != str(mara.user_id)
    await page.choose_person(line.who_id, line.who)
    assert [line.what for line in page.lines] == [VERBS["photo.changed"], VERBS["account.made"]]


async def test_a_kind_a_person_and_days_are_looked_at_together(app: App, root: Actor) -> None:
    mara = app.person("mara")
    deed(app, mara, "export.begun")
    deed(app, root, "export.begun")
    page = page_of(app, root)
    await page.choose_kind("export")
    assert told(page) == [("Root", VERBS["export.begun"], ""),
                          ("Mara", VERBS["export.begun"], "")]  # fmt: skip
    await page.find_people("mar")
    [found] = page.found
    await page.choose_person(found.id, found.name)
    assert told(page) == [("Mara", VERBS["export.begun"], "")]
    assert page.found == []
    today = app.clock.at.date()
    await page.choose_last_day((today - timedelta(days=1)).isoformat())
    assert (page.lines, page.is_filtered) == ([], True)
    await page.choose_last_day(today.isoformat())
    await page.choose_first_day(today.isoformat())
    assert told(page) == [("Mara", VERBS["export.begun"], "")]
    await page.choose_first_day((today + timedelta(days=1)).isoformat())
    assert (page.lines, page.days_wrong) == ([], words.DAY_WRONG)
    await page.show_everything()
    assert (page.is_filtered, page.days_wrong, len(page.lines) > 2) == (False, "", True)


async def test_days_are_those_of_the_listeners_own_zone(app: App, root: Actor) -> None:
    app.client(root).put("/users/me", json={"time_zone": "Asia/Tokyo"})
    page = page_of(app, root)
    app.clock.at = datetime(2026, 11, 20, 14, 59, tzinfo=UTC)  # 23:59 in Tokyo
    deed(app, root, "photo.changed")
    app.clock.at += timedelta(minutes=1)
    deed(app, root, "photo.removed")
    await page.choose_first_day("2026-11-21")
    assert [line.what for line in page.lines] == [VERBS["photo.removed"]]
    assert page.lines[0].when.endswith("00:00")
    await page.show_everything()
    await page.choose_last_day("2026-11-20")
    assert VERBS["photo.changed"] in {line.what for line in page.lines}
    assert VERBS["photo.removed"] not in {line.what for line in page.lines}


async def test_the_link_downloads_what_is_looked_at(app: App, root: Actor) -> None:
    page = page_of(app, root)
    await page.load()
    assert page.csv == routes.AUDIT_CSV
    await page.choose_kind("sign_in")
    await page.choose_last_day("2026-11-20")
    asked = {name: values[0] for name, values in parse_qs(urlsplit(page.csv).query).items()}
    assert asked == {"kind": "sign_in", "until": "2026-11-21T00:00:00+00:00"}
    path = page.csv.removeprefix("/api/v1")
    assert app.client(root).get(path).status_code == 200


async def test_a_long_log_is_turned_page_by_page(app: App, root: Actor) -> None:
    for _ in range(60):
        deed(app, root, "photo.changed")
    page = page_of(app, root)
    await page.choose_kind("account")
    assert (len(page.lines), page.has_older, page.has_newer) == (50, True, False)
    newest = page.lines
    await page.show_older()
    assert [line.what for line in page.lines] == [VERBS["photo.changed"]] * 10 + [
        VERBS["account.made"]
    ]
    assert (page.has_older, page.has_newer) == (False, True)
    await page.show_newer()
    assert page.lines == newest


async def test_letters_of_nobody_are_said_to_be_so(app: App, root: Actor) -> None:
    page = page_of(app, root)
    await page.find_people("zzz")
    assert (page.found, page.is_unknown) == ([], True)
    await page.find_people("")
    assert page.is_unknown is False


async def test_a_log_that_cannot_be_read_says_so_and_is_tried_again(
    app: App, root: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = page_of(app, root)
    with monkeypatch.context() as broken:
        broken.setattr("assistant.audit.repository.everything", lambda *_: 1 / 0)
        await page.load()
    assert (page.failure.title, page.lines, page.is_loading) == (words.FAILED, [], False)
    await page.load()
    assert (page.failure.title, bool(page.lines)) == ("", True)


@pytest.mark.parametrize("role", ["listener", "moderator"])
async def test_nobody_else_is_told_anything(app: App, root: Actor, role: Any) -> None:
    page = page_of(app, app.person("noor", role))
    await page.load()
    assert (page.lines, page.is_loading) == ([], False)
    await page.choose_kind("account")
    assert (page.lines, page.notice.kind) == ([], "bad")
