"""The mails that Attune writes: plain text, a link, and no word that a stranger could choose."""

from datetime import timedelta
from email.message import EmailMessage
from email.utils import format_datetime
from typing import cast
from urllib.parse import urlencode

from assistant.auth.one_time import Purpose
from assistant.core.settings import Settings
from assistant.models.accounts import OneTimeToken

PAGES: dict[Purpose, str] = {
    "verify": "/verify-email",
    "reset": "/reset-password",
    "invite": "/sign-up",
    "known": "/sign-in",
    "join": "/sign-up",
}
_SUBJECTS = {
    "verify": "Confirm your e-mail address",
    "reset": "Choose a new password",
    "known": "You have an account already",
    "join": "Confirm your e-mail address",
}
_VERIFY = """\
Hello,

someone, most likely you, uses this address for an account of Attune at {origin}.
Open this link within {hours} hours to confirm that it is yours:

{link}

If it was not you, leave this mail alone: the link asks for the account's password. To take the
account over, choose a new one at {origin}/forgot-password.
"""
_RESET = """\
Hello,

someone, most likely you, asked for a new password for Attune at {origin}.
Open this link within {hours} hour to choose one; it works once:

{link}

If it was not you, leave this mail alone: your password stays as it is.
"""
_KNOWN = """\
Hello,

someone, most likely you, wanted to make an account of Attune at {origin}
with this address, which has one already. Sign in with it:

{origin}/sign-in

If the password is forgotten, choose a new one at {origin}/forgot-password.
If it was not you, leave this mail alone: nothing was changed.
"""
_JOIN = """\
Hello,

someone, most likely you, wants an account of Attune at {origin}
with this address, by signing in elsewhere. Open this link within {hours} hours and sign in there
once more: that makes the account.

{link}

If it was not you, leave this mail alone: no account is made without the link.
"""
_BODIES = {"verify": _VERIFY, "reset": _RESET, "known": _KNOWN, "join": _JOIN}
_NAMES: dict[Purpose, str] = {"invite": "invitation", "join": "join"}


def link(settings: Settings, purpose: Purpose, secret: str) -> str:
    """The address of the page where a one-time link is used."""
    name = _NAMES.get(purpose, "token")
    return f"{settings.origin}{PAGES[purpose]}?{urlencode({name: secret})}"


def letter(settings: Settings, to: str, token: OneTimeToken, secret: str) -> EmailMessage:
    """Write the mail of a link.

    Args:
        settings: for our address and the sender.
        to: the receiver's address.
        token: the link's row; its purpose is one that has a letter.
        secret: what opens it.
    """
    purpose = cast("Purpose", token.purpose)
    hours = (token.expires_at - token.created_at) // timedelta(hours=1)
    message = EmailMessage()
    message["From"], message["To"] = settings.mail_from, to
    message["Subject"] = f"{_SUBJECTS[purpose]} · Attune"
    message["Date"] = format_datetime(token.created_at)
    message["Message-ID"] = f"<{token.id}@attune>"
    message["Auto-Submitted"] = "auto-generated"  # RFC 3834: no vacation replies
    words = {"origin": settings.origin, "hours": hours, "link": link(settings, purpose, secret)}
    message.set_content(_BODIES[purpose].format(**words))
    return message
