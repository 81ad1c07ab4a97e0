"""Who is here over REST: when each was last seen is for admins; and the mail to try."""

from datetime import timedelta
from typing import Any

from assistant.auth import sessions
from assistant.core.actor import Actor
from assistant.core.credentials import Seen
from tests.support.app import App
from tests.support.letters import letters_in


def sign_in(app: App, person: Actor) -> None:
    with app.open_uow() as uow:
        sessions.open_browser(uow, person.require_user(), Seen(user_agent="Firefox/140 Linux"))


def listed(app: App, by: Actor, **asked: str) -> dict[str, tuple[Any, Any, Any]]:
    items = app.client(by).get("/admin/users", params=asked).json()["items"]
    return {i["display_name"]: (i["email"], i["last_seen_at"], i["sign_ins"]) for i in items}


def test_admins_see_when_each_was_last_seen_and_open_sign_ins(app: App) -> None:
    root, mara = app.person("root", "admin"), app.person("mara")
    sign_in(app, mara)
    first = app.clock.at
    app.clock.at += timedelta(days=1)
    sign_in(app, mara)
    with app.open_uow() as uow:
        sessions.logout_all(uow, mara)
    sign_in(app, mara)
    found = listed(app, root)
    assert found["Root"] == ("root@example.com", None, 0)
    address, seen, count = found["Mara"]
    assert (address, seen[:19], count) == ("mara@example.com", app.clock.at.isoformat()[:19], 1)
    assert first.isoformat()[:19] != seen[:19]
    app.clock.at += timedelta(days=400)
    assert listed(app, root, search="mara")["Mara"][2] == 0


def test_moderators_see_names_alone(app: App) -> None:
    mo, mara = app.person("mo", "moderator"), app.person("mara")
    sign_in(app, mara)
    assert listed(app, mo) == {"Mo": (None, None, None), "Mara": (None, None, None)}


def test_an_admin_has_a_mail_sent_to_themselves(app: App) -> None:
    root = app.person("root", "admin")
    answer = app.client(root).post("/auth/mail/test")
    assert answer.status_code == 202
    app.run_jobs()
    [letter] = letters_in(app.container.settings.outbox_dir)
    assert letter["To"] == "root@example.com"
    job = app.client(root).get(f"/me/jobs/{answer.json()['job_id']}").json()
    assert (job["state"], job["result"]) == ("done", {"sent": 1})
    newest = app.client(root).get("/admin/audit").json()["items"][0]
    assert (newest["verb"], newest["actor_id"]) == ("mail.tested", str(root.user_id))


def test_nobody_else_has_mail_sent(app: App) -> None:
    for person in (app.person("mara"), app.person("mo", "moderator")):
        assert app.client(person).post("/auth/mail/test").status_code == 403
    app.run_jobs()
    assert letters_in(app.container.settings.outbox_dir) == []
