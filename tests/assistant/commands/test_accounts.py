"""`attune user invite` and `attune user role`, by whoever owns the machine."""

from pathlib import Path

import pyotp
import pytest
from typer.testing import CliRunner

from assistant import cli
from assistant.auth import service as auth
from assistant.auth.schemas import Registration
from assistant.core.clock import utc_now
from tests.support.app import App

OLGA = {
    "email": "olga@example.com",
    "password": "harbour lamp at low water",
    "display_name": "Olga",
}


@pytest.fixture
def here(sqlite_app: App, sqlite_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> App:
    """An Attune that commands work on."""
    monkeypatch.setenv("ATTUNE_DATA_DIR", str(tmp_path))
    monkeypatch.setenv("ATTUNE_DATABASE_URL", sqlite_url)
    monkeypatch.setenv("ATTUNE_REGISTRATION", "invitation")
    sqlite_app.container.settings.registration = "invitation"
    return sqlite_app


def test_an_invitation_from_the_command_line_makes_one_account(here: App) -> None:
    here.person("mara", "admin")
    said = CliRunner().invoke(cli.app, ["user", "invite", "--days", "2"])
    assert said.exit_code == 0
    secret = said.stdout.splitlines()[0].partition("/sign-up?invitation=")[2]
    here.clock.at = utc_now()  # commands go by the clock on the wall
    answer = here.client().post("/auth/register", json={**OLGA, "invitation": secret})
    assert (answer.status_code, answer.json()["role"]) == (201, "listener")


def test_roles_are_given_and_the_last_admin_stays(here: App) -> None:
    auth.add_account(here.open_uow, Registration.model_validate(OLGA), "admin")
    here.person("nils")
    run = CliRunner().invoke
    assert run(cli.app, ["user", "role", "nils@example.com", "moderator"]).stdout.startswith(
        "moder"
    )
    last = run(cli.app, ["user", "role", "olga@example.com", "listener"])
    assert (last.exit_code, "only admin" in last.stderr) == (1, True)
    wrong = run(cli.app, ["user", "role", "nils@example.com", "king"])
    assert (wrong.exit_code, "listener, moderator, admin" in wrong.stderr) == (1, True)


def test_who_lost_phone_and_codes_is_let_in_by_who_owns_the_machine(here: App) -> None:
    auth.add_account(here.open_uow, Registration.model_validate(OLGA), "admin")
    api = here.client()
    pair = api.post("/auth/login", json=OLGA).json()
    headers = {"Authorization": f"Bearer {pair['access_token']}"}
    secret = api.post("/auth/2fa/enable", json={}, headers=headers).json()["secret"]
    code = {"code": pyotp.TOTP(secret).at(here.clock.at)}
    assert api.post("/auth/2fa/verify", json=code, headers=headers).status_code == 200
    assert api.post("/auth/login", json=OLGA).json()["code"] == "second_step_needed"
    dropped = CliRunner().invoke(cli.app, ["user", "drop-second-factor", OLGA["email"]])
    assert dropped.exit_code == 0
    assert api.post("/auth/login", json=OLGA).status_code == 200
    again = CliRunner().invoke(cli.app, ["user", "drop-second-factor", OLGA["email"]])
    assert (again.exit_code, "not on" in again.stderr) == (1, True)
