"""Who signs in elsewhere with an address that is not known to be theirs comes in by a mailed link."""

from email.message import EmailMessage
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from sqlmodel import select

from assistant.models.identities import Joining
from tests.assistant.auth.conftest import HTML, NOTHING, PASSWORD, Elsewhere, elsewhere_on
from tests.support.app import ELSEWHERE
from tests.support.letters import letters_in, secret_in

MAILED = "/sign-in?said=join_by_mail"


def unconfirmed(there: Elsewhere, email: str = "mara@example.com", sub: str = "1") -> None:
    """Let the provider not know whether the address is the person's."""
    there.idp.person = {"sub": sub, "email": email, "email_verified": False, "name": "Mara"}


def letters(there: Elsewhere) -> list[EmailMessage]:
    there.app.run_jobs()
    return letters_in(there.app.container.settings.outbox_dir)


def addresses_kept(there: Elsewhere) -> list[str]:
    with there.app.open_uow(read=True) as uow:
        return sorted(row.email for row in uow.db.exec(select(Joining)))


@pytest.fixture(autouse=True)
def root(request: pytest.FixtureRequest) -> None:
    for name in {"elsewhere", "here"} & set(request.fixturenames):
        request.getfixturevalue(name).app.person("root", "admin")


def test_the_link_and_the_same_sign_in_once_more_make_the_account(elsewhere: Elsewhere) -> None:
    unconfirmed(elsewhere)
    before = elsewhere.kept()
    assert elsewhere.sign_in(elsewhere.app.client()).headers["location"] == MAILED
    assert elsewhere.kept() == before
    [letter] = letters(elsewhere)
    assert (letter["To"], letter["Subject"]) == (
        "mara@example.com", "Confirm your e-mail address · Attune",
    )  # fmt: skip
    assert "/sign-up?join=" in letter.get_content()
    phone = elsewhere.app.client(address=ELSEWHERE)  # the mail is read elsewhere
    answer = elsewhere.sign_in(phone, join=secret_in(letter), time_zone="Europe/Vienna")
    assert answer.headers["location"] == "/"
    me = phone.get("/users/me").json()
    assert (me["email"], me["email_verified"], me["time_zone"]) == (
        "mara@example.com", True, "Europe/Vienna",
    )  # fmt: skip
    assert addresses_kept(elsewhere) == []
    again = elsewhere.app.client()
    assert elsewhere.sign_in(again).headers["location"] == "/"
    assert again.get("/users/me").json()["id"] == me["id"]


def test_who_began_it_gets_nothing_by_the_owners_click(here: Elsewhere) -> None:
    """The owner of the address has another account there: theirs is linked, not the thief's."""
    unconfirmed(here, sub="the thief")
    thief = here.app.client()
    here.sign_in(thief)
    [letter] = letters(here)
    unconfirmed(here, sub="the owner")
    owner = here.app.client()
    assert here.sign_in(owner, join=secret_in(letter)).headers["location"] == "/"
    unconfirmed(here, sub="the thief")
    assert here.sign_in(here.app.client()).headers["location"] == MAILED
    assert here.kept()["identity"] == 1
    assert [x["Subject"] for x in letters(here)][-1] == "You have an account already · Attune"


def test_a_link_shows_one_address_and_is_good_once(here: Elsewhere) -> None:
    unconfirmed(here)
    here.sign_in(here.app.client())
    link = secret_in(letters(here)[-1])
    unconfirmed(here, "noor@example.com", "2")
    assert here.sign_in(here.app.client(), join=link).headers["location"] == MAILED
    assert here.kept()["app_user"] == 1
    unconfirmed(here)
    here.sign_in(here.app.client(), join=link)
    assert here.kept()["app_user"] == 2
    assert addresses_kept(here) == ["noor@example.com"]
    spent = here.app.client().get(
        "/auth/oauth/oidc", params={"join": link}, headers=HTML, follow_redirects=False
    )
    assert spent.headers["location"] == "/sign-in?error=link_not_valid"


def test_a_link_runs_out_and_its_address_is_forgotten(here: Elsewhere) -> None:
    unconfirmed(here)
    here.sign_in(here.app.client())
    link = secret_in(letters(here)[-1])
    api = here.app.client()
    begun = here.begin(api, join=link)
    here.app.clock.forward(hours=49)
    late = here.app.client().get("/auth/oauth/oidc", params={"join": link}, follow_redirects=False)
    assert (late.status_code, late.json()["code"]) == (410, "link_not_valid")
    unconfirmed(here, "noor@example.com", "2")
    here.sign_in(here.app.client())
    assert addresses_kept(here) == ["noor@example.com"]
    assert "oauth_state" in here.back(api, here.idp.allow(begun)).headers["location"]


def test_an_account_that_came_first_keeps_the_address(here: Elsewhere) -> None:
    unconfirmed(here)
    here.sign_in(here.app.client())
    link = secret_in(letters(here)[-1])
    here.member()
    answer = here.sign_in(here.app.client(), join=link)
    assert answer.headers["location"] == "/sign-in?error=oauth_email_taken"
    assert here.kept()["identity"] == 0


def test_mails_to_a_stranger_are_few(here: Elsewhere) -> None:
    for number in range(7):
        unconfirmed(here, sub=str(number))
        assert here.sign_in(here.app.client()).headers["location"] == MAILED
    assert len(letters(here)) == 5


@pytest.mark.parametrize("broken", ["no address", "@", "a@b\r\nBcc: c@d.example"])
def test_what_is_no_address_gets_no_mail(here: Elsewhere, broken: str) -> None:
    unconfirmed(here, broken)
    answer = here.sign_in(here.app.client(), headers={"Accept": "*/*"})
    assert answer.status_code == 422
    assert letters(here) == []


def test_closed_servers_mail_nobody(migrated_sqlite_url: str, tmp_path: Path) -> None:
    with elsewhere_on(migrated_sqlite_url, tmp_path, registration="closed") as there:
        there.app.person("root", "admin")
        unconfirmed(there)
        refused = there.sign_in(there.app.client())
        assert refused.headers["location"] == "/sign-in?error=registration_closed"
        assert letters(there) == []


def test_an_invitation_comes_along_and_is_used_up_at_the_end(
    migrated_sqlite_url: str, tmp_path: Path
) -> None:
    with elsewhere_on(migrated_sqlite_url, tmp_path, registration="invitation") as there:
        root = there.app.person("root", "admin")
        unconfirmed(there)
        assert "invitation_needed" in there.sign_in(there.app.client()).headers["location"]
        invite = there.app.client(root).post("/auth/invitations", json={}).json()["token"]
        there.sign_in(there.app.client(), invitation=invite)
        assert len(there.app.client(root).get("/auth/invitations").json()) == 1
        link = secret_in(letters(there)[-1])
        assert there.sign_in(there.app.client(), join=link).headers["location"] == "/"
        assert there.app.client(root).get("/auth/invitations").json() == []


def test_the_first_account_shows_the_set_up_code_once(
    migrated_sqlite_url: str, tmp_path: Path
) -> None:
    with elsewhere_on(migrated_sqlite_url, tmp_path) as there:
        assert there.kept() == NOTHING
        unconfirmed(there)
        api = there.app.client(address=ELSEWHERE)
        code = there.app.container.auth.setup_code
        url = api.post("/auth/oauth/oidc", json={"setup_code": code}).json()["url"]
        assert there.back(api, there.idp.allow(url)).headers["location"] == MAILED
        link = secret_in(letters(there)[-1])
        fresh: TestClient = there.app.client(address=ELSEWHERE)
        assert there.sign_in(fresh, join=link).headers["location"] == "/"
        assert fresh.get("/users/me").json()["role"] == "admin"


def test_where_only_confirmed_addresses_come_in_this_is_one(
    migrated_sqlite_url: str, tmp_path: Path
) -> None:
    with elsewhere_on(migrated_sqlite_url, tmp_path, require_verified_email=True) as there:
        there.app.person("root", "admin")
        unconfirmed(there)
        there.sign_in(there.app.client())
        link = secret_in(letters(there)[-1])
        api = there.app.client()
        assert there.sign_in(api, join=link).headers["location"] == "/"
        assert api.get("/users/me").json()["email_verified"] is True


def test_a_program_is_told_to_wait_for_the_mail(here: Elsewhere) -> None:
    unconfirmed(here)
    json = {"Accept": "application/json"}
    answer = here.sign_in(here.app.client(), headers=json)
    assert (answer.status_code, answer.json()["state"]) == (202, "confirm_address")
    api = here.app.client()
    url = api.post("/auth/oauth/oidc", json={"join": secret_in(letters(here)[-1])}).json()["url"]
    pair = here.back(api, here.idp.allow(url), json).json()
    bearer = {"Authorization": f"Bearer {pair['access_token']}"}
    assert here.app.client().get("/users/me", headers=bearer).json()["email_verified"] is True


def test_a_link_that_was_mailed_is_none_to_reset_or_confirm_by(here: Elsewhere) -> None:
    unconfirmed(here)
    here.sign_in(here.app.client())
    link = secret_in(letters(here)[-1])
    api, body = here.app.client(), {"token": link, "password": PASSWORD}
    for path in ("/auth/reset-password", "/auth/verify-email"):
        assert api.post(path, json=body).json()["code"] == "link_not_valid"
