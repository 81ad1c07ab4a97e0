"""Every setting of Attune: read from `ATTUNE_…` variables and an `.env` file, checked once."""

import hashlib
import os
import re
import socket
import tempfile
from functools import cached_property
from pathlib import Path
from typing import Annotated, Literal
from urllib.parse import urlsplit

from pydantic import Field, field_validator, model_validator
from pydantic_settings import NoDecode, SettingsConfigDict

from analysis.choice import EMBEDDED, ModelChoice
from assistant.core.sign_in_settings import SignInSettings
from vectorstore.types import Spread

LOOPBACK_HOSTS = frozenset({"127.0.0.1", "::1", "localhost"})
_SOCKET_PATH_MAX = 100  # sun_path holds 108 bytes on Linux and 104 on macOS


class Settings(SignInSettings):
    """Settings with safe defaults: loopback only, one folder, nothing asked of the network."""

    model_config = SettingsConfigDict(env_prefix="ATTUNE_", env_file=".env", extra="ignore")

    host: str = "127.0.0.1"
    port: Annotated[int, Field(ge=1, le=65535)] = 3000
    data_dir: Path = Path("~/.local/share/attune")
    public_url: str = ""
    tls_cert: Path | None = None
    tls_key: Path | None = None
    trusted_proxies: Annotated[tuple[str, ...], NoDecode] = ()
    cors_origins: Annotated[tuple[str, ...], NoDecode] = ()

    database_url: str = ""
    vector_url: str = ""
    index_keep: Annotated[int, Field(ge=1)] = 2
    vector_api_key: str = Field(default="", repr=False)
    vector_api_key_file: Path | None = None
    vector_shards: Annotated[int | None, Field(ge=1)] = None
    vector_replicas: Annotated[int | None, Field(ge=1)] = None
    vector_write_consistency: Annotated[int | None, Field(ge=1)] = None
    engine_url: str = ""
    engine_token: str = Field(default="", repr=False)
    redis_url: str = Field(default="", repr=False)
    worker_name: Annotated[str, Field(pattern=r"^[A-Za-z0-9._-]{0,60}$")] = ""
    worker_dead_after_s: Annotated[float, Field(ge=2, le=3600)] = 30.0
    metrics_token: str = Field(default="", repr=False)

    registration: Literal["open", "invitation", "closed"] = "open"
    require_verified_email: bool = False
    explore_sample: Literal["loopback", "always", "never"] = "loopback"
    load_sample: bool = True
    sign_ups_per_hour: Annotated[int, Field(ge=1)] = 20
    sign_ins_per_minute: Annotated[int, Field(ge=1)] = 30

    smtp_host: str = ""
    smtp_port: Annotated[int, Field(ge=1, le=65535)] = 587
    smtp_security: Literal["starttls", "tls", "none"] = "starttls"
    smtp_user: str = ""
    smtp_password: str = Field(default="", repr=False)
    smtp_password_file: Path | None = None
    smtp_ca_file: Path | None = None
    smtp_timeout_s: Annotated[float, Field(gt=0, le=120)] = 15.0
    mail_from: str = "Attune <attune@localhost>"

    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = "INFO"
    log_format: Literal["text", "json"] = "text"

    mood_model: str = EMBEDDED
    mood_labels: str = ""
    mood_languages: Annotated[tuple[str, ...], NoDecode] = ()
    mood_device: Annotated[str, Field(pattern=r"^(auto|cpu|mps|cuda(:\d{1,3})?)$")] = "auto"
    mood_model_download: bool = False
    model_threads: Annotated[int, Field(ge=0, le=256)] = 0
    lyrics_max_bytes: Annotated[int, Field(ge=1_000)] = 200_000
    request_max_bytes: Annotated[int, Field(ge=10_000)] = 8_000_000
    import_max_bytes: Annotated[int, Field(ge=10_000)] = 1_000_000_000

    spotify_sandbox: bool = False
    spotify_sandbox_url: str = ""
    spotify_api_url: str = "https://api.spotify.com/v1"
    spotify_accounts_url: str = "https://accounts.spotify.com"
    lrclib_url: str = "https://lrclib.net/api"
    lrclib_gap_s: Annotated[float, Field(ge=0, le=60)] = 0.5
    musicbrainz_url: str = "https://musicbrainz.org"
    musicbrainz_pause_s: Annotated[float, Field(ge=0, le=60)] = 1.1
    cover_art_url: str = "https://coverartarchive.org"
    listenbrainz_url: str = "https://api.listenbrainz.org"
    lastfm_url: str = "https://ws.audioscrobbler.com/2.0/"
    upstream_timeout_s: Annotated[float, Field(gt=0, le=120)] = 10.0

    @property
    def own_origins(self) -> tuple[str, ...]:
        """Where requests that change something may come from: our pages, and trusted ones."""
        return (self.origin, *self.cors_origins)

    @field_validator("trusted_proxies", "cors_origins", "mood_languages", mode="before")
    @classmethod
    def _split(cls, value: object) -> object:
        if isinstance(value, str):
            return tuple(part.strip() for part in value.split(",") if part.strip())
        return value

    @field_validator("data_dir", mode="after")
    @classmethod
    def _expand(cls, value: Path) -> Path:
        return value.expanduser().absolute()

    @field_validator("mood_model", "mood_labels", mode="after")
    @classmethod
    def _place(cls, value: str) -> str:
        """Make a path that is there absolute: the processes do not run where it was written."""
        if value in ("", EMBEDDED) or value.lstrip().startswith("{"):
            return value
        path = Path(value).expanduser()
        return str(path.absolute()) if path.exists() else value

    @field_validator("vector_api_key_file", "smtp_password_file", "smtp_ca_file", mode="after")
    @classmethod
    def _readable(cls, value: Path | None) -> Path | None:
        path = None if value is None else value.expanduser().absolute()
        if path is not None and not (path.is_file() and os.access(path, os.R_OK)):
            raise ValueError("it names no file that this account can read")
        return path

    @model_validator(mode="after")
    def _no_password_in_the_clear(self) -> "Settings":
        far = self.smtp_host not in ("", *LOOPBACK_HOSTS)
        if far and self.smtp_user and self.smtp_security == "none":
            raise ValueError("smtp_security: a password needs tls or starttls")
        return self

    @property
    def scheme(self) -> str:
        """What the browser speaks to us, "http" or "https"."""
        return urlsplit(self.origin).scheme

    @property
    def secure(self) -> bool:
        """Whether cookies may carry Secure and the `__Host-` prefix."""
        return self.scheme == "https"

    @cached_property
    def origin(self) -> str:
        """The one origin the dashboard is reached at, without a trailing slash."""
        if self.public_url:
            parts = urlsplit(self.public_url)
            return f"{parts.scheme}://{parts.netloc}"
        scheme = "https" if self.tls_cert else "http"
        host = "127.0.0.1" if self.host in ("0.0.0.0", "::", "localhost") else self.host  # noqa: S104 - compared, not bound
        shown = f"[{host}]" if ":" in host else host
        return f"{scheme}://{shown}:{self.port}"

    @property
    def bound_to_loopback(self) -> bool:
        """Whether only this machine can reach the port."""
        return self.host in LOOPBACK_HOSTS

    @property
    def sql_url(self) -> str:
        """The database, by default one SQLite file in the data folder."""
        url = self.database_url or f"sqlite:///{self.data_dir / 'attune.db'}"
        for short in ("postgres://", "postgresql://"):
            if url.startswith(short):
                return "postgresql+psycopg://" + url.removeprefix(short)
        return url

    @property
    def store_url(self) -> str:
        """The vector store, by default a Qdrant Edge folder in the data folder."""
        return self.vector_url or f"edge://{self.data_dir / 'vectors'}"

    @property
    def store_key(self) -> str | None:
        """The vector store's API key: a file's content before the variable; None without."""
        if self.vector_api_key_file is not None:
            return self.vector_api_key_file.read_text("utf-8").strip() or None
        return self.vector_api_key or None

    @property
    def store_spread(self) -> Spread:
        """How the song index lies on a cluster.

        Raises:
            InvalidRequest: more replicas must confirm a write than there are.
        """
        return Spread(self.vector_shards, self.vector_replicas, self.vector_write_consistency)

    @property
    def mood_choice(self) -> ModelChoice:
        """Which mood model is wanted and how it is to run."""
        return ModelChoice(
            model=self.mood_model,
            labels=self.mood_labels,
            languages=self.mood_languages,
            device=self.mood_device,
            download=self.mood_model_download,
        )

    @property
    def engine_address(self) -> str:
        """Where the worker's engine listens: `unix:///path` by default, else http(s)."""
        return self.engine_url or f"unix://{self._socket_path}"

    @property
    def _socket_path(self) -> Path:
        path = self.data_dir / "run" / "engine.sock"
        if len(os.fsencode(path)) <= _SOCKET_PATH_MAX:
            return path
        digest = hashlib.sha256(os.fsencode(path)).hexdigest()[:16]
        return Path(tempfile.gettempdir()) / f"attune-{digest}" / "engine.sock"

    @property
    def smtp_secret(self) -> str:
        """The SMTP account's password: a file's content before the variable."""
        if self.smtp_password_file is not None:
            return self.smtp_password_file.read_text("utf-8").strip()
        return self.smtp_password

    @property
    def worker_place(self) -> str:
        """Host and data folder, in short: the same over restarts, another elsewhere."""
        host = re.sub(r"[^A-Za-z0-9._-]", "-", socket.gethostname())[:50]
        folder = hashlib.sha256(os.fsencode(self.data_dir)).hexdigest()[:8]
        return f"{host}-{folder}"

    @property
    def worker_called(self) -> str:
        """What the worker of these settings is called, by default after its place."""
        return self.worker_name or self.worker_place

    @property
    def outbox_dir(self) -> Path:
        """Where mails lie while no SMTP server is set."""
        return self.data_dir / "outbox"

    @property
    def spotify_urls(self) -> tuple[str, str]:
        """(API base, accounts base): the real Spotify, or the sandbox when one is running."""
        if self.spotify_sandbox_url:
            base = self.spotify_sandbox_url.rstrip("/")
            return f"{base}/v1", base
        return self.spotify_api_url.rstrip("/"), self.spotify_accounts_url.rstrip("/")
