"""Linking accounts elsewhere to one's own, and taking them off again."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

from fastapi.testclient import TestClient
from pyotp import TOTP
from sqlmodel import select

from assistant.auth import attempts, identifying
from assistant.core.actor import Actor
from assistant.models.identities import Identity
from tests.assistant.auth.conftest import HTML, PASSWORD, Elsewhere
from tests.support.letters import letters_in, secret_in

ANY = {"Accept": "*/*"}
PROOF = {"current_password": PASSWORD}


def linked(elsewhere: Elsewhere, api: TestClient, mine: dict[str, str], **proof: str) -> Any:
    """Link the person at the provider; the answer of the callback."""
    begun = api.post("/auth/oauth/oidc", json={"link": True, **proof}, headers=mine)
    assert begun.status_code == 200, begun.text
    return elsewhere.back(api, elsewhere.idp.allow(begun.json()["url"]), {**mine, **ANY})


def notices(elsewhere: Elsewhere) -> list[tuple[str, str]]:
    """(receiver, subject) of the mails about linking."""
    elsewhere.app.run_jobs()
    letters = letters_in(elsewhere.app.container.settings.outbox_dir)
    return [(x["To"], x["Subject"]) for x in letters if "linked" in x["Subject"]]


def test_a_member_links_signs_in_and_unlinks(elsewhere: Elsewhere) -> None:
    api, mine = elsewhere.member()
    elsewhere.idp.person["email"] = "mara@work.example"
    done = linked(elsewhere, api, mine, **PROOF)
    assert (done.status_code, done.headers["location"]) == (303, "/me/security?identity=linked")
    [view] = api.get("/auth/identities", headers=mine).json()
    assert (view["provider"], view["name"], view["email"], view["works"]) == (
        "oidc", "The Works", "mara@work.example", True,
    )  # fmt: skip
    other = elsewhere.app.client()
    elsewhere.sign_in(other)
    assert other.get("/users/me").json()["email"] == "mara@example.com"
    assert api.delete(f"/auth/identities/{view['id']}", headers=mine).status_code == 204
    assert api.get("/auth/identities", headers=mine).json() == []
    gone = api.delete(f"/auth/identities/{view['id']}", headers=mine)
    assert (gone.status_code, gone.json()["code"]) == (404, "identity_not_found")
    verbs = [row["verb"] for row in api.get("/users/me/audit", headers=mine).json()["items"]]
    assert verbs[:3] == ["identity.unlinked", "sign_in.done", "identity.linked"]
    assert notices(elsewhere) == [
        ("mara@example.com", "An account elsewhere was linked · Attune"),
        ("mara@example.com", "An account elsewhere was unlinked · Attune"),
    ]


def test_linking_twice_is_once(elsewhere: Elsewhere) -> None:
    api, mine = elsewhere.member()
    for _ in range(2):
        assert linked(elsewhere, api, mine, **PROOF).status_code == 303
    assert elsewhere.kept()["identity"] == 1
    assert len(notices(elsewhere)) == 1


def test_an_account_elsewhere_belongs_to_one_account_here(elsewhere: Elsewhere) -> None:
    mara, as_mara = elsewhere.member()
    jo, as_jo = elsewhere.member("jo@example.com")
    linked(elsewhere, mara, as_mara, **PROOF)
    answer = linked(elsewhere, jo, as_jo, **PROOF)
    assert (answer.status_code, answer.json()["code"]) == (409, "identity_taken")
    assert jo.get("/auth/identities", headers=as_jo).json() == []


def test_of_several_who_link_one_person_at_once_one_has_them(elsewhere: Elsewhere) -> None:
    people = [elsewhere.member(f"p{n}@example.com") for n in range(4)]
    urls = []
    for api, mine in people:
        url = api.post("/auth/oauth/oidc", json={"link": True}, headers=mine).json()["url"]
        urls.append(elsewhere.idp.allow(url))
    with ThreadPoolExecutor(4) as pool:
        answers = list(
            pool.map(lambda p, u: elsewhere.back(p[0], u, {**p[1], **ANY}), people, urls)
        )
    assert sorted(a.status_code for a in answers) == [303, 409, 409, 409]
    assert elsewhere.kept()["identity"] == 1


def test_a_wrong_password_links_nothing(here: Elsewhere) -> None:
    api, mine = here.member()
    wish = {"link": True, "current_password": "guessed"}
    answer = api.post("/auth/oauth/oidc", json=wish, headers=mine)
    assert (answer.status_code, answer.json()["code"]) == (422, "current_password_wrong")
    tries = [api.post("/auth/oauth/oidc", json=wish, headers=mine).status_code for _ in range(5)]
    assert tries == [422] * 4 + [429]
    assert here.idp.asked == []


def test_an_old_sign_in_has_to_show_who_it_is(here: Elsewhere) -> None:
    api, _ = here.member()
    form = {"email": "mara@example.com", "password": PASSWORD}
    api.post("/auth/browser-session", data=form, follow_redirects=False)

    def begun(**headers: str) -> Any:
        return api.get(
            "/auth/oauth/oidc", params={"link": "true"}, headers=headers, follow_redirects=False
        )

    assert begun().status_code == 303
    here.app.clock.forward(minutes=11)
    old = begun()
    assert (old.status_code, old.json()["code"]) == (403, "proof_needed")
    own = {"Origin": "http://127.0.0.1:3000"}
    assert api.post("/auth/proof", json={"password": PASSWORD}, headers=own).status_code == 204
    assert begun().status_code == 303
    pushed = begun(**{"Sec-Fetch-Site": "cross-site"})
    assert (pushed.status_code, pushed.json()["code"]) == (403, "foreign_origin")


def test_nobody_links_without_being_signed_in(here: Elsewhere) -> None:
    here.app.person("root", "admin")
    answer = here.app.client().get("/auth/oauth/oidc", params={"link": "true"})
    assert (answer.status_code, answer.json()["code"]) == (401, "not_signed_in")
    page = here.app.client().get(
        "/auth/oauth/oidc", params={"link": "true"}, headers=HTML, follow_redirects=False
    )
    assert page.headers["location"] == "/sign-in?error=not_signed_in"
    for path in ("/auth/identities", "/auth/identities/00000000-0000-7000-8000-000000000000"):
        call = here.app.client().get if path.endswith("identities") else here.app.client().delete
        assert call(path).status_code == 401


def test_the_sample_listener_links_nothing(here: Elsewhere) -> None:
    mara = here.app.person("mara")
    sample = Actor(user_id=mara.user_id, is_sample=True)
    answer = here.app.client(sample).post("/auth/oauth/oidc", json={"link": True})
    assert (answer.status_code, answer.json()["code"]) == (403, "sample_stays")


def test_only_the_sign_in_that_began_can_finish(here: Elsewhere) -> None:
    """An attacker begins to link in their account and hands the answer to somebody signed in."""
    mara, as_mara = here.member()
    jo, as_jo = here.member("jo@example.com")
    url = mara.post("/auth/oauth/oidc", json={"link": True}, headers=as_mara).json()["url"]
    back = here.idp.allow(url)
    jo.cookies.set(attempts.COOKIE, mara.cookies[attempts.COOKIE])
    answer = here.back(jo, back, {**as_jo, **ANY})
    assert (answer.status_code, answer.json()["code"]) == (422, "oauth_state")
    url = mara.post("/auth/oauth/oidc", json={"link": True}, headers=as_mara).json()["url"]
    bare = here.back(mara, here.idp.allow(url), ANY)
    assert (bare.status_code, bare.json()["code"]) == (422, "oauth_state")
    assert here.kept()["identity"] == 0


def test_who_is_signed_in_gets_no_second_account_by_a_slip(here: Elsewhere) -> None:
    here.app.person("root", "admin")
    api, _ = here.member()
    form = {"email": "mara@example.com", "password": PASSWORD}
    api.post("/auth/browser-session", data=form, follow_redirects=False)
    here.idp.person["email"] = "new@example.com"
    page = here.sign_in(api)
    assert page.headers["location"] == "/me/security?identity_error=identity_not_linked"
    assert here.kept()["app_user"] == 2


def test_the_last_way_in_stays(elsewhere: Elsewhere) -> None:
    elsewhere.app.person("root", "admin")
    api = elsewhere.app.client()
    elsewhere.sign_in(api)
    own = {"Origin": "http://127.0.0.1:3000"}
    [only] = api.get("/auth/identities").json()
    refused = api.delete(f"/auth/identities/{only['id']}", headers=own)
    assert (refused.status_code, refused.json()["code"]) == (409, "last_way_in")
    with elsewhere.app.open_uow() as uow:  # a provider that the settings no longer name is no way
        row = uow.db.exec(select(Identity)).one()
        copy = Identity(user_id=row.user_id, provider="gone", issuer="https://x", subject="y")
        uow.db.add(copy)
    assert api.delete(f"/auth/identities/{only['id']}", headers=own).status_code == 409
    dead = next(i for i in api.get("/auth/identities").json() if not i["works"])
    assert api.delete(f"/auth/identities/{dead['id']}", headers=own).status_code == 204


def test_of_two_last_ways_taken_off_at_once_one_stays(elsewhere: Elsewhere) -> None:
    elsewhere.app.person("root", "admin")
    api = elsewhere.app.client()
    elsewhere.sign_in(api)
    own = {"Origin": "http://127.0.0.1:3000"}
    elsewhere.idp.person = {"sub": "second"}
    url = api.post("/auth/oauth/oidc", json={"link": True}, headers=own).json()["url"]
    assert (
        elsewhere.back(api, elsewhere.idp.allow(url)).headers["location"]
        == "/me/security?identity=linked"
    )
    ids = [row["id"] for row in api.get("/auth/identities").json()]
    assert len(ids) == 2
    cookie = {"Cookie": f"{identifying.COOKIE}={api.cookies[identifying.COOKIE]}", **own}
    with ThreadPoolExecutor(2) as pool:
        answers = list(pool.map(lambda i: api.delete(f"/auth/identities/{i}", headers=cookie), ids))
    assert sorted(a.status_code for a in answers) == [204, 409]


def test_nobody_sees_or_takes_off_what_is_somebody_elses(here: Elsewhere) -> None:
    mara, as_mara = here.member()
    linked(here, mara, as_mara, **PROOF)
    [view] = mara.get("/auth/identities", headers=as_mara).json()
    jo, as_jo = here.member("jo@example.com")
    assert jo.get("/auth/identities", headers=as_jo).json() == []
    answer = jo.delete(f"/auth/identities/{view['id']}", headers=as_jo)
    assert (answer.status_code, answer.json()["code"]) == (404, "identity_not_found")
    assert here.kept()["identity"] == 1


def test_a_mailed_password_takes_off_what_was_linked_before_the_address_was_shown_to_be_ones_own(
    elsewhere: Elsewhere,
) -> None:
    """Somebody registers with another's address, links an account of theirs, and waits."""
    elsewhere.app.person("root", "admin")
    thief, as_thief = elsewhere.member()
    elsewhere.idp.person = {"sub": "the thief"}
    linked(elsewhere, thief, as_thief, **PROOF)
    owner = elsewhere.app.client()
    owner.post("/auth/forgot-password", json={"email": "mara@example.com"})
    elsewhere.app.run_jobs()
    letters = letters_in(elsewhere.app.container.settings.outbox_dir)
    [letter] = [x for x in letters if x["Subject"].startswith("Choose")]
    body = {"token": secret_in(letter), "password": "seven herons over the weir"}
    assert owner.post("/auth/reset-password", json=body).status_code == 204
    refused = elsewhere.sign_in(elsewhere.app.client(), headers=ANY)
    assert (refused.status_code, refused.json()["code"]) == (422, "oauth_no_email")


def test_a_second_factor_is_asked_for_unless_the_provider_asked(elsewhere: Elsewhere) -> None:
    api, mine = elsewhere.member()
    linked(elsewhere, api, mine, **PROOF)
    app = api.post("/auth/2fa/enable", json={}, headers=mine).json()
    totp = TOTP(app["secret"])
    code = {"code": totp.at(elsewhere.app.clock())}
    assert api.post("/auth/2fa/verify", json=code, headers=mine).is_success
    browser, program, trusted = (elsewhere.app.client() for _ in range(3))
    page = elsewhere.sign_in(browser)
    assert page.headers["location"] == "/second-step"
    assert browser.get("/users/me").status_code == 401
    elsewhere.app.clock.forward(seconds=60)
    form = {"code": totp.at(elsewhere.app.clock())}
    done = browser.post("/auth/browser-second-step", data=form, follow_redirects=False)
    assert done.headers["location"] == "/"
    assert browser.get("/users/me").json()["email"] == "mara@example.com"
    asked = elsewhere.sign_in(program, headers={"Accept": "application/json"})
    assert (asked.status_code, asked.json()["code"]) == (401, "second_step_needed")
    elsewhere.app.clock.forward(seconds=60)
    step = {"challenge": asked.json()["challenge"], "code": totp.at(elsewhere.app.clock())}
    tokens = program.post("/auth/login/second-step", json=step)
    assert tokens.status_code == 200, tokens.text
    elsewhere.idp.claims = {"amr": ["pwd", "mfa"]}
    assert elsewhere.sign_in(trusted).headers["location"] == "/"
