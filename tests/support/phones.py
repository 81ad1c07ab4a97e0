"""A listener with a second factor, and the phone that shows its codes."""

from typing import Any

import pyotp
from fastapi.testclient import TestClient

from tests.support.app import App

PASSWORD = "harbour lamp at low water"
MARA = {"email": "mara@example.com", "password": PASSWORD, "display_name": "Mara"}
SIGN_IN = {"email": MARA["email"], "password": PASSWORD}
STEP = "/auth/login/second-step"


class Phone:
    """Mara's Attune with the second factor on, and her phone."""

    def __init__(self, app: App) -> None:
        self.app, self.api = app, app.client()
        assert self.api.post("/auth/register", json=MARA).status_code == 201
        pair = self.api.post("/auth/login", json=SIGN_IN).json()
        self.headers = {"Authorization": f"Bearer {pair['access_token']}"}
        self.setup = self.post("/auth/2fa/enable", {}).json()
        self.totp = pyotp.parse_uri(self.setup["otpauth_url"])
        answer = self.post("/auth/2fa/verify", {"code": self.code()})
        assert answer.status_code == 200
        self.recovery: list[str] = answer.json()["recovery_codes"]
        app.clock.forward(seconds=30)

    def post(self, path: str, body: Any, **headers: str) -> Any:
        """Post as Mara."""
        return self.api.post(path, json=body, headers=self.headers | headers)

    def code(self, **span: float) -> str:
        """What the phone shows; its clock differs by `span`."""
        clock = type(self.app.clock)(self.app.clock.at)
        clock.forward(**span)
        assert isinstance(self.totp, pyotp.TOTP)
        return self.totp.at(clock.at)

    def challenge(self, api: TestClient | None = None, **body: str) -> str:
        """Sign in with the right password; what is answered instead of tokens."""
        answer = (api or self.api).post("/auth/login", json=SIGN_IN | body)
        assert (answer.status_code, answer.json()["code"]) == (401, "second_step_needed")
        assert answer.json()["expires_in"] == 300
        found: str = answer.json()["challenge"]
        return found

    def finish(self, code: str, api: TestClient | None = None) -> Any:
        """Both steps, with a code."""
        body = {"challenge": self.challenge(api), "code": code}
        return (api or self.api).post(STEP, json=body)
