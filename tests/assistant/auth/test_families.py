"""Sign-ins of programs: what a copied refresh token, an old one or a changed password can do."""

from datetime import timedelta

import pytest
from sqlmodel import select

from assistant.accounts import service as accounts
from assistant.auth import passwords, recovering, rules, sessions
from assistant.auth.schemas import Credentials, PasswordChange
from assistant.core.actor import Actor
from assistant.core.credentials import Seen
from assistant.core.errors import NotAuthenticated
from assistant.models.takeout import Takeout
from tests.support.app import App

PASSWORD = "harbour lamp at low water"
MARA = {"email": "mara@example.com", "password": PASSWORD, "display_name": "Mara"}
SIGN_IN = Credentials(email="mara@example.com", password=PASSWORD)
HERE = Seen(method="POST", address="127.0.0.1", user_agent="attune")


@pytest.fixture
def mara(app: App) -> App:
    assert app.client().post("/auth/register", json=MARA).status_code == 201
    return app


def refreshed(app: App, token: str) -> str:
    answer = app.client().post("/auth/refresh", json={"refresh_token": token})
    assert answer.status_code in (200, 401)
    return str(answer.json().get("refresh_token", ""))


def test_any_older_token_of_a_family_ends_it_not_only_the_last_one(mara: App) -> None:
    first = mara.client().post("/auth/login", json=SIGN_IN.model_dump()).json()["refresh_token"]
    third = refreshed(mara, refreshed(mara, first))
    assert third
    assert not refreshed(mara, first)
    assert not refreshed(mara, third)
    with mara.open_uow(read=True) as uow:
        [entry] = [
            row for row in uow.db.connection().exec_driver_sql("SELECT verb FROM audit_event")
            if row.verb == "sign_in.reused"
        ]  # fmt: skip
        assert entry.verb == "sign_in.reused"


def test_what_is_no_token_of_ours_ends_nobodys_family(mara: App) -> None:
    api = mara.client()
    good = api.post("/auth/login", json=SIGN_IN.model_dump()).json()
    session = api.get(
        "/auth/sessions", headers={"Authorization": f"Bearer {good['access_token']}"}
    ).json()[0]["id"]
    for made_up in ("x", session, good["access_token"], good["refresh_token"] + "A"):
        assert not refreshed(mara, made_up)
    assert refreshed(mara, good["refresh_token"])


def test_a_family_ends_after_half_a_year_however_often_it_is_renewed(mara: App) -> None:
    token = mara.client().post("/auth/login", json=SIGN_IN.model_dump()).json()["refresh_token"]
    since = mara.clock.at
    while mara.clock.at + timedelta(days=25) < since + rules.REFRESH_LIFETIME_AT_MOST:
        mara.clock.at += timedelta(days=25)
        token = refreshed(mara, token)
        assert token
    mara.clock.at = since + rules.REFRESH_LIFETIME_AT_MOST
    assert not refreshed(mara, token)


def test_a_password_that_was_right_when_compared_and_changed_since_opens_nothing(
    mara: App,
) -> None:
    context = mara.container.auth
    proof = passwords.check_credentials(mara.open_uow, context, HERE, SIGN_IN)
    change = PasswordChange(current_password=PASSWORD, new_password="quiet gravel under snow")
    recovering.change(mara.open_uow, context, Actor(user_id=proof.user_id), change)
    with pytest.raises(NotAuthenticated), mara.open_uow() as uow:
        sessions.open_api(uow, context, passwords.hold_to(uow, proof).id, HERE)


def test_a_new_password_makes_devices_that_knew_the_old_one_strangers(mara: App) -> None:
    device = mara.client()
    signed = device.post("/auth/login", json=SIGN_IN.model_dump())
    mark, key = signed.cookies["attune_device"].strip('"'), "mara@example.com"
    context = mara.container.auth

    def known() -> str | None:
        with mara.open_uow(read=True) as uow:
            user = accounts.find_by_email_key(uow, key)
        assert user is not None
        return context.devices.read(mark, key, user.password_set_at)

    assert known() is not None
    mara.clock.at += timedelta(seconds=1)
    change = {"current_password": PASSWORD, "new_password": "quiet gravel under snow"}
    headers = {"Authorization": f"Bearer {signed.json()['access_token']}"}
    assert device.put("/auth/change-password", json=change, headers=headers).is_success
    assert known() is None


def test_a_wrong_current_password_is_written_down(mara: App) -> None:
    signed = mara.client().post("/auth/login", json=SIGN_IN.model_dump()).json()
    change = {"current_password": "not this one", "new_password": "quiet gravel under snow"}
    headers = {"Authorization": f"Bearer {signed['access_token']}"}
    api = mara.client()
    assert api.put("/auth/change-password", json=change, headers=headers).status_code == 422
    newest = api.get("/users/me/audit", headers=headers).json()["items"][0]
    assert (newest["verb"], newest["by"]) == ("password.refused", "you")


def test_where_addresses_are_confirmed_signing_up_tells_nobody_who_has_an_account(
    mara: App,
) -> None:
    mara.container.settings.require_verified_email = True
    api = mara.client()
    known = api.post("/auth/register", json={**MARA, "display_name": "Eve"})
    fresh = api.post("/auth/register", json={**MARA, "email": "nils@example.com"})
    assert (known.status_code, known.json()) == (fresh.status_code, fresh.json())
    assert known.status_code == 202
    mara.run_jobs()
    outbox = mara.container.settings.outbox_dir
    subjects = {
        line for file in outbox.iterdir() for line in file.read_text().splitlines()
        if line.startswith(("Subject: ", "To: "))
    }  # fmt: skip
    assert "To: nils@example.com" in subjects
    assert any("You have an account already" in line for line in subjects)


@pytest.mark.parametrize(
    "headers, status",
    [
        ({"Origin": "https://evil.example"}, 403),
        ({"Origin": "null"}, 403),
        ({"Sec-Fetch-Site": "cross-site"}, 403),
        ({"Sec-Fetch-Site": "same-site"}, 403),
        ({"Sec-Fetch-Site": "none"}, 200),
        ({}, 200),
    ],
)
def test_no_other_page_signs_anybody_in(mara: App, headers: dict[str, str], status: int) -> None:
    answer = mara.client().post("/auth/login", json=SIGN_IN.model_dump(), headers=headers)
    assert answer.status_code == status


def test_a_link_on_another_page_begins_no_export(mara: App) -> None:
    signed = mara.client().post("/auth/login", json=SIGN_IN.model_dump()).json()
    headers = {"Authorization": f"Bearer {signed['access_token']}"}
    api = mara.client()
    foreign = api.get("/users/me/export", headers={**headers, "Sec-Fetch-Site": "cross-site"})
    assert (foreign.status_code, foreign.json()["code"]) == (403, "foreign_origin")
    with mara.open_uow(read=True) as uow:
        assert list(uow.db.exec(select(Takeout))) == []
