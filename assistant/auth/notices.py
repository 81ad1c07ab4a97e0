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
Notice = Literal["token_made", "role_changed"]
_TOLD_OF_MAKING = """\
A personal token was made for your account: a program that has it can act for you.
This page shows your tokens and revokes them:"""
_TOLD_OF_ROLE = """\
An admin changed what you are on this server: listener, moderator or admin.
This page shows what you are now:"""
_SAYS: dict[str, tuple[str, str]] = {
    "token_made": ("A personal token was made", _TOLD_OF_MAKING),
    "role_changed": ("Your role was changed", _TOLD_OF_ROLE),
}
_BODY = """\
Hello,

this is Attune at {origin}. {says}

{origin}/me

If that was not meant to happen, change your password and tell an admin.
"""


def order(uow: UnitOfWork, notice: Notice, user_id: UUID) -> None:
    """Have somebody told by mail; the sample listener has no mailbox."""
    if accounts.get_user(uow, user_id).is_sample:
        return
    spec = JobSpec(KIND, "outward", {"notice": notice}, dedupe_key=str(new_id()))
    jobs.start(uow, user_id, spec)


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
    message.set_content(_BODY.format(origin=settings.origin, says=says))
    return mailing.deliver(context, settings, message, f"notice-{context.job_id}", waits_s)
