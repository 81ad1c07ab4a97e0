"""The outbox folder: one .eml file a mail, for installations without an SMTP server."""

from email.message import EmailMessage
from pathlib import Path


def leave(folder: Path, name: str, message: EmailMessage) -> Path:
    """Write a mail as a file that only this account can read; the same name again replaces it.

    Args:
        folder: made when it is missing.
        name: without ".eml"; says nothing about the receiver.
        message: the mail.

    Returns:
        Where it lies.
    """
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    path, scratch = folder / f"{name}.eml", folder / f".{name}.part"
    scratch.touch(mode=0o600)
    scratch.write_bytes(message.as_bytes())
    return scratch.replace(path)
