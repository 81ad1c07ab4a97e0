"""Reads what a test's Attune mailed: the outbox folder, and the links in it."""

import re
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path


def letters_in(folder: Path) -> list[EmailMessage]:
    """The mails of an outbox, oldest first."""
    paths = sorted(folder.glob("*.eml"), key=lambda path: path.stat().st_mtime_ns)
    return [message_from_bytes(path.read_bytes(), policy=policy.default) for path in paths]


def link_in(letter: EmailMessage) -> str:
    """The one link of a mail that carries a secret."""
    found = re.findall(r"https?://\S+\?\S+", letter.get_content())
    assert len(found) == 1
    link: str = found[0]
    return link


def secret_in(letter: EmailMessage) -> str:
    """The secret of a mail's link."""
    return link_in(letter).rpartition("=")[2]
