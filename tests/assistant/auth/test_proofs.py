"""Fresh proofs by what somebody has: a password, a passkey, an account elsewhere."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from sqlmodel import select

from assistant.auth.rules import PROOF_LASTS
from assistant.models.accounts import AppUser, AuthSession
from tests.assistant.auth.conftest import HTML, Elsewhere
from tests.assistant.auth.test_passkeys import MARA, NILS, ORIGIN, Person
from tests.support.app import App, make_app
from tests.support.letters import letters_in

ANY = {"Accept": "*/*"}


@pytest.fixture
def named(migrated_url: str, tmp_path: Path) -> Iterator[App]:
    """An Attune that goes by a name, on both databases."""
    made = make_app(migrated_url, tmp_path, public_url=ORIGIN)
    yield made
    made.container.sql.dispose()


def later(app: App, *, without_password: bool = True) -> None:
    """Let everybody's last proof be too long ago; nobody has a password."""
    with app.open_uow() as uow:
        for user in uow.db.exec(select(AppUser)) if without_password else ():
            user.password_hash = None
        for session in uow.db.exec(select(AuthSession)):
            session.proved_at = uow.now - PROOF_LASTS


def ways(api: TestClient, headers: dict[str, str] | None = None) -> dict[str, Any]:
    answer = api.get("/auth/proof", headers=headers or {})
    assert answer.status_code == 200
    found: dict[str, Any] = answer.json()
    return found


def shown(person: Person) -> dict[str, Any]:
    """A passkey's answer to a challenge for a proof."""
    options = person.api.post("/auth/proof/passkey-options")
    assert options.status_code == 200
    person.key.count += 1
    return {"credential": person.key.use(options.json())}


def code_of(answer: Any) -> tuple[int, str]:
    return answer.status_code, answer.json()["code"]


def test_a_passkey_proves_and_the_account_without_a_password_can_be_left(named: App) -> None:
    mara = Person(named, MARA)
    mara.add()
    assert ways(mara.api)["fresh"] is True
    later(named)
    assert ways(mara.api) == {
        "fresh": False, "password": False, "code": False, "passkey": True, "providers": [],
    }  # fmt: skip
    assert code_of(mara.api.delete("/users/me")) == (403, "proof_needed")
    assert mara.api.post("/auth/proof", json=shown(mara)).status_code == 204
    assert ways(mara.api)["fresh"] is True
    verbs = [row["verb"] for row in mara.api.get("/users/me/audit").json()["items"]]
    assert verbs[:2] == ["proof.given", "passkey.used"]
    assert mara.api.delete("/users/me").status_code == 202


def test_a_challenge_for_a_proof_asks_for_ones_own_and_is_good_once(named: App) -> None:
    mara = Person(named, MARA)
    mara.add()
    later(named)
    options = mara.api.post("/auth/proof/passkey-options").json()
    assert [each["id"] for each in options["allowCredentials"]] == [
        mara.key.use(options)["id"]
    ]  # fmt: skip
    answer = shown(mara)
    assert mara.api.post("/auth/proof", json=answer).status_code == 204
    later(named)
    assert code_of(mara.api.post("/auth/proof", json=answer)) == (422, "passkey_refused")
    late = shown(mara)
    named.clock.forward(minutes=5)
    assert code_of(mara.api.post("/auth/proof", json=late)) == (422, "passkey_refused")
    assert ways(mara.api)["fresh"] is False


def test_nobody_proves_by_the_passkey_of_another_nor_by_a_challenge_of_the_door(
    named: App,
) -> None:
    mara, nils = Person(named, MARA), Person(named, NILS)
    mara.add()
    nils.add()
    later(named)
    with_hers = {"credential": mara.key.use(nils.api.post("/auth/proof/passkey-options").json())}
    assert code_of(nils.api.post("/auth/proof", json=with_hers)) == (422, "passkey_refused")
    of_hers = {"credential": nils.key.use(mara.api.post("/auth/proof/passkey-options").json())}
    assert code_of(nils.api.post("/auth/proof", json=of_hers)) == (422, "passkey_refused")
    door = named.client().post("/auth/passkeys/sign-in/options").json()
    assert code_of(nils.api.post("/auth/proof", json={"credential": nils.key.use(door)})) == (
        422, "passkey_refused",
    )  # fmt: skip
    signed = named.client().post("/auth/passkeys/sign-in", json=shown(nils))
    assert code_of(signed) == (401, "passkey_refused")
    assert (ways(nils.api)["fresh"], ways(mara.api)["fresh"]) == (False, False)


def test_a_copied_passkey_proves_nothing_and_its_owner_is_told(named: App) -> None:
    mara = Person(named, MARA)
    mara.add()
    mara.key.count = 9
    assert mara.api.post("/auth/proof", json=shown(mara)).status_code == 204
    later(named)
    mara.key.count = 3
    assert code_of(mara.api.post("/auth/proof", json=shown(mara))) == (422, "passkey_refused")
    assert ways(mara.api)["fresh"] is False
    named.run_jobs()
    subjects = [x["Subject"] for x in letters_in(named.container.settings.outbox_dir)]
    assert [x for x in subjects if "refused" in x] != []


def test_one_thing_is_shown_at_a_time_and_who_has_no_passkey_is_asked_for_none(named: App) -> None:
    mara = Person(named, MARA)
    assert code_of(mara.api.post("/auth/proof/passkey-options")) == (422, "no_passkey")
    for body in ({}, {"password": "x", "credential": {}}, {"credential": {}, "code": "1"}):
        assert mara.api.post("/auth/proof", json=body).status_code == 422
    assert code_of(mara.api.post("/auth/proof", json={"credential": {}})) == (
        422, "passkey_refused",
    )  # fmt: skip


def linked_alone(elsewhere: Elsewhere) -> tuple[TestClient, dict[str, str]]:
    """Somebody who signs in with an account elsewhere alone, and did so a while ago."""
    api, mine = elsewhere.member()
    url = api.post("/auth/oauth/oidc", json={"link": True}, headers=mine).json()["url"]
    assert elsewhere.back(api, elsewhere.idp.allow(url), {**mine, **ANY}).status_code == 303
    later(elsewhere.app)
    return api, mine


def prove(elsewhere: Elsewhere, api: TestClient, mine: dict[str, str], page: str = "data") -> Any:
    """Sign in there again; the answer of the callback."""
    begun = api.post("/auth/oauth/oidc", json={"prove": page}, headers=mine)
    assert begun.status_code == 200, begun.text
    assert "&max_age=0" in begun.json()["url"]
    return elsewhere.back(api, elsewhere.idp.allow(begun.json()["url"]), {**mine, **ANY})


def test_signing_in_again_elsewhere_proves_and_leads_back(elsewhere: Elsewhere) -> None:
    api, mine = linked_alone(elsewhere)
    assert ways(api, mine) == {
        "fresh": False, "password": False, "code": False, "passkey": False,
        "providers": [{"key": "oidc", "name": "The Works"}],
    }  # fmt: skip
    before = elsewhere.kept()
    elsewhere.idp.claims["auth_time"] = int(elsewhere.app.clock().timestamp())
    done = prove(elsewhere, api, mine)
    assert (done.status_code, done.headers["location"]) == (303, "/me/data?proof=data")
    assert "attune_session" not in done.headers.get("set-cookie", "")
    assert elsewhere.kept() == before  # nothing was linked or made, nobody signed in
    assert ways(api, mine)["fresh"] is True
    back = prove(elsewhere, api, mine, "security").headers["location"]
    assert back == "/me/security?proof=security"
    assert api.delete("/users/me", headers=mine).status_code == 202


def test_somebody_else_there_proves_nothing(elsewhere: Elsewhere) -> None:
    api, mine = linked_alone(elsewhere)
    for subject in ("somebody-else", "linked-to-jo"):
        elsewhere.idp.person["sub"] = subject
        assert code_of(prove(elsewhere, api, mine)) == (409, "proof_of_another")
        jo, as_jo = elsewhere.member(f"{subject}@example.com")
        jo.post("/auth/oauth/oidc", json={"link": True}, headers=as_jo)
    assert ways(api, mine)["fresh"] is False


def test_who_signed_in_there_long_ago_proves_nothing(here: Elsewhere) -> None:
    api, mine = linked_alone(here)
    here.idp.claims["auth_time"] = int((here.app.clock() - PROOF_LASTS).timestamp()) - 1
    assert code_of(prove(here, api, mine)) == (403, "proof_needed")
    assert ways(api, mine)["fresh"] is False


def test_an_answer_proves_for_the_sign_in_that_asked_alone(here: Elsewhere) -> None:
    api, mine = linked_alone(here)
    url = api.post("/auth/oauth/oidc", json={"prove": "data"}, headers=mine).json()["url"]
    _, as_jo = here.member("jo@example.com")
    answer = here.back(api, here.idp.allow(url), {**as_jo, **ANY})
    assert code_of(answer) == (422, "oauth_state")
    assert ways(api, mine)["fresh"] is False


def test_a_page_elsewhere_begins_no_proof_and_strangers_neither(here: Elsewhere) -> None:
    api, mine = linked_alone(here)
    foreign = {**mine, "Sec-Fetch-Site": "cross-site", **ANY}
    answer = api.get("/auth/oauth/oidc", params={"prove": "data"}, headers=foreign)
    assert code_of(answer) == (403, "foreign_origin")
    stranger = here.app.client().get(
        "/auth/oauth/oidc", params={"prove": "data"}, headers=HTML, follow_redirects=False
    )
    assert (stranger.status_code, stranger.headers["location"].partition("?")[0]) == (
        303, "/sign-in",
    )  # fmt: skip
    both = api.post("/auth/oauth/oidc", json={"prove": "data", "link": True}, headers=mine)
    assert both.status_code == 422
