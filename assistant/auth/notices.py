"""Mails that tell somebody what was changed about their account, so that a thief is noticed.

Each is ordered in the transaction of the deed and sent by a job that knows ids and codes alone.
"""

from collections.abc import Sequence
from email.message import EmailMessage
from email.utils import format_datetime
from typing import Any, Literal
from uuid import UUID

from assistant.accounts import service as accounts
from assistant.auth import mailing
from assistant.core.ids import new_id
from assistant.core.settings import Settings
from assistant.core.unit_of_work import UnitOfWork
from assistant.jobs import service as jobs
from assistant.jobs.context import JobContext
from assistant.jobs.schemas import JobSpec

KIND = "auth.send_notice"
Notice = Literal[
    "token_made", "role_changed", "two_factor_on", "two_factor_off", "recovery_code_used",
    "recovery_codes_renewed", "passkey_added", "passkey_removed", "passkey_refused",
    "identity_linked", "identity_unlinked", "mail_test",
]  # fmt: skip
_TOLD_OF_MAKING = """\
A personal token was made for your account: a program that has it can act for you.
This page shows your tokens and revokes them:"""
_TOLD_OF_ROLE = """\
An admin changed what you are on this server: listener, moderator or admin.
This page shows what you are now:"""
_REFUSED = """\
A passkey of your account counted backwards, as a copy of it would, and was refused.
If you used it yourself, remove it and add it anew."""
_HERE = "This page shows how you sign in:"
_SAYS: dict[str, tuple[str, str]] = {
    "token_made": ("A personal token was made", _TOLD_OF_MAKING),
    "role_changed": ("Your role was changed", _TOLD_OF_ROLE),
    "two_factor_on": (
        "Codes of an app are now asked for",
        f"Signing in to your account asks for a code of an authenticator app now.\n{_HERE}",
    ),
    "two_factor_off": (
        "Codes of an app are no longer asked for",
        f"Signing in to your account no longer asks for a code.\n{_HERE}",
    ),
    "recovery_code_used": (
        "A recovery code was used",
        f"A recovery code of your account was used. Codes left: {{left}}.\n{_HERE}",
    ),
    "recovery_codes_renewed": (
        "New recovery codes",
        f"Your account has new recovery codes; the old ones are void.\n{_HERE}",
    ),
    "passkey_added": (
        "A passkey was added",
        f"A passkey was added to your account: it signs in without a password.\n{_HERE}",
    ),
    "passkey_removed": (
        "A passkey was removed",
        f"A passkey of your account was removed.\n{_HERE}",
    ),
    "identity_linked": (
        "An account elsewhere was linked",
        f"An account elsewhere was linked to yours: it signs in here now.\n{_HERE}",
    ),
    "identity_unlinked": (
        "An account elsewhere was unlinked",
        f"An account elsewhere was unlinked from yours: it no longer signs in.\n{_HERE}",
    ),
    "mail_test": ("A mail to try", ""),
    "passkey_refused": (
        "A passkey was refused",
        f"{_REFUSED}\n{_HERE}",
    ),
}
_BODY = """\
Hello,

this is Attune at {origin}. {says}

{origin}/me

If that was not meant to happen, change your password and tell an admin.
"""
_TEST = """\
Hello,

this is Attune at {origin}. You asked for this mail to see whether mails arrive: this one did.
"""


def order(uow: UnitOfWork, notice: Notice, user_id: UUID, **counts: int) -> UUID | None:
    """Have somebody told by mail, with numbers, by a job; the sample listener has no mailbox."""
    if accounts.get_user(uow, user_id).is_sample:
        return None
    args: dict[str, Any] = {"notice": notice, **counts}
    spec = JobSpec(KIND, "outward", args, dedupe_key=str(new_id()))
    return jobs.start(uow, user_id, spec)


def send(context: JobContext, settings: Settings, waits_s: Sequence[float]) -> dict[str, Any]:
    """Write a notice and send it. Raises as `mailing.send`."""
    if context.user_id is None:
        return {"sent": 0}
    with context.open_uow(read=True) as uow:
        to, at = accounts.get_user(uow, context.user_id).email, uow.now
    subject, says = _SAYS[context.args["notice"]]
    message = EmailMessage()
    message["From"], message["To"] = settings.mail_from, to
    message["Subject"] = f"{subject} · Attune"
    message["Date"] = format_datetime(at)
    message["Message-ID"] = f"<{context.job_id}@attune>"
    message["Auto-Submitted"] = "auto-generated"
    body = _TEST if context.args["notice"] == "mail_test" else _BODY
    message.set_content(body.format(origin=settings.origin, says=says.format_map(context.args)))
    return mailing.deliver(context, settings, message, f"notice-{context.job_id}", waits_s)
