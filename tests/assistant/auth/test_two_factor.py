"""The second factor over REST, with pyotp as the listener's phone."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import Any

import pyotp
import pytest
from sqlmodel import select

from assistant.models.audit import AuditEvent
from assistant.models.factors import RecoveryCode, Totp
from assistant.models.jobs import Job
from tests.support.app import ELSEWHERE, App
from tests.support.letters import letters_in, secret_in
from tests.support.phones import MARA, PASSWORD, SIGN_IN, STEP, Phone


@pytest.fixture
def phone(app: App) -> Phone:
    return Phone(app)


@pytest.fixture
def sqlite_phone(sqlite_app: App) -> Phone:
    return Phone(sqlite_app)


def said(answer: Any) -> tuple[int, str]:
    """Status and code of a refusal."""
    return answer.status_code, answer.json()["code"]


def verbs(app: App) -> list[str]:
    """What was written down, oldest first."""
    with app.open_uow(read=True) as uow:
        return list(uow.db.exec(select(AuditEvent.verb).order_by(AuditEvent.id)))  # type: ignore[arg-type]


def subjects(app: App) -> list[str]:
    """The subjects of all mails but the one that confirms the address."""
    app.run_jobs()
    letters = letters_in(app.container.settings.outbox_dir)
    assert {x["To"] for x in letters} == {MARA["email"]}
    found = [x["Subject"].removesuffix(" · Attune") for x in letters]
    return sorted(subject for subject in found if not subject.startswith("Confirm"))


def test_a_phone_is_set_up_and_asked_for_from_then_on(phone: Phone) -> None:
    assert phone.setup["otpauth_url"].startswith("otpauth://totp/Attune:mara%40example.com?")
    assert phone.setup["secret"] in phone.setup["otpauth_url"]
    assert phone.setup["qr_svg"].startswith("<svg ")
    done = phone.finish(phone.code())
    assert done.status_code == 200
    headers = {"Authorization": f"Bearer {done.json()['access_token']}"}
    assert phone.api.get("/users/me", headers=headers).json()["email"] == MARA["email"]
    state = phone.api.get("/auth/2fa", headers=headers).json()
    assert (state["enabled"], state["recovery_codes_left"], state["fresh"]) == (True, 10, True)
    assert [v for v in verbs(phone.app) if v.startswith("two_factor")] == [
        "two_factor.enabled",
        "two_factor.used",
    ]
    assert subjects(phone.app) == ["Codes of an app are now asked for"]


def test_until_a_code_was_seen_nothing_is_asked_for(sqlite_app: App) -> None:
    api = sqlite_app.client()
    api.post("/auth/register", json=MARA)
    pair = api.post("/auth/login", json=SIGN_IN).json()
    headers = {"Authorization": f"Bearer {pair['access_token']}"}
    secret = api.post("/auth/2fa/enable", json={}, headers=headers).json()["secret"]
    wrong = api.post("/auth/2fa/verify", json={"code": "12 34 56 7"}, headers=headers)
    assert said(wrong) == (422, "code_wrong")
    assert api.post("/auth/login", json=SIGN_IN).status_code == 200
    again = api.post("/auth/2fa/enable", json={"password": PASSWORD}, headers=headers).json()
    assert again["secret"] != secret
    old = pyotp.TOTP(secret).at(sqlite_app.clock.at)
    assert said(api.post("/auth/2fa/verify", json={"code": old}, headers=headers))[0] == 422


def test_the_code_that_turned_it_on_signs_nobody_in(app: App) -> None:
    phone = Phone(app)
    app.clock.forward(seconds=-30)
    assert said(phone.finish(phone.code())) == (401, "code_wrong")


def test_a_code_is_good_once(phone: Phone) -> None:
    code = phone.code()
    assert phone.finish(code).status_code == 200
    assert said(phone.finish(code)) == (401, "code_wrong")
    phone.app.clock.forward(seconds=30)
    assert phone.finish(phone.code()).status_code == 200


def test_after_a_newer_code_the_older_is_spent_too(sqlite_phone: Phone) -> None:
    older = sqlite_phone.code()
    sqlite_phone.app.clock.forward(seconds=30)
    assert sqlite_phone.finish(sqlite_phone.code()).status_code == 200
    assert said(sqlite_phone.finish(older)) == (401, "code_wrong")


@pytest.mark.parametrize("off_s, status", [(-60, 401), (-30, 200), (30, 200), (60, 401)])
def test_a_phone_may_be_one_step_off(sqlite_phone: Phone, off_s: int, status: int) -> None:
    sqlite_phone.app.clock.forward(seconds=60)
    assert sqlite_phone.finish(sqlite_phone.code(seconds=off_s)).status_code == status


def test_of_two_uses_of_one_code_at_once_one_wins(phone: Phone) -> None:
    bodies = [{"challenge": phone.challenge(), "code": phone.code()} for _ in range(4)]
    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(lambda b: phone.api.post(STEP, json=b), bodies))
    assert sorted(a.status_code for a in answers) == [200, 401, 401, 401]


def test_of_two_uses_of_one_recovery_code_at_once_one_wins(phone: Phone) -> None:
    code = phone.recovery[3]
    bodies = [{"challenge": phone.challenge(), "code": code} for _ in range(4)]
    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(lambda b: phone.api.post(STEP, json=b), bodies))
    assert sorted(a.status_code for a in answers) == [200, 401, 401, 401]


def test_recovery_codes_are_good_once_each_and_the_owner_is_told(phone: Phone) -> None:
    assert len(set(phone.recovery)) == 10
    assert {len(code.replace("-", "")) for code in phone.recovery} == {32}  # of base32: 160 bits
    first, second = phone.recovery[:2]
    assert phone.finish(first).status_code == 200
    assert said(phone.finish(first)) == (401, "code_wrong")
    assert phone.finish(second.upper().replace("-", " ")).status_code == 200
    state = phone.api.get("/auth/2fa", headers=phone.headers).json()
    assert state["recovery_codes_left"] == 8
    assert subjects(phone.app).count("A recovery code was used") == 2
    texts = [x.get_content() for x in letters_in(phone.app.container.settings.outbox_dir)]
    assert sum("Codes left: 8." in text for text in texts) == 1


def test_a_challenge_is_good_once_and_for_five_minutes(sqlite_phone: Phone) -> None:
    app = sqlite_phone.app
    used = sqlite_phone.challenge()
    body = {"challenge": used, "code": sqlite_phone.code()}
    assert sqlite_phone.api.post(STEP, json=body).status_code == 200
    app.clock.forward(seconds=30)
    again = {"challenge": used, "code": sqlite_phone.code()}
    assert said(sqlite_phone.api.post(STEP, json=again)) == (401, "second_step_over")
    fresh = sqlite_phone.challenge()
    app.clock.forward(minutes=5)
    late = sqlite_phone.api.post(STEP, json={"challenge": fresh, "code": sqlite_phone.code()})
    assert said(late) == (401, "second_step_over")
    # The refused code was not used up by it.
    assert sqlite_phone.finish(sqlite_phone.code()).status_code == 200


def test_a_wrong_code_leaves_the_challenge_good(sqlite_phone: Phone) -> None:
    challenge = sqlite_phone.challenge()
    wrong = sqlite_phone.api.post(STEP, json={"challenge": challenge, "code": "000000"})
    right = sqlite_phone.api.post(STEP, json={"challenge": challenge, "code": sqlite_phone.code()})
    assert (said(wrong), right.status_code) == ((401, "code_wrong"), 200)
    assert verbs(sqlite_phone.app).count("two_factor.failed") == 1


def test_without_the_password_nobody_learns_that_there_is_a_second_factor(
    sqlite_phone: Phone,
) -> None:
    def told(email: str) -> Any:
        answer = sqlite_phone.api.post("/auth/login", json={"email": email, "password": "no"})
        body = answer.json()
        return answer.status_code, body | {"request_id": ""}, sorted(answer.headers)

    assert told("mara@example.com") == told("who@example.com")


def test_another_accounts_code_and_link_open_nothing(sqlite_phone: Phone) -> None:
    app = sqlite_phone.app
    nils = {**MARA, "email": "nils@example.com"}
    sqlite_phone.api.post("/auth/register", json=nils)
    sqlite_phone.api.post("/auth/forgot-password", json={"email": MARA["email"]})
    app.run_jobs()
    letters = letters_in(app.container.settings.outbox_dir)
    [reset] = [secret_in(x) for x in letters if x["Subject"].startswith("Choose")]
    answer = sqlite_phone.api.post(STEP, json={"challenge": reset, "code": sqlite_phone.code()})
    assert said(answer) == (401, "second_step_over")
    asked = sqlite_phone.api.post("/auth/reset-password", json={
        "token": sqlite_phone.challenge(), "password": "seven herons over the weir"})  # fmt: skip
    assert said(asked) == (410, "link_not_valid")


def confirmed(phone: Phone) -> None:
    """Mara opens the link that signing up mailed, signed in."""
    phone.app.run_jobs()
    letters = letters_in(phone.app.container.settings.outbox_dir)
    [letter] = [x for x in letters if x["Subject"].startswith("Confirm")]
    assert phone.post("/auth/verify-email", {"token": secret_in(letter)}).status_code == 204


def test_a_reset_password_does_not_pass_the_second_step(phone: Phone) -> None:
    confirmed(phone)
    early = phone.challenge()
    phone.api.post("/auth/forgot-password", json={"email": MARA["email"]})
    phone.app.run_jobs()
    letters = letters_in(phone.app.container.settings.outbox_dir)
    [letter] = [x for x in letters if x["Subject"].startswith("Choose")]
    new = "seven herons over the weir"
    body = {"token": secret_in(letter), "password": new}
    assert phone.api.post("/auth/reset-password", json=body).status_code == 204
    answer = phone.api.post(STEP, json={"challenge": early, "code": phone.code()})
    assert said(answer) == (401, "second_step_over")  # it was begun with the old password
    challenge = phone.challenge(password=new)
    answer = phone.api.post(STEP, json={"challenge": challenge, "code": phone.code()})
    assert answer.status_code == 200


def test_wrong_codes_from_elsewhere_do_not_keep_the_owner_out(sqlite_phone: Phone) -> None:
    app = sqlite_phone.app
    assert sqlite_phone.finish(sqlite_phone.code()).status_code == 200  # marks the device
    thief = app.client(address=ELSEWHERE)
    challenge = sqlite_phone.challenge(thief)
    body = {"challenge": challenge, "code": "000000"}
    codes = [thief.post(STEP, json=body).status_code for _ in range(60)]
    assert codes[:11] == [401] * 9 + [429] * 2  # the password was a try, too
    app.clock.forward(seconds=30)
    assert sqlite_phone.finish(sqlite_phone.code()).status_code == 200


def test_a_few_wrong_codes_a_day_from_places_that_are_not_usual(sqlite_phone: Phone) -> None:
    app = sqlite_phone.app
    tried = 0
    for n in range(12):  # each network has its own ten a minute; the account's count is one
        thief = app.client(address=(f"203.0.113.{n}", 1))
        challenge = thief.post("/auth/login", json=SIGN_IN).json().get("challenge")
        body = {"challenge": challenge, "code": "000000"}
        answers = [thief.post(STEP, json=body).status_code for _ in range(9)]
        tried += answers.count(401)
    assert tried == 50


def test_turning_it_off_takes_password_and_code(phone: Phone) -> None:
    code = phone.code()
    refused = [
        phone.post("/auth/2fa/disable", {"code": code}),
        phone.post("/auth/2fa/disable", {"code": code, "password": "no"}),
        phone.post("/auth/2fa/disable", {"code": "000000", "password": PASSWORD}),
    ]
    assert [said(x) for x in refused] == [
        (403, "proof_needed"),
        (422, "current_password_wrong"),
        (422, "code_wrong"),
    ]
    phone.challenge()
    phone.app.clock.forward(minutes=1)
    off = phone.post("/auth/2fa/disable", {"code": phone.code(), "password": PASSWORD})
    assert off.status_code == 204
    assert phone.api.post("/auth/login", json=SIGN_IN).status_code == 200
    with phone.app.open_uow(read=True) as uow:
        assert list(uow.db.exec(select(Totp))) == []
        assert list(uow.db.exec(select(RecoveryCode))) == []
    assert "two_factor.disabled" in verbs(phone.app)
    assert "Codes of an app are no longer asked for" in subjects(phone.app)
    answer = phone.post("/auth/2fa/disable", {"code": phone.recovery[0], "password": PASSWORD})
    assert said(answer) == (409, "two_factor_off")


def test_factors_change_only_after_a_fresh_proof(phone: Phone) -> None:
    phone.app.clock.forward(minutes=9)  # the token runs out with the proof's ten minutes
    assert phone.post("/auth/2fa/recovery-codes", {}).status_code == 200
    api, app = phone.api, phone.app
    pair = phone.finish(phone.code()).json()
    app.clock.forward(minutes=10)
    pair = api.post("/auth/refresh", json={"refresh_token": pair["refresh_token"]}).json()
    headers = {"Authorization": f"Bearer {pair['access_token']}"}

    def ask() -> Any:
        return api.post("/auth/2fa/recovery-codes", headers=headers)

    assert said(ask()) == (403, "proof_needed")
    wrong = api.post("/auth/proof", json={"password": "no"}, headers=headers)
    assert said(wrong) == (422, "current_password_wrong")
    both = api.post("/auth/proof", json={"password": PASSWORD, "code": "1"}, headers=headers)
    assert said(both) == (422, "not_valid")
    assert said(ask()) == (403, "proof_needed")
    assert api.post("/auth/proof", json={"code": phone.code()}, headers=headers).status_code == 204
    renewed = ask()
    assert renewed.status_code == 200
    assert said(phone.finish(phone.recovery[0])) == (401, "code_wrong")
    assert phone.finish(renewed.json()["recovery_codes"][0]).status_code == 200
    assert "New recovery codes" in subjects(app)


def test_beginning_late_asks_for_the_password(sqlite_app: App) -> None:
    api = sqlite_app.client()
    api.post("/auth/register", json=MARA)
    pair = api.post("/auth/login", json=SIGN_IN).json()
    sqlite_app.clock.forward(minutes=10)
    pair = api.post("/auth/refresh", json={"refresh_token": pair["refresh_token"]}).json()
    headers = {"Authorization": f"Bearer {pair['access_token']}"}
    refused = api.post("/auth/2fa/enable", json={}, headers=headers)
    wrong = api.post("/auth/2fa/enable", json={"password": "no"}, headers=headers)
    right = api.post("/auth/2fa/enable", json={"password": PASSWORD}, headers=headers)
    assert said(refused) == (403, "proof_needed")
    assert said(wrong) == (422, "current_password_wrong")
    assert right.status_code == 200


def test_it_is_turned_on_once(phone: Phone) -> None:
    assert said(phone.post("/auth/2fa/enable", {})) == (409, "two_factor_on")
    assert said(phone.post("/auth/2fa/verify", {"code": phone.code()})) == (409, "two_factor_on")


@pytest.mark.parametrize("path", ["enable", "verify", "disable", "recovery-codes"])
def test_strangers_and_the_sample_listener_have_no_factors(sqlite_app: App, path: str) -> None:
    robin = replace(sqlite_app.person("robin"), is_sample=True)
    body = {"code": "123456"}
    stranger = sqlite_app.client().post(f"/auth/2fa/{path}", json=body)
    sample = sqlite_app.client(robin).post(f"/auth/2fa/{path}", json=body)
    assert (said(stranger), said(sample)) == ((401, "not_signed_in"), (403, "sample_stays"))


def test_no_secret_stands_in_the_database_or_in_a_job(phone: Phone) -> None:
    phone.finish(phone.recovery[0])
    phone.app.run_jobs()
    with phone.app.open_uow(read=True) as uow:
        [row] = uow.db.exec(select(Totp)).all()
        codes = uow.db.exec(select(RecoveryCode.code_hash)).all()
        jobs = " ".join(str(job.args) for job in uow.db.exec(select(Job)))
        events = " ".join(f"{e.object} {e.detail}" for e in uow.db.exec(select(AuditEvent)))
    secret = phone.setup["secret"]
    assert phone.app.container.vault.open(row.secret_enc) == secret
    assert secret.encode() not in row.secret_enc
    assert {len(code) for code in codes} == {32}
    for text in (jobs, events):
        assert secret not in text
        assert not any(code in text or code.replace("-", "") in text for code in phone.recovery)


def test_the_browser_is_asked_on_a_page_of_its_own(sqlite_phone: Phone) -> None:
    api = sqlite_phone.app.client()
    first = api.post("/auth/browser-session", data=SIGN_IN, follow_redirects=False)
    assert (first.status_code, first.headers["location"]) == (303, "/second-step")
    assert "attune_session" not in first.headers["set-cookie"]
    assert "HttpOnly" in first.headers["set-cookie"]
    wrong = api.post("/auth/browser-second-step", data={"code": "000000"}, follow_redirects=False)
    assert wrong.headers["location"] == "/second-step?error=code_wrong"
    foreign = api.post(
        "/auth/browser-second-step", data={"code": sqlite_phone.code()},
        headers={"Origin": "https://evil.example"}, follow_redirects=False,
    )  # fmt: skip
    assert foreign.headers["location"] == "/second-step?error=foreign_origin"
    right = api.post(
        "/auth/browser-second-step", data={"code": sqlite_phone.code()}, follow_redirects=False
    )
    assert (right.status_code, right.headers["location"]) == (303, "/")
    assert "attune_session=" in right.headers["set-cookie"]
    over = sqlite_phone.app.client().post(
        "/auth/browser-second-step", data={"code": "1"}, follow_redirects=False
    )
    assert over.headers["location"] == "/sign-in?error=second_step_over"
