"""Passkeys over REST, with an authenticator in software that can also lie."""

import json
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pyotp
import pytest
from sqlmodel import select

from assistant.auth import ceremonies
from assistant.core.settings import Settings
from assistant.models.accounts import AppUser
from assistant.models.audit import AuditEvent
from tests.support.app import App, make_app
from tests.support.letters import letters_in, secret_in
from tests.support.passkeys import PRESENT, SoftPasskey

ORIGIN = "http://localhost:3000"
PASSWORD = "harbour lamp at low water"
MARA = {"email": "mara@example.com", "password": PASSWORD, "display_name": "Mara"}
NILS = {**MARA, "email": "nils@example.com"}


class Person:
    """Somebody signed in, with a passkey when `add` was called."""

    def __init__(self, app: App, who: dict[str, str]) -> None:
        self.app, self.api, self.who = app, app.client(), who
        self.api.post("/auth/register", json=who)
        pair = self.api.post("/auth/login", json=who).json()
        self.api.headers["Authorization"] = f"Bearer {pair['access_token']}"
        self.key = SoftPasskey(ORIGIN)

    def options(self) -> Any:
        """What is needed to make a passkey."""
        answer = self.api.post("/auth/passkeys/options")
        assert answer.status_code == 200
        return answer.json()

    def add(self, name: str = "Laptop") -> Any:
        """Make a passkey and have it kept."""
        body = {"credential": self.key.make(self.options()), "name": name}
        return self.api.post("/auth/passkeys", json=body)

    def sign_in(self) -> Any:
        """Sign in by the passkey."""
        self.key.count += 1
        options = self.app.client().post("/auth/passkeys/sign-in/options").json()
        body = {"credential": self.key.use(options)}
        return self.app.client().post("/auth/passkeys/sign-in", json=body)


@pytest.fixture
def named(database_url: str, tmp_path: Path) -> Iterator[App]:
    """An Attune that goes by a name, on both databases."""
    made = make_app(database_url, tmp_path, public_url=ORIGIN)
    yield made
    made.container.sql.dispose()


@pytest.fixture
def named_sqlite(sqlite_url: str, tmp_path: Path) -> Iterator[App]:
    made = make_app(sqlite_url, tmp_path, public_url=ORIGIN)
    yield made
    made.container.sql.dispose()


def said(answer: Any) -> tuple[int, str]:
    return answer.status_code, answer.json()["code"]


def verbs(app: App) -> list[str]:
    with app.open_uow(read=True) as uow:
        found = uow.db.exec(select(AuditEvent).order_by(AuditEvent.id))  # type: ignore[arg-type]
        return [event.verb for event in found if event.verb.startswith("passkey")]


def subjects(app: App) -> list[str]:
    app.run_jobs()
    letters = letters_in(app.container.settings.outbox_dir)
    return sorted(x["Subject"] for x in letters if "passkey" in x["Subject"])


def test_a_passkey_is_made_used_renamed_and_removed(named: App) -> None:
    mara = Person(named, MARA)
    options = mara.options()
    assert options["rp"] == {"id": "localhost", "name": "Attune"}
    assert options["authenticatorSelection"]["userVerification"] == "required"
    assert options["authenticatorSelection"]["residentKey"] == "required"
    added = mara.add()
    assert added.status_code == 201
    assert set(added.json()) == {"id", "name", "backed_up", "created_at", "last_used_at"}
    pair = mara.sign_in()
    assert pair.status_code == 200
    api = named.client()
    headers = {"Authorization": f"Bearer {pair.json()['access_token']}"}
    assert api.get("/users/me", headers=headers).json()["email"] == MARA["email"]
    path = f"/auth/passkeys/{added.json()['id']}"
    assert mara.api.put(path, json={"name": " Desk "}).json()["name"] == "Desk"
    [listed] = mara.api.get("/auth/passkeys").json()
    assert (listed["name"], listed["last_used_at"] is not None) == ("Desk", True)
    assert mara.api.delete(path).status_code == 204
    assert said(mara.sign_in()) == (401, "passkey_refused")
    assert verbs(named) == ["passkey.added", "passkey.used", "passkey.renamed", "passkey.removed"]
    assert subjects(named) == ["A passkey was added · Attune", "A passkey was removed · Attune"]


def test_a_passkey_is_both_factors(named_sqlite: App) -> None:
    mara = Person(named_sqlite, MARA)
    assert mara.add().status_code == 201
    secret = mara.api.post("/auth/2fa/enable", json={}).json()["secret"]
    code = pyotp.TOTP(secret).at(named_sqlite.clock.at)
    assert mara.api.post("/auth/2fa/verify", json={"code": code}).status_code == 200
    assert said(named_sqlite.client().post("/auth/login", json=MARA)) == (401, "second_step_needed")
    assert mara.sign_in().status_code == 200


def test_nobody_touches_the_passkey_of_another(named: App) -> None:
    mara, nils = Person(named, MARA), Person(named, NILS)
    path = f"/auth/passkeys/{mara.add().json()['id']}"
    assert said(nils.api.delete(path)) == (404, "passkey_not_found")
    assert said(nils.api.put(path, json={"name": "Mine"})) == (404, "passkey_not_found")
    assert nils.api.get("/auth/passkeys").json() == []
    nils.key = mara.key  # the same credential, for another account
    assert said(nils.add()) == (409, "passkey_known")
    borrowed = {"credential": SoftPasskey(ORIGIN).make(mara.options())}
    assert said(nils.api.post("/auth/passkeys", json=borrowed)) == (422, "passkey_too_late")
    assert mara.sign_in().status_code == 200


def test_a_challenge_is_good_once_and_for_five_minutes(named: App) -> None:
    mara = Person(named, MARA)
    body = {"credential": mara.key.make(mara.options())}
    late = {"credential": SoftPasskey(ORIGIN).make(mara.options())}
    assert mara.api.post("/auth/passkeys", json=body).status_code == 201
    assert said(mara.api.post("/auth/passkeys", json=body)) == (422, "passkey_too_late")
    named.clock.forward(minutes=5)
    assert said(mara.api.post("/auth/passkeys", json=late)) == (422, "passkey_too_late")
    api = named.client()
    options = api.post("/auth/passkeys/sign-in/options").json()
    mara.key.count = 1
    used = {"credential": mara.key.use(options)}
    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(lambda _: api.post("/auth/passkeys/sign-in", json=used), range(4)))
    assert sorted(a.status_code for a in answers) == [200, 401, 401, 401]
    options = api.post("/auth/passkeys/sign-in/options").json()
    named.clock.forward(minutes=5)
    mara.key.count = 2
    old = {"credential": mara.key.use(options)}
    assert said(api.post("/auth/passkeys/sign-in", json=old)) == (401, "passkey_refused")


def test_a_copied_passkey_is_refused_and_its_owner_told(named: App) -> None:
    mara = Person(named, MARA)
    mara.add()
    mara.key.count = 6
    assert mara.sign_in().status_code == 200
    for count in (6, 2):  # the next use says the same number as the last, then a smaller one
        mara.key.count = count
        assert said(mara.sign_in()) == (401, "passkey_refused")
        mara.key.count = 0
    assert verbs(named) == ["passkey.added", "passkey.used", "passkey.refused", "passkey.refused"]
    assert subjects(named).count("A passkey was refused · Attune") == 2
    mara.key.count = 7
    assert mara.sign_in().status_code == 200


def test_passkeys_that_never_count_go_on_working(named_sqlite: App) -> None:
    mara = Person(named_sqlite, MARA)
    mara.add()
    for _ in range(2):
        mara.key.count = -1
        assert mara.sign_in().status_code == 200


LIES: dict[str, Callable[[SoftPasskey], Any]] = {
    "another page": lambda key: setattr(key, "origin", "https://evil.example"),
    "another port": lambda key: setattr(key, "origin", "http://localhost:3001"),
    "another party": lambda key: setattr(key, "party", "evil.example"),
    "nobody verified": lambda key: setattr(key, "flags", PRESENT),
    "another key": lambda key: setattr(key, "_key", SoftPasskey(ORIGIN)._key),
    "unknown": lambda key: setattr(key, "id", b"unknown"),
}


@pytest.mark.parametrize("lie", LIES)
def test_an_answer_that_does_not_hold_opens_nothing(named_sqlite: App, lie: str) -> None:
    mara = Person(named_sqlite, MARA)
    mara.add()
    LIES[lie](mara.key)
    assert said(mara.sign_in()) == (401, "passkey_refused")
    assert "passkey.used" not in verbs(named_sqlite)


@pytest.mark.parametrize("lie", ["another page", "another party", "nobody verified"])
def test_a_passkey_that_was_not_made_here_is_not_kept(named_sqlite: App, lie: str) -> None:
    mara = Person(named_sqlite, MARA)
    LIES[lie](mara.key)
    assert said(mara.add()) == (422, "passkey_not_valid")
    assert mara.api.get("/auth/passkeys").json() == []


@pytest.mark.parametrize(
    "credential",
    [
        {}, {"response": 1}, {"response": {"clientDataJSON": "!"}}, {"id": 7, "response": {}},
        {"response": {"clientDataJSON": "bnVsbA"}}, {"x": "y" * 30_000},
    ],
)  # fmt: skip
def test_rubbish_is_refused_calmly(named_sqlite: App, credential: dict[str, Any]) -> None:
    mara, body = Person(named_sqlite, MARA), {"credential": credential}
    api = named_sqlite.client()
    assert said(api.post("/auth/passkeys/sign-in", json=body)) == (401, "passkey_refused")
    assert said(mara.api.post("/auth/passkeys", json=body)) == (422, "passkey_not_valid")


def test_adding_and_removing_need_a_fresh_proof(named_sqlite: App) -> None:
    mara = Person(named_sqlite, MARA)
    path = f"/auth/passkeys/{mara.add().json()['id']}"
    refresh = named_sqlite.client().post("/auth/login", json=MARA).json()["refresh_token"]
    named_sqlite.clock.forward(minutes=10)
    pair = mara.api.post("/auth/refresh", json={"refresh_token": refresh}).json()
    mara.api.headers["Authorization"] = f"Bearer {pair['access_token']}"
    assert said(mara.api.post("/auth/passkeys/options")) == (403, "proof_needed")
    assert said(mara.api.delete(path)) == (403, "proof_needed")
    assert mara.api.post("/auth/proof", json={"password": PASSWORD}).status_code == 204
    assert mara.api.delete(path).status_code == 204


def test_the_browser_signs_in_by_a_form_of_its_own_page(named_sqlite: App) -> None:
    mara, api = Person(named_sqlite, MARA), named_sqlite.client()
    mara.add()

    def post(**headers: str) -> Any:
        mara.key.count += 1
        options = api.post("/auth/passkeys/sign-in/options").json()
        form = {"credential": json.dumps(mara.key.use(options))}
        return api.post("/auth/browser-passkey", data=form, headers=headers, follow_redirects=False)

    foreign = post(Origin="https://evil.example")
    assert foreign.headers["location"] == "/sign-in?error=foreign_origin"
    done = post(Origin=ORIGIN)
    assert (done.status_code, done.headers["location"]) == (303, "/")
    assert "attune_session=" in done.headers["set-cookie"]
    rubbish = api.post("/auth/browser-passkey", data={"credential": "{"}, follow_redirects=False)
    assert rubbish.headers["location"] == "/sign-in?error=form_incomplete"


@pytest.mark.parametrize(
    "url, party",
    [
        ("", None), ("http://localhost:3000", "localhost"), ("http://music.example", None),
        ("https://music.example:8443", "music.example"), ("https://192.168.1.5", None),
        ("https://[::1]:3000", None),
    ],
)  # fmt: skip
def test_passkeys_are_bound_to_a_name(url: str, party: str | None) -> None:
    assert ceremonies.party(Settings(public_url=url)) == party


def test_under_a_number_there_are_none(sqlite_app: App) -> None:
    mara = Person(sqlite_app, MARA)
    assert said(mara.api.post("/auth/passkeys/options")) == (422, "passkeys_need_a_name")
    answer = sqlite_app.client().post("/auth/passkeys/sign-in/options")
    assert said(answer) == (422, "passkeys_need_a_name")


def test_the_last_way_in_stays_though_it_is_a_passkey(named: App) -> None:
    mara = Person(named, MARA)
    first = mara.add().json()["id"]
    with named.open_uow() as uow:  # as after signing up with an account elsewhere
        uow.db.exec(
            select(AppUser).where(AppUser.email == MARA["email"])
        ).one().password_hash = None
    refused = mara.api.delete(f"/auth/passkeys/{first}")
    assert (refused.status_code, refused.json()["code"]) == (409, "last_way_in")
    mara.key = SoftPasskey(ORIGIN)
    second = mara.add("Phone").json()["id"]
    assert mara.api.delete(f"/auth/passkeys/{first}").status_code == 204
    assert mara.api.delete(f"/auth/passkeys/{second}").status_code == 409


def test_a_reset_of_an_unconfirmed_address_takes_the_passkeys_of_whoever_signed_up(
    named: App,
) -> None:
    stranger = Person(named, MARA)
    stranger.add()
    named.client().post("/auth/forgot-password", json={"email": MARA["email"]})
    named.run_jobs()
    letters = letters_in(named.container.settings.outbox_dir)
    [letter] = [one for one in letters if one["Subject"].startswith("Choose")]
    body = {"token": secret_in(letter), "password": "seven herons over the weir"}
    assert named.client().post("/auth/reset-password", json=body).is_success
    assert stranger.sign_in().status_code == 401
