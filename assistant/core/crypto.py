"""Secrets at rest: the key files of an installation, encryption with rotation, and hashes."""

import hashlib
import os
import secrets
from collections.abc import Callable
from pathlib import Path

from cryptography.fernet import Fernet, InvalidToken, MultiFernet

from assistant.core.errors import DomainError


class SecretUnreadable(DomainError):
    """A stored secret does not open with any key at hand."""


class Vault:
    """Encrypts and decrypts short texts with the newest of several keys."""

    def __init__(self, keys: list[bytes]) -> None:
        self._fernet = MultiFernet([Fernet(key) for key in keys])

    def seal(self, text: str) -> bytes:
        """Encrypt and authenticate a text."""
        return self._fernet.encrypt(text.encode())

    def open(self, sealed: bytes) -> str:
        """Decrypt what `seal` made.

        Raises:
            SecretUnreadable: wrong key, or the bytes were changed.
        """
        try:
            return self._fernet.decrypt(sealed).decode()
        except InvalidToken as error:
            raise SecretUnreadable(
                "secret_unreadable",
                "A stored secret cannot be opened with this installation's key. Restore the "
                "file secrets/at-rest.key from your backup.",
            ) from error


def load_vault(folder: Path) -> Vault:
    """Open the vault of an installation; the first line of `at-rest.key` is the newest key."""
    return Vault(_read_or_make(folder / "at-rest.key", Fernet.generate_key).split())


def load_signing_key(folder: Path) -> bytes:
    """The 32-byte Ed25519 seed that access tokens are signed with."""
    return bytes.fromhex(
        _read_or_make(folder / "signing.key", lambda: secrets.token_hex(32).encode()).decode()
    )


def load_token(folder: Path, name: str) -> str:
    """A random token of an installation (the engine's, the set-up code), made on first use."""
    return _read_or_make(folder / name, lambda: secrets.token_urlsafe(24).encode()).decode()


def hash_token(token: str) -> bytes:
    """SHA-256 of a random token of at least 128 bits: enough, since it cannot be guessed."""
    return hashlib.sha256(token.encode()).digest()


def _read_or_make(path: Path, make: Callable[[], bytes]) -> bytes:
    """Read a key file, or make it once even when two processes try together."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    if not path.exists():
        scratch = path.with_name(f".{path.name}.{os.getpid()}.{secrets.token_hex(4)}")
        descriptor = os.open(scratch, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.write(make())
            file.flush()
            os.fsync(file.fileno())
        try:
            os.link(scratch, path)  # fails when another process won; then its key counts
        except FileExistsError:
            pass
        finally:
            scratch.unlink()
    return path.read_bytes().strip()
