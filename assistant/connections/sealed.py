"""What a connection keeps sealed: client ID, tokens, and a sign-in that is under way."""

from datetime import datetime

from pydantic import BaseModel, Field

from assistant.connections import rules
from assistant.core.crypto import Vault
from assistant.core.settings import Settings
from assistant.models.connections import Connection


class Tokens(BaseModel):
    """Tokens of one listener."""

    access_token: str = Field(repr=False)
    refresh_token: str = Field(repr=False)
    expires_at: datetime


class Pending(BaseModel):
    """A sign-in that waits for Spotify's answer.

    Attributes:
        state_sha256: of the state that Spotify will echo.
        sign_in: the sign-in at Attune that began it; no other may finish it.
    """

    state_sha256: str
    verifier: str = Field(repr=False)
    redirect_uri: str
    sign_in: str
    expires_at: datetime


class Secrets(BaseModel):
    """Everything sealed in `connection.secrets_enc`."""

    client_id: str = ""
    tokens: Tokens | None = None
    pending: Pending | None = None


def open_secrets(vault: Vault, row: Connection | None) -> Secrets:
    """The secrets of a connection; empty ones when there is none yet."""
    if row is None or row.secrets_enc is None:
        return Secrets()
    return Secrets.model_validate_json(vault.open(row.secrets_enc))


def seal_secrets(vault: Vault, row: Connection, secrets: Secrets) -> None:
    """Put secrets into a connection."""
    row.secrets_enc = vault.seal(secrets.model_dump_json())


def client_id_of(settings: Settings, secrets: Secrets) -> str:
    """The client ID in use; the sandbox brings its own. Empty when none was entered."""
    return secrets.client_id or (rules.SANDBOX_CLIENT_ID if rules.in_sandbox(settings) else "")
