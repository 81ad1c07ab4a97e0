"""Forgotten, reset and changed passwords, and confirmed addresses, over REST with real mails."""

from concurrent.futures import ThreadPoolExecutor
from email.message import EmailMessage
from typing import Any

import pytest
from fastapi.testclient import TestClient
from sqlmodel import select

from assistant.core.crypto import hash_token
from assistant.models.accounts import OneTimeToken
from assistant.models.jobs import Job
from tests.support.app import ELSEWHERE, App
from tests.support.letters import letters_in, link_in, secret_in

EMAIL = "Mara@Example.com"
OLD, NEW = "harbour lamp at low water", "seven herons over the weir"
MARA = {"email": EMAIL, "password": OLD, "display_name": "Mara"}
SIGN_IN = {"email": EMAIL, "password": OLD}


def outbox(app: App, subject: str) -> list[EmailMessage]:
    """Run the jobs; the mails with a subject that begins so."""
    app.run_jobs()
    found = letters_in(app.container.settings.outbox_dir)
    return [letter for letter in found if letter["Subject"].startswith(subject)]


def signed_in(app: App, **client: Any) -> tuple[TestClient, dict[str, str]]:
    """A client of its own and the header of its sign-in."""
    api = app.client(**client)
    pair = api.post("/auth/login", json=SIGN_IN).json()
    return api, {"Authorization": f"Bearer {pair['access_token']}"}


def test_a_forgotten_password_is_reset_by_mail_and_every_sign_in_ends(app: App) -> None:
    api = app.client()
    api.post("/auth/register", json=MARA)
    _, old_sign_in = signed_in(app)
    asked = api.post("/auth/forgot-password", json={"email": "mara@example.COM"})
    assert (asked.status_code, asked.json()) == (202, None)
    [letter] = outbox(app, "Choose a new password")
    assert letter["To"] == EMAIL
    assert link_in(letter).startswith("http://127.0.0.1:3000/reset-password?token=")
    token = secret_in(letter)
    weak = api.post("/auth/reset-password", json={"token": token, "password": "password1"})
    assert (weak.status_code, weak.json()["code"]) == (422, "password_weak")
    done = api.post("/auth/reset-password", json={"token": token, "password": NEW})
    assert done.status_code == 204
    again = api.post("/auth/reset-password", json={"token": token, "password": NEW})
    assert (again.status_code, again.json()["code"]) == (410, "link_not_valid")
    assert api.get("/users/me", headers=old_sign_in).json()["code"] == "signed_out"
    assert api.post("/auth/login", json=SIGN_IN).status_code == 401
    assert api.post("/auth/login", json={**SIGN_IN, "password": NEW}).status_code == 200


def test_a_reset_also_voids_the_other_links_that_were_mailed(sqlite_app: App) -> None:
    api = sqlite_app.client()
    api.post("/auth/register", json=MARA)
    for _ in range(2):
        api.post("/auth/forgot-password", json={"email": EMAIL})
    first, second = (secret_in(letter) for letter in outbox(sqlite_app, "Choose"))
    assert api.post("/auth/reset-password", json={"token": first, "password": NEW}).is_success
    answer = api.post("/auth/reset-password", json={"token": second, "password": NEW})
    assert answer.json()["code"] == "link_not_valid"


def test_of_two_resets_at_once_by_one_link_one_holds(app: App) -> None:
    api = app.client()
    api.post("/auth/register", json=MARA)
    api.post("/auth/forgot-password", json={"email": EMAIL})
    [letter] = outbox(app, "Choose")
    bodies = [{"token": secret_in(letter), "password": f"{NEW} {n}"} for n in range(4)]
    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(lambda b: api.post("/auth/reset-password", json=b), bodies))
    assert sorted(a.status_code for a in answers) == [204, 410, 410, 410]


def test_strangers_and_members_get_one_answer_and_write_the_same(app: App) -> None:
    api = app.client()
    api.post("/auth/register", json=MARA)
    app.run_jobs()
    before = _written(app)
    answers = []
    rows = []
    for email in (EMAIL, "who@example.com"):
        answer = api.post("/auth/forgot-password", json={"email": email})
        answers.append((answer.status_code, answer.content))
        rows.append(_written(app))
    steps = [(rows[0][i] - before[i], rows[1][i] - rows[0][i]) for i in range(2)]
    assert answers[0] == answers[1]
    assert steps == [(1, 1), (1, 1)]
    assert [letter["To"] for letter in outbox(app, "Choose")] == [EMAIL]


def _written(app: App) -> tuple[int, int]:
    with app.open_uow(read=True) as uow:
        tokens = uow.db.exec(select(OneTimeToken)).all()
        return len(tokens), len(uow.db.exec(select(Job)).all())


def test_no_token_and_no_address_stands_in_the_database(app: App) -> None:
    api = app.client()
    api.post("/auth/register", json=MARA)
    api.post("/auth/forgot-password", json={"email": EMAIL})
    [letter] = outbox(app, "Choose")
    with app.open_uow(read=True) as uow:
        jobs = uow.db.exec(select(Job)).all()
        reset = uow.db.exec(select(OneTimeToken).where(OneTimeToken.purpose == "reset")).one()
    assert reset.token_hash == hash_token(secret_in(letter))
    assert [set(job.args) for job in jobs] == [{"one_time_token_id"}] * 2
    written = " ".join(f"{job.args} {job.result} {job.message}" for job in jobs)
    assert "@" not in written
    assert secret_in(letter) not in written


def test_a_link_runs_out(sqlite_app: App) -> None:
    api = sqlite_app.client()
    api.post("/auth/register", json=MARA)
    api.post("/auth/forgot-password", json={"email": EMAIL})
    [letter] = outbox(sqlite_app, "Choose")
    sqlite_app.clock.forward(minutes=61)
    body = {"token": secret_in(letter), "password": NEW}
    assert api.post("/auth/reset-password", json=body).json()["code"] == "link_not_valid"


def test_a_link_of_one_purpose_opens_no_other(sqlite_app: App) -> None:
    api = sqlite_app.client()
    api.post("/auth/register", json=MARA)
    [letter] = outbox(sqlite_app, "Confirm")
    body = {"token": secret_in(letter), "password": NEW}
    assert api.post("/auth/reset-password", json=body).json()["code"] == "link_not_valid"


def test_asking_again_and_again_mails_a_few_times_and_then_is_refused(sqlite_app: App) -> None:
    api = sqlite_app.client()
    api.post("/auth/register", json=MARA)
    body = {"email": EMAIL}
    codes = [api.post("/auth/forgot-password", json=body).status_code for _ in range(6)]
    assert codes == [202] * 5 + [429]
    other = sqlite_app.client(address=ELSEWHERE)  # to which nothing tells that mails are used up
    assert other.post("/auth/forgot-password", json=body).status_code == 202
    assert len(outbox(sqlite_app, "Choose")) == 5


def test_changing_the_password_keeps_this_sign_in_and_ends_the_others(app: App) -> None:
    app.client().post("/auth/register", json=MARA)
    here, mine = signed_in(app)
    _, other = signed_in(app)
    here.post("/auth/forgot-password", json={"email": EMAIL})
    [letter] = outbox(app, "Choose")
    body = {"current_password": OLD, "new_password": NEW}
    wrong = here.put("/auth/change-password", json={**body, "current_password": "no"}, headers=mine)
    weak = here.put("/auth/change-password", json={**body, "new_password": "mara"}, headers=mine)
    assert (wrong.status_code, wrong.json()["code"]) == (422, "current_password_wrong")
    assert (weak.status_code, weak.json()["code"]) == (422, "password_short")
    assert here.put("/auth/change-password", json=body, headers=mine).status_code == 204
    assert here.get("/users/me", headers=mine).status_code == 200
    assert here.get("/users/me", headers=other).status_code == 401
    stale = {"token": secret_in(letter), "password": OLD}
    assert here.post("/auth/reset-password", json=stale).json()["code"] == "link_not_valid"


def test_the_current_password_can_be_guessed_a_few_times_only(sqlite_app: App) -> None:
    sqlite_app.client().post("/auth/register", json=MARA)
    api, mine = signed_in(sqlite_app)
    body = {"current_password": "no", "new_password": NEW}
    tries = [api.put("/auth/change-password", json=body, headers=mine) for _ in range(6)]
    assert [t.status_code for t in tries] == [422] * 5 + [429]


def test_an_address_is_confirmed_by_the_link_that_registering_mails(app: App) -> None:
    api = app.client()
    assert api.post("/auth/register", json=MARA).json()["email_verified"] is False
    [letter] = outbox(app, "Confirm")
    assert link_in(letter).startswith("http://127.0.0.1:3000/verify-email?token=")
    _, mine = signed_in(app)
    body = {"token": secret_in(letter)}
    assert api.post("/auth/verify-email", json=body, headers=mine).status_code == 204
    assert api.get("/users/me", headers=mine).json()["email_verified"] is True
    again = api.post("/auth/send-verification-email", headers=mine)
    assert (again.status_code, again.json()["code"]) == (409, "email_verified")


def test_the_confirming_mail_can_be_asked_for_again(sqlite_app: App) -> None:
    api = sqlite_app.client()
    api.post("/auth/register", json=MARA)
    _, mine = signed_in(sqlite_app)
    assert api.post("/auth/send-verification-email", headers=mine).status_code == 202
    first, second = outbox(sqlite_app, "Confirm")
    body = {"token": secret_in(second), "password": OLD}
    assert api.post("/auth/verify-email", json=body).is_success
    answer = api.post("/auth/verify-email", json={**body, "token": secret_in(first)})
    assert answer.json()["code"] == "link_not_valid"


def test_where_a_setting_asks_for_it_only_confirmed_addresses_sign_in(sqlite_app: App) -> None:
    api = sqlite_app.client()
    api.post("/auth/register", json={**MARA, "email": "admin@example.com"})
    sqlite_app.container.settings.require_verified_email = True
    api.post("/auth/register", json=MARA)
    wrong = api.post("/auth/login", json={**SIGN_IN, "password": "no"})
    early = api.post("/auth/login", json=SIGN_IN)
    assert wrong.json()["code"] == "wrong_credentials"
    assert (early.status_code, early.json()["code"]) == (403, "email_not_verified")
    letters = [x for x in outbox(sqlite_app, "Confirm") if x["To"] == EMAIL]
    assert len(letters) == 2  # at the sign-up, and once more at the early sign-in
    body = {"token": secret_in(letters[-1]), "password": OLD}
    assert api.post("/auth/verify-email", json=body).status_code == 204
    assert api.post("/auth/login", json=SIGN_IN).status_code == 200
    admin = {"email": "admin@example.com", "password": OLD}
    assert api.post("/auth/login", json=admin).status_code == 200


@pytest.mark.parametrize("path", ["/auth/reset-password", "/auth/verify-email"])
def test_a_made_up_token_opens_nothing(sqlite_app: App, path: str) -> None:
    answer = sqlite_app.client().post(path, json={"token": "made-up", "password": NEW})
    assert (answer.status_code, answer.json()["code"]) == (410, "link_not_valid")


def test_the_browser_resets_by_forms_and_is_known_afterwards(sqlite_app: App) -> None:
    api = sqlite_app.client()
    api.post("/auth/register", json=MARA)
    asked = api.post("/auth/browser-forgot", data={"email": EMAIL}, follow_redirects=False)
    assert asked.headers["location"] == "/forgot-password?said=mail_sent"
    [letter] = outbox(sqlite_app, "Choose")
    form = {"token": secret_in(letter), "password": NEW}
    foreign = api.post(
        "/auth/browser-reset", data=form, headers={"Origin": "https://evil.example"},
        follow_redirects=False,
    )  # fmt: skip
    assert foreign.headers["location"] == "/reset-password?error=foreign_origin"
    done = api.post("/auth/browser-reset", data=form, follow_redirects=False)
    assert done.headers["location"] == "/sign-in?said=password_reset"
    assert "attune_device=" in done.headers["set-cookie"]
