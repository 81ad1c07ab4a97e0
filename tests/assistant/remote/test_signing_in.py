"""Signing in and out from a terminal: by password, code and personal token; and what stays there."""

import json
import os
import select
import stat
import subprocess
import sys
from pathlib import Path

import httpx
import pyotp
import pytest

from tests.assistant.remote.conftest import EMAIL, PASSWORD, There
from tests.support.served import PATIENCE_S, ROOT


def test_a_sign_in_is_kept_for_its_owner_alone_and_ends_with_logout(there: There) -> None:
    done = there.login()
    assert (done.returncode, done.stdout, done.stderr) == (
        0, f"Signed in at {there.url} as {EMAIL}.\n", "",
    )  # fmt: skip
    assert stat.S_IMODE(there.shell.file.stat().st_mode) == 0o600
    assert PASSWORD not in there.shell.file.read_text()
    assert there.shell("whoami").stdout == f"{EMAIL} (Mara, admin) at {there.url}\n"
    before = there.kept()
    assert there.shell("logout").returncode == 0
    assert not there.shell.file.exists()
    bearer = {"Authorization": f"Bearer {before['access_token']}"}
    assert httpx.get(f"{there.api}/users/me", headers=bearer).status_code == 401
    after = there.shell("whoami")
    assert (after.returncode, after.stdout) == (3, "")
    assert after.stderr == "attune: not signed in. Begin with: attune remote login URL.\n"


def test_a_wrong_password_is_refused_and_nothing_is_kept(there: There) -> None:
    done = there.login(text="not the password\n")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("attune: ")
    assert "not the password" not in done.stderr
    assert not there.shell.file.exists()


def test_a_password_cannot_be_an_argument(there: There) -> None:
    done = there.shell("login", there.url, "--email", EMAIL, "--password", PASSWORD)
    assert (done.returncode, there.gate.count("POST", "/auth/login")) == (2, 0)


def test_without_a_terminal_nothing_is_asked(there: There) -> None:
    done = there.shell("login", there.url, "--email", EMAIL, text=f"{PASSWORD}\n")
    assert (done.returncode, there.gate.count("POST", "/auth/login")) == (2, 0)
    assert "--password-stdin" in done.stderr


def test_signing_in_again_ends_the_sign_in_before(mara: There) -> None:
    first = mara.kept()
    assert mara.login().returncode == 0
    bearer = {"Authorization": f"Bearer {first['access_token']}"}
    assert httpx.get(f"{mara.api}/users/me", headers=bearer).status_code == 401
    assert mara.shell("whoami").returncode == 0


class Phone:
    """Mara's second factor, switched on over REST."""

    def __init__(self, there: There) -> None:
        self.there = there
        with there.client() as api:
            setup = api.post("/auth/2fa/enable", json={}).json()
            self.totp = pyotp.TOTP(setup["secret"])
            answer = api.post("/auth/2fa/verify", json={"code": self.code()})
        assert answer.status_code == 200
        self.recovery: list[str] = answer.json()["recovery_codes"]

    def code(self) -> str:
        """A code that was not used yet."""
        self.there.app.clock.forward(seconds=30)
        return self.totp.at(self.there.app.clock.at)


@pytest.fixture
def phone(there: There) -> Phone:
    return Phone(there)


def test_a_second_factor_is_asked_for(there: There, phone: Phone) -> None:
    done = there.login(text=f"{PASSWORD}\n{phone.code()}\n")
    assert (done.returncode, done.stderr) == (0, "")
    assert there.shell("whoami").returncode == 0


def test_a_recovery_code_stands_in_for_the_phone_once(there: There, phone: Phone) -> None:
    assert there.login(text=f"{PASSWORD}\n{phone.recovery[0]}\n").returncode == 0
    again = there.login(text=f"{PASSWORD}\n{phone.recovery[0]}\n")
    assert (again.returncode, again.stderr.startswith("attune: This code is wrong")) == (1, True)


def test_without_a_code_nobody_is_let_in(there: There, phone: Phone) -> None:
    done = there.login()
    assert (done.returncode, there.shell.file.exists()) == (2, False)


def test_at_a_terminal_password_and_code_are_asked_for_and_not_shown(
    there: There, phone: Phone
) -> None:
    words = there.shell.command("login", there.url, "--email", EMAIL)
    wrapped = [sys.executable, "-c", f"import pty, sys; sys.exit(pty.spawn({words!r}) >> 8)"]
    with subprocess.Popen(
        wrapped, cwd=ROOT, env=there.shell.environment, stdin=subprocess.PIPE,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
    ) as terminal:  # fmt: skip
        assert terminal.stdin is not None
        assert terminal.stdout is not None
        shown = _until(terminal.stdout.fileno(), b"Password: ")
        terminal.stdin.write(PASSWORD.encode() + b"\n")
        terminal.stdin.flush()
        shown += _until(terminal.stdout.fileno(), b"recovery code: ")
        terminal.stdin.write(phone.code().encode() + b"\n")
        terminal.stdin.flush()
        shown += terminal.stdout.read()
        assert terminal.wait(PATIENCE_S) == 0
    assert f"as {EMAIL}." in shown.decode()
    assert PASSWORD not in shown.decode()


def _until(handle: int, words: bytes) -> bytes:
    seen = b""
    while not seen.endswith(words):
        assert select.select([handle], [], [], PATIENCE_S)[0], seen
        more = os.read(handle, 1000)
        assert more, seen
        seen += more
    return seen


def make_token(there: There, *scopes: str) -> str:
    wish = {"name": "script", "scopes": scopes, "current_password": PASSWORD}
    with there.client() as api:
        answer = api.post("/auth/tokens", json=wish)
    assert answer.status_code == 201, answer.text
    token: str = answer.json()["token"]
    return token


def test_a_personal_token_does_what_its_scopes_say(there: There) -> None:
    token = make_token(there, "mood:write")
    done = there.shell("login", there.url, "--token-stdin", text=f"{token}\n")
    assert (done.returncode, done.stderr) == (0, "")
    assert token not in done.stdout
    logged = there.json("mood", "log", "--valence", "-0.5", "--arousal", "0.25")
    assert (logged["valence"], logged["arousal"]) == (-0.5, 0.25)
    refused = there.shell("jobs")
    assert (refused.returncode, refused.stdout) == (1, "")
    assert there.shell("logout").stdout.endswith("revoke it on the page Me.\n")


def test_a_revoked_token_is_a_sign_in_that_is_over(there: There) -> None:
    token = make_token(there, "account:read")
    assert there.shell("login", there.url, "--token-stdin", text=token).returncode == 0
    assert there.shell("whoami").returncode == 0
    with there.client() as api:
        (made,) = api.get("/auth/tokens").json()
        assert api.delete(f"/auth/tokens/{made['id']}").status_code == 204
    done = there.shell("whoami")
    assert (done.returncode, "revoked" in done.stderr) == (3, True)


@pytest.mark.parametrize(
    "text, code",
    [("attune_api_no-such-token\n", 1), ("Bearer abc\n", 2), ("\n", 2), ("attune_a b\n", 2)],
)
def test_what_is_no_token_is_not_kept(there: There, text: str, code: int) -> None:
    done = there.shell("login", there.url, "--token-stdin", text=text)
    assert (done.returncode, there.shell.file.exists()) == (code, False)


def test_a_file_that_others_can_read_is_not_used(mara: There) -> None:
    mara.shell.file.chmod(0o640)
    done = mara.shell("whoami")
    assert (done.returncode, "others can read" in done.stderr) == (1, True)


@pytest.mark.parametrize("text", ["{", "[]", "{}", json.dumps({"url": 1}), '{"surprise": true}'])
def test_a_damaged_file_is_said_to_be_one(there: There, text: str) -> None:
    there.shell.file.parent.mkdir(parents=True)
    there.shell.file.write_text(text)
    there.shell.file.chmod(0o600)
    done = there.shell("whoami")
    assert (done.returncode, "damaged" in done.stderr) == (1, True)


def test_another_file_holds_another_sign_in(mara: There, tmp_path: Path) -> None:
    mara.shell.environment["ATTUNE_REMOTE_FILE"] = str(tmp_path / "deep" / "other.json")
    assert mara.shell("whoami").returncode == 3
    assert mara.login().returncode == 0
    assert stat.S_IMODE((tmp_path / "deep" / "other.json").stat().st_mode) == 0o600
