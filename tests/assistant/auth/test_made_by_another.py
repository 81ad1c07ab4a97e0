"""Somebody signs up with an address that is not theirs, and waits for its owner."""

from typing import Any
from uuid import UUID

import pyotp
import pytest
from fastapi.testclient import TestClient
from sqlmodel import select

from assistant.models.connections import Connection
from tests.assistant.auth.conftest import PASSWORD, Elsewhere, elsewhere_on
from tests.support.app import ELSEWHERE
from tests.support.letters import letters_in, secret_in
from tests.support.passkeys import SoftPasskey

EMAIL = "mara@example.com"
NEW = "seven herons over the weir"
ORIGIN = "http://localhost:3000"
ANY = {"Accept": "*/*"}


@pytest.fixture
def named(migrated_url: str, tmp_path: Any) -> Any:
    """An Attune that goes by a name, so that there are passkeys; and a provider."""
    with elsewhere_on(migrated_url, tmp_path, public_url=ORIGIN) as made:
        made.app.person("root", "admin")
        yield made


class Thief:
    """Has an account with Mara's address, and every way into it."""

    def __init__(self, there: Elsewhere) -> None:
        self.there = there
        self.api, headers = there.member(EMAIL)
        self.api.headers.update(headers)
        self.key = SoftPasskey(ORIGIN)
        made = {"credential": self.key.make(self.ok("/auth/passkeys/options")), "name": "x"}
        self.ok("/auth/passkeys", made)
        there.idp.person = {"sub": "the thief"}
        begun = self.ok("/auth/oauth/oidc", {"link": True})["url"]
        back = there.idp.allow(begun).replace(ORIGIN, "http://127.0.0.1:3000")
        assert there.back(self.api, back).headers["location"] == "/me/security?identity=linked"
        wish = {"name": "x", "scopes": ["account:read"], "current_password": PASSWORD}
        self.token = self.ok("/auth/tokens", wish)["token"]

    def ok(self, path: str, body: Any = None) -> Any:
        """Post as the thief; it has to work."""
        answer = self.api.post(path, json=body)
        assert answer.is_success, answer.text
        return answer.json() if answer.content else None

    def turn_the_app_on(self) -> None:
        """Have codes asked for that only the thief knows."""
        secret = self.ok("/auth/2fa/enable", {})["secret"]
        self.ok("/auth/2fa/verify", {"code": pyotp.TOTP(secret).at(self.there.app.clock.at)})

    def ways_left(self) -> set[str]:
        """By what the thief still gets in."""
        fresh = self.there.app.client
        self.key.count += 1
        options = fresh().post("/auth/passkeys/sign-in/options").json()
        passkey = {"credential": self.key.use(options)}
        bearer = {"Authorization": f"Bearer {self.token}"}
        body = {"email": EMAIL, "password": PASSWORD}
        answers = {
            "sign-in": self.api.get("/users/me"),
            "token": fresh().get("/users/me", headers=bearer),
            "passkey": fresh().post("/auth/passkeys/sign-in", json=passkey),
            "password": fresh().post("/auth/login", json=body),
        }
        found = {way for way, answer in answers.items() if answer.is_success}
        return found | ({"linked"} if self.there.kept()["identity"] else set())


def mailed(there: Elsewhere, subject: str) -> str:
    """The secret of the newest mail to Mara with a subject that begins so."""
    there.app.run_jobs()
    letters = letters_in(there.app.container.settings.outbox_dir)
    return secret_in([x for x in letters if x["Subject"].startswith(subject)][-1])


def reset(there: Elsewhere, api: TestClient) -> None:
    """Mara chooses a password by mail."""
    assert api.post("/auth/forgot-password", json={"email": EMAIL}).status_code == 202
    body = {"token": mailed(there, "Choose"), "password": NEW}
    assert api.post("/auth/reset-password", json=body).status_code == 204


ALL = {"sign-in", "token", "passkey", "password", "linked"}


def test_opening_the_link_gives_the_thief_nothing_and_a_reset_ends_all_of_it(
    named: Elsewhere,
) -> None:
    thief, mara = Thief(named), named.app.client(address=ELSEWHERE)
    token = mailed(named, "Confirm")
    opened = mara.post("/auth/verify-email", json={"token": token})
    assert (opened.status_code, opened.json()["code"]) == (422, "confirm_password")
    assert thief.api.get("/users/me").json()["email_verified"] is False
    assert thief.ways_left() == ALL
    reset(named, mara)
    assert thief.ways_left() == set()
    pair = mara.post("/auth/login", json={"email": EMAIL, "password": NEW}).json()
    mine = {"Authorization": f"Bearer {pair['access_token']}"}
    assert mara.get("/users/me", headers=mine).json()["email_verified"] is True
    assert mara.get("/auth/passkeys", headers=mine).json() == []
    assert mara.get("/auth/tokens", headers=mine).json() == []
    late = mara.post("/auth/verify-email", json={"token": token, "password": PASSWORD})
    assert (late.status_code, late.json()["code"]) == (410, "link_not_valid")


def test_what_the_thief_connected_hears_nothing_of_the_owner(named: Elsewhere) -> None:
    thief, mara = Thief(named), named.app.client(address=ELSEWHERE)
    with named.app.open_uow() as uow:
        owner = UUID(thief.api.get("/users/me").json()["id"])
        for provider in ("listenbrainz", "spotify"):
            uow.db.add(Connection(user_id=owner, provider=provider, secrets_enc=b"x"))
    reset(named, mara)
    with named.app.open_uow(read=True) as uow:
        assert uow.db.exec(select(Connection)).all() == []


def test_an_app_that_the_thief_turned_on_does_not_keep_the_owner_out(named: Elsewhere) -> None:
    thief, mara = Thief(named), named.app.client(address=ELSEWHERE)
    thief.turn_the_app_on()
    reset(named, mara)
    answer = mara.post("/auth/login", json={"email": EMAIL, "password": NEW})
    assert answer.status_code == 200


def test_an_app_that_the_thief_began_is_not_there_for_them_to_finish(named: Elsewhere) -> None:
    thief, mara = Thief(named), named.app.client(address=ELSEWHERE)
    thief.ok("/auth/2fa/enable", {})
    reset(named, mara)
    pair = mara.post("/auth/login", json={"email": EMAIL, "password": NEW}).json()
    mine = {"Authorization": f"Bearer {pair['access_token']}"}
    begun = mara.post("/auth/2fa/verify", json={"code": "123456"}, headers=mine)
    assert (begun.status_code, begun.json()["code"]) == (409, "two_factor_not_begun")


def test_the_link_confirms_for_who_is_signed_in_to_that_account_alone(
    elsewhere: Elsewhere,
) -> None:
    elsewhere.app.person("root", "admin")
    mara, as_mara = elsewhere.member(EMAIL)
    body = {"token": mailed(elsewhere, "Confirm")}
    jo, as_jo = elsewhere.member("jo@example.com")
    refused = jo.post("/auth/verify-email", json=body, headers=as_jo)
    assert (refused.status_code, refused.json()["code"]) == (422, "confirm_password")
    wish = {"name": "x", "scopes": ["account:read"], "current_password": PASSWORD}
    token = mara.post("/auth/tokens", json=wish, headers=as_mara).json()["token"]
    by_token = {"Authorization": f"Bearer {token}"}
    refused = jo.post("/auth/verify-email", json=body, headers=by_token)
    assert refused.json()["code"] == "confirm_password"
    assert mara.post("/auth/verify-email", json=body, headers=as_mara).status_code == 204
    assert mara.get("/users/me", headers=as_mara).json()["email_verified"] is True


def test_the_password_is_tried_a_few_times_and_a_wrong_one_leaves_the_link_good(
    elsewhere: Elsewhere,
) -> None:
    mara, as_mara = elsewhere.member(EMAIL)
    body = {"token": mailed(elsewhere, "Confirm"), "password": "not this one"}
    stranger = elsewhere.app.client(address=ELSEWHERE)
    answers = [stranger.post("/auth/verify-email", json=body) for _ in range(6)]
    assert [a.status_code for a in answers] == [422] * 5 + [429]
    assert answers[0].json()["code"] == "confirm_password_wrong"
    right = {"token": body["token"]}
    assert mara.post("/auth/verify-email", json=right, headers=as_mara).status_code == 204


def test_what_a_confirmed_owner_added_outlives_a_reset(named: Elsewhere) -> None:
    owner = Thief(named)  # this one owns the address
    owner.ok("/auth/verify-email", {"token": mailed(named, "Confirm")})
    reset(named, owner.api)
    assert owner.ways_left() == {"passkey", "linked"}
