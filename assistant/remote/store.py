"""The sign-in of somebody's scripts: one file that nobody else can read, changed under a lock."""

import errno
import fcntl
import json
import os
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Literal

from assistant.remote.errors import NotSignedIn, RemoteError

LOCK_PATIENCE_S = 90.0
"""Longer than whoever holds the lock may wait for the server."""
_OTHERS = 0o077


@dataclass(frozen=True, slots=True)
class SignIn:
    """How to reach a server and who to be there; the tokens never show in a repr.

    Attributes:
        kind: "session" (a pair that is refreshed) or "token" (a personal token).
        access_until: in seconds since 1970; the access token counts as run out from then on.
        ca: file of the authority that the server's certificate is checked against.
    """

    url: str
    kind: Literal["session", "token"]
    access_token: str = field(repr=False)
    refresh_token: str = field(default="", repr=False)
    access_until: float = 0.0
    email: str = ""
    ca: str = ""


def default_path() -> Path:
    """`ATTUNE_REMOTE_FILE`, else `attune/remote.json` in the folder of configuration."""
    given = os.environ.get("ATTUNE_REMOTE_FILE")
    if given:
        return Path(given).expanduser()
    base = os.environ.get("XDG_CONFIG_HOME") or ""
    folder = Path(base) if Path(base).is_absolute() else Path.home() / ".config"
    return folder / "attune" / "remote.json"


class Store:
    """The file.

    Args:
        path: where; its folder is made when something is kept.
    """

    def __init__(self, path: Path | None = None) -> None:
        self.path = path or default_path()

    def load(self) -> SignIn:
        """The sign-in.

        Raises:
            NotSignedIn: there is none.
            RemoteError: others can read it, or it is broken.
        """
        found = self.find()
        if found is None:
            raise NotSignedIn("not signed in. Begin with: attune remote login URL")
        return found

    def find(self) -> SignIn | None:
        """The sign-in, if there is one.

        Raises:
            RemoteError: others can read it, or it is broken.
        """
        try:
            with self.path.open("rb") as file:
                if os.fstat(file.fileno()).st_mode & _OTHERS:
                    raise RemoteError(
                        f"others can read {self.path}. Close it (chmod 600), and sign in anew if "
                        "somebody may have looked"
                    )
                return _read(json.load(file))
        except FileNotFoundError:
            return None
        except OSError as error:
            raise RemoteError(f"{self.path} cannot be read: {error.strerror}") from error
        except (ValueError, TypeError, KeyError) as error:
            raise RemoteError(f"{self.path} is damaged. Remove it and sign in again") from error

    def save(self, sign_in: SignIn) -> None:
        """Keep a sign-in in place of any other; whole or not at all, for this account alone."""
        with self._saying():
            self._make_folder()
            handle, name = tempfile.mkstemp(prefix=".remote-", dir=self.path.parent)  # 0600
            try:
                with os.fdopen(handle, "w", encoding="utf-8") as file:
                    json.dump(asdict(sign_in), file)
                    file.flush()
                    os.fsync(file.fileno())
                Path(name).replace(self.path)
            except BaseException:
                with suppress(OSError):
                    Path(name).unlink()
                raise

    def forget(self) -> None:
        """Remove the sign-in."""
        with self._saying():
            self.path.unlink(missing_ok=True)

    @contextmanager
    def locked(self, patience_s: float = LOCK_PATIENCE_S) -> Iterator[None]:
        """Hold the sign-in alone, among all processes that use this file.

        Raises:
            RemoteError: somebody else holds it for too long.
        """
        with self._saying():
            self._make_folder()
            lock = self.path.with_name(self.path.name + ".lock")
            handle = os.open(lock, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            _wait_for(handle, time.monotonic() + patience_s)
            yield
        finally:
            os.close(handle)  # lets the lock go; the file stays, so that all lock the same one

    def _make_folder(self) -> None:
        self.path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)

    @contextmanager
    def _saying(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            raise RemoteError(f"{self.path} cannot be written: {error.strerror}") from error


def _wait_for(handle: int, end: float) -> None:
    while True:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return
        except OSError as error:
            if error.errno not in (errno.EAGAIN, errno.EACCES):
                raise RemoteError(f"the sign-in cannot be locked: {error.strerror}") from error
        if time.monotonic() > end:
            raise RemoteError("another attune remote holds the sign-in for too long")
        time.sleep(0.05)


def _read(found: dict[str, Any]) -> SignIn:
    sign_in = SignIn(**found)
    texts = (sign_in.url, sign_in.access_token, sign_in.refresh_token, sign_in.email, sign_in.ca)
    if not all(isinstance(text, str) for text in texts) or sign_in.kind not in ("session", "token"):
        raise ValueError("not a sign-in")
    return SignIn(**{**found, "access_until": float(sign_in.access_until)})
