"""Registration open, by invitation or closed; invitations; sign-ins by place; roles."""

import pytest

from assistant.accounts import service as accounts
from assistant.auth.rules import place_of
from assistant.core.errors import Conflict, Forbidden
from tests.support.app import ELSEWHERE, App

PASSWORD = "harbour lamp at low water"
NILS = {"email": "nils@example.com", "password": PASSWORD, "display_name": "Nils"}


def test_by_invitation_one_link_makes_one_account(app: App) -> None:
    admin = app.client(app.person("mara", "admin"))
    app.container.settings.registration = "invitation"
    made = admin.post("/auth/invitations", json={"days": 2})
    assert made.status_code == 201
    token = made.json()["token"]
    assert made.json()["url"] == f"http://127.0.0.1:3000/sign-up?invitation={token}"
    listed = admin.get("/auth/invitations")
    assert [row["id"] for row in listed.json()] == [made.json()["id"]]
    assert token not in listed.text
    api = app.client(address=ELSEWHERE)
    bare = api.post("/auth/register", json=NILS)
    weak = api.post("/auth/register", json={**NILS, "invitation": token, "password": "short"})
    taken = api.post(
        "/auth/register", json={**NILS, "invitation": token, "email": "mara@example.com"}
    )
    assert (bare.status_code, bare.json()["code"]) == (403, "invitation_needed")
    assert [weak.json()["code"], taken.json()["code"]] == ["password_short", "email_taken"]
    first = api.post("/auth/register", json={**NILS, "invitation": token})
    again = api.post(
        "/auth/register", json={**NILS, "invitation": token, "email": "olga@example.com"}
    )
    assert (first.status_code, first.json()["role"]) == (201, "listener")
    assert (again.status_code, again.json()["code"]) == (410, "link_not_valid")
    assert admin.get("/auth/invitations").json() == []


def test_an_invitation_runs_out_and_can_be_taken_back(app: App) -> None:
    admin = app.client(app.person("mara", "admin"))
    app.container.settings.registration = "invitation"
    late = admin.post("/auth/invitations", json={"days": 1}).json()
    app.clock.forward(hours=25)
    back = admin.post("/auth/invitations", json={}).json()
    assert admin.delete(f"/auth/invitations/{back['id']}").status_code == 204
    gone = admin.delete(f"/auth/invitations/{back['id']}")
    assert (gone.status_code, gone.json()["code"]) == (404, "invitation_not_found")
    for token in (late["token"], back["token"]):
        answer = app.client().post("/auth/register", json={**NILS, "invitation": token})
        assert answer.json()["code"] == "link_not_valid"


def test_a_closed_server_takes_and_invites_nobody(sqlite_app: App) -> None:
    admin = sqlite_app.client(sqlite_app.person("mara", "admin"))
    token = admin.post("/auth/invitations", json={}).json()["token"]
    sqlite_app.container.settings.registration = "closed"
    invite = admin.post("/auth/invitations", json={})
    answer = sqlite_app.client().post("/auth/register", json={**NILS, "invitation": token})
    assert (invite.status_code, invite.json()["code"]) == (422, "registration_closed")
    assert (answer.status_code, answer.json()["code"]) == (403, "registration_closed")


@pytest.mark.parametrize(
    "role, told",
    [
        (None, [401, 401, 401, 401]),
        ("listener", [403, 403, 403, 403]),
        ("moderator", [201, 200, 404, 403]),
    ],
)
def test_moderators_invite_and_only_admins_see_where_mail_goes(
    sqlite_app: App, role: str | None, told: list[int]
) -> None:
    actor = None if role is None else sqlite_app.person("nils", role)  # type: ignore[arg-type]
    api = sqlite_app.client(actor)
    codes = [
        api.post("/auth/invitations", json={}).status_code,
        api.get("/auth/invitations").status_code,
        api.delete("/auth/invitations/0198c0de-0000-7000-8000-000000000000").status_code,
        api.get("/auth/mail").status_code,
    ]
    assert codes == told


def test_an_admin_sees_the_outbox(sqlite_app: App) -> None:
    admin = sqlite_app.client(sqlite_app.person("mara", "admin"))
    outbox = str(sqlite_app.container.settings.outbox_dir)
    assert admin.get("/auth/mail").json() == {
        "smtp_host": None, "outbox": outbox, "sender": "Attune <attune@localhost>",
    }  # fmt: skip


def test_roles_are_given_by_admins_and_the_last_admin_stays(app: App) -> None:
    mara, nils = app.person("mara", "admin"), app.person("nils")
    with app.open_uow() as uow, pytest.raises(Forbidden):
        accounts.change_role(uow, nils, nils.require_user(), "admin")
    with app.open_uow() as uow, pytest.raises(Conflict):
        accounts.change_role(uow, mara, mara.require_user(), "listener")
    with app.open_uow() as uow:
        assert accounts.change_role(uow, mara, nils.require_user(), "moderator").role == "moderator"
        assert accounts.change_role(uow, mara, nils.require_user(), "admin").role == "admin"
        assert accounts.change_role(uow, mara, mara.require_user(), "listener").role == "listener"


@pytest.mark.parametrize(
    "address, place",
    [
        ("127.0.0.1", "this_machine"),
        ("::1", "this_machine"),
        ("::ffff:127.0.0.1", "this_machine"),
        ("192.168.1.20", "home_network"),
        ("10.8.0.2", "home_network"),
        ("172.31.255.1", "home_network"),
        ("fd12::1", "home_network"),
        ("fe80::1", "home_network"),
        ("172.32.0.1", "elsewhere"),
        ("203.0.113.9", "elsewhere"),
        ("2001:db8::1", "elsewhere"),
        ("", "elsewhere"),
    ],
)
def test_where_a_sign_in_came_from(address: str, place: str) -> None:
    assert place_of(address) == place


def test_sign_ins_say_device_and_place_and_can_be_ended_one_by_one(app: App) -> None:
    app.client().post("/auth/register", json=NILS)
    body = {"email": NILS["email"], "password": PASSWORD}
    agents = {"Firefox/140 Linux": ("192.168.1.20", 1), "curl/8": ELSEWHERE}
    pairs = [
        app.client(address=address)
        .post("/auth/login", json=body, headers={"User-Agent": agent})
        .json()
        for agent, address in agents.items()
    ]
    first, second = ({"Authorization": f"Bearer {p['access_token']}"} for p in pairs)
    rows = app.client().get("/auth/sessions", headers=first).json()
    assert sorted((r["device"], r["place"], r["current"]) for r in rows) == [
        ("Firefox on Linux", "home_network", True),
        ("curl", "elsewhere", False),
    ]
    other = next(r["id"] for r in rows if not r["current"])
    assert app.client().delete(f"/auth/sessions/{other}", headers=first).status_code == 204
    assert app.client().get("/users/me", headers=second).status_code == 401
    assert app.client().get("/users/me", headers=first).status_code == 200
