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
    """Encrypts short texts with the newest key of a file, and decrypts with any of them.

    The file is read again when it was replaced, so that every process seals with a new key from
    the moment it stands there.

    Args:
        path: one Fernet key a line, the newest first.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._read: tuple[tuple[int, int, int], list[bytes], MultiFernet] | None = None

    def seal(self, text: str) -> bytes:
        """Encrypt and authenticate a text."""
        return self._fernet().encrypt(text.encode())

    def open(self, sealed: bytes) -> str:
        """Decrypt what `seal` made.

        Raises:
            SecretUnreadable: wrong key, or the bytes were changed.
        """
        try:
            return self._fernet().decrypt(sealed).decode()
        except InvalidToken as error:
            raise SecretUnreadable(
                "secret_unreadable",
                "A stored secret cannot be opened with this installation's key. Restore the "
                "file secrets/at-rest.key from your backup.",
            ) from error

    def is_newest(self, sealed: bytes) -> bool:
        """Whether the newest key alone opens it."""
        try:
            Fernet(self.keys()[0]).decrypt(sealed)
        except InvalidToken:
            return False
        return True

    def keys(self) -> list[bytes]:
        """The keys as they stand in the file, the newest first."""
        return self._current()[1]

    def add_key(self) -> None:
        """Put a fresh key in front; from now on everything is sealed with it."""
        _replace(self._path, [Fernet.generate_key(), *self.keys()])

    def drop_old_keys(self) -> None:
        """Keep the newest key alone; what others sealed cannot be opened any more."""
        _replace(self._path, self.keys()[:1])

    def _fernet(self) -> MultiFernet:
        return self._current()[2]

    def _current(self) -> tuple[tuple[int, int, int], list[bytes], MultiFernet]:
        found = self._path.stat()
        mark = (found.st_mtime_ns, found.st_ino, found.st_size)
        read = self._read
        if read is None or read[0] != mark:
            keys = self._path.read_bytes().split()
            read = self._read = (mark, keys, MultiFernet([Fernet(key) for key in keys]))
        return read


def load_vault(folder: Path) -> Vault:
    """Open the vault of an installation, with a first key when there is none."""
    path = folder / "at-rest.key"
    _read_or_make(path, Fernet.generate_key)
    return Vault(path)


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
        scratch = _write_beside(path, make())
        try:
            os.link(scratch, path)  # fails when another process won; then its key counts
        except FileExistsError:
            pass
        finally:
            scratch.unlink()
    return path.read_bytes().strip()


def _replace(path: Path, keys: list[bytes]) -> None:
    """Put keys into their file in one step: a kill leaves the old ones or the new ones."""
    _write_beside(path, b"\n".join(keys) + b"\n").replace(path)
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def _write_beside(path: Path, content: bytes) -> Path:
    scratch = path.with_name(f".{path.name}.{os.getpid()}.{secrets.token_hex(4)}")
    descriptor = os.open(scratch, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    return scratch
