"""Settings of signing in with accounts elsewhere: who is offered, and with which app."""

import ipaddress
from pathlib import Path
from typing import Annotated, Any, Literal
from urllib.parse import urlsplit

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator
from pydantic_settings import BaseSettings

Kind = Literal["oidc", "github", "spotify"]
_GITHUB, _GITHUB_API = "https://github.com", "https://api.github.com"
_SPOTIFY, _SPOTIFY_API = "https://accounts.spotify.com", "https://api.spotify.com/v1"
_BASES: dict[str, tuple[str, str]] = {
    "oidc": ("", ""),
    "github": (_GITHUB, _GITHUB_API),
    "spotify": (_SPOTIFY, _SPOTIFY_API),
}


class SignInProvider(BaseModel):
    """One provider of sign-ins.

    Attributes:
        key: its name in addresses, such as "google".
        kind: what it speaks; "oidc" is OpenID Connect.
        name: what its button calls it.
        issuer: of "oidc" the issuer, of the others the base of its pages.
        api_url: the base of its API, where that is another.
        client_id: of the app registered there.
        client_secret: of that app; or `client_secret_file`. PKCE goes without.
        trust_email: whether its addresses count as confirmed though it does not say so.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    key: Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]{0,31}$")]
    kind: Kind = "oidc"
    name: Annotated[str, Field(min_length=1, max_length=40)]
    issuer: Annotated[str, Field(max_length=255)] = ""
    api_url: Annotated[str, Field(max_length=255)] = ""
    client_id: Annotated[str, Field(min_length=1, max_length=255)]
    client_secret: str = Field(default="", repr=False, max_length=1000)
    client_secret_file: Path | None = None
    trust_email: bool = False

    @model_validator(mode="before")
    @classmethod
    def _usual_places(cls, given: Any) -> Any:
        if not isinstance(given, dict):
            return given
        base, api = _BASES.get(str(given.get("kind", "oidc")), ("", ""))
        return {**given, "issuer": given.get("issuer") or base,
                "api_url": given.get("api_url") or api}  # fmt: skip

    @field_validator("issuer", "api_url", mode="after")
    @classmethod
    def _over_tls(cls, value: str) -> str:
        if value:
            check_address(value)
        return value

    @model_validator(mode="after")
    def _complete(self) -> "SignInProvider":
        if not self.issuer:
            raise ValueError(f"{self.key}: an OpenID Connect provider needs its issuer")
        if self.client_secret_file is not None and not self.client_secret_file.is_file():
            raise ValueError(f"{self.key}: client_secret_file names no file")
        return self

    @property
    def secret(self) -> str:
        """The app's secret: a file's content before the variable; empty without."""
        if self.client_secret_file is not None:
            return self.client_secret_file.read_text("utf-8").strip()
        return self.client_secret


class SignInSettings(BaseSettings):
    """The short variables for one provider of each kind, and a list for any more."""

    oidc_issuer: str = ""
    oidc_client_id: str = ""
    oidc_client_secret: str = Field(default="", repr=False)
    oidc_client_secret_file: Path | None = None
    oidc_name: str = "SSO"
    oidc_trust_email: bool = False
    google_client_id: str = ""
    google_client_secret: str = Field(default="", repr=False)
    google_issuer: str = "https://accounts.google.com"
    github_client_id: str = ""
    github_client_secret: str = Field(default="", repr=False)
    github_url: str = _GITHUB
    github_api_url: str = _GITHUB_API
    spotify_sign_in: bool = False
    spotify_client_id: str = ""
    spotify_client_secret: str = Field(default="", repr=False)
    sign_in_providers: tuple[SignInProvider, ...] = ()

    @model_validator(mode="after")
    def _whole_and_different(self) -> "SignInSettings":
        if bool(self.oidc_issuer) != bool(self.oidc_client_id):
            raise ValueError("oidc_issuer and oidc_client_id belong together")
        if self.spotify_sign_in and not self.spotify_client_id:
            raise ValueError("spotify_sign_in needs spotify_client_id")
        keys = [provider.key for provider in self.sign_in_with]
        if len(set(keys)) != len(keys):
            raise ValueError(f"sign_in_providers: a key stands twice in {', '.join(keys)}")
        return self

    @property
    def sign_in_with(self) -> tuple[SignInProvider, ...]:
        """Who may be signed in with, in the order of their buttons."""
        found = list(self._short())
        return (*found, *self.sign_in_providers)

    def _short(self) -> list[SignInProvider]:
        """What the short variables say."""
        found = []
        if self.oidc_client_id:
            found.append(SignInProvider(
                key="oidc", name=self.oidc_name, issuer=self.oidc_issuer,
                client_id=self.oidc_client_id, client_secret=self.oidc_client_secret,
                client_secret_file=self.oidc_client_secret_file, trust_email=self.oidc_trust_email,
            ))  # fmt: skip
        if self.google_client_id:
            found.append(SignInProvider(
                key="google", name="Google", issuer=self.google_issuer,
                client_id=self.google_client_id, client_secret=self.google_client_secret,
            ))  # fmt: skip
        if self.github_client_id:
            found.append(SignInProvider(
                key="github", kind="github", name="GitHub", issuer=self.github_url,
                api_url=self.github_api_url, client_id=self.github_client_id,
                client_secret=self.github_client_secret,
            ))  # fmt: skip
        if self.spotify_sign_in:
            api_url, accounts_url = self.spotify_urls
            found.append(SignInProvider(
                key="spotify", kind="spotify", name="Spotify", issuer=accounts_url,
                api_url=api_url, client_id=self.spotify_client_id,
                client_secret=self.spotify_client_secret,
            ))  # fmt: skip
        return found

    @property
    def spotify_urls(self) -> tuple[str, str]:
        """(API base, accounts base) of Spotify."""
        return _SPOTIFY_API, _SPOTIFY


def check_address(url: str) -> None:
    """Let only https addresses pass, and http ones of this very machine.

    Raises:
        ValueError: it is another, or none.
    """
    parts = urlsplit(url)
    local = parts.scheme == "http" and is_this_machine(parts.hostname or "")
    if not parts.hostname or not (parts.scheme == "https" or local):
        raise ValueError("a provider's address begins with https://")
    if parts.query or parts.fragment or parts.username is not None:
        raise ValueError("a provider's address has no query, fragment or user in it")


def is_this_machine(host: str) -> bool:
    """Whether a host's name or number is loopback's."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
