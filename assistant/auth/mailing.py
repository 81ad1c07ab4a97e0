"""Mail with a one-time link: asked for in a transaction, sent by a durable job."""

import time
from collections.abc import Sequence
from email.message import EmailMessage
from typing import Any
from uuid import UUID

import structlog

from assistant.accounts import service as accounts
from assistant.auth import identity_repository, letters, one_time, rules
from assistant.auth.context import AuthContext
from assistant.auth.schemas import MailState
from assistant.core.actor import Actor
from assistant.core.errors import NotFound, RateLimited
from assistant.core.settings import Settings
from assistant.core.unit_of_work import OpenUow, UnitOfWork
from assistant.integrations import mail
from assistant.jobs import service as jobs
from assistant.jobs.context import JobContext
from assistant.jobs.schemas import JobSpec
from assistant.models.accounts import OneTimeToken

KIND = "auth.send_mail"
log = structlog.get_logger(__name__)


def order(uow: UnitOfWork, purpose: one_time.Purpose, user_id: UUID | None) -> OneTimeToken:
    """Have a link mailed to an account; for nobody the same is written, and nothing sent."""
    token = one_time.make(uow, purpose, rules.LIFETIMES[purpose], user_id)
    args = {"one_time_token_id": str(token.id)}
    jobs.start(uow, None, JobSpec(KIND, "outward", args, dedupe_key=str(token.id)))
    return token


def send(context: JobContext, settings: Settings, waits_s: Sequence[float]) -> dict[str, Any]:
    """Make a link's secret and send it to its account's address.

    Run again after a kill it sends a second mail; the link in that one counts.

    Args:
        context: with the link's id.
        settings: where mail goes.
        waits_s: seconds before each further try when the server cannot be reached.

    Raises:
        Unreachable: still not reached after the last wait.
        Refused: the server will not take it.
    """
    armed = _armed(context.open_uow, UUID(context.args["one_time_token_id"]))
    if armed is None:
        return {"sent": 0}
    to, token, secret = armed
    message = letters.letter(settings, to, token, secret)
    name = f"{token.created_at:%Y%m%d-%H%M%S}-{token.purpose}-{token.id}"
    return deliver(context, settings, message, name, waits_s)


def deliver(
    context: JobContext,
    settings: Settings,
    message: EmailMessage,
    name: str,
    waits_s: Sequence[float],
) -> dict[str, Any]:
    """Hand a mail to the server, or leave it as a file called `name`. Raises as `send`."""
    if not settings.smtp_host:
        mail.leave(settings.outbox_dir, name, message)
        log.info(
            "no mail server is set: a mail lies in the outbox", folder=str(settings.outbox_dir)
        )
        return {"sent": 1}
    for wait_s in waits_s:
        try:
            mail.send(settings, message)
        except mail.Unreachable:
            context.check_cancelled()
            time.sleep(wait_s)
        else:
            return {"sent": 1}
    mail.send(settings, message)
    return {"sent": 1}


def may_mail(context: AuthContext, email_key: str) -> bool:
    """Whether an address may get one more mail it did not sign in to ask for; counts it."""
    try:
        context.limiter.check(rules.MAILS_PER_ACCOUNT, "mail", email_key)
    except RateLimited:
        return False
    return True


def mail_state(actor: Actor, settings: Settings) -> MailState:
    """Where mail goes (admins)."""
    actor.require("server.see")
    return MailState(
        smtp_host=settings.smtp_host or None,
        outbox=None if settings.smtp_host else str(settings.outbox_dir),
        sender=settings.mail_from,
    )


def _armed(open_uow: OpenUow, token_id: UUID) -> tuple[str, OneTimeToken, str] | None:
    with open_uow() as uow:
        armed = one_time.arm(uow, token_id)
        if armed is None:
            return None
        if armed[0].purpose == "join":
            joining = identity_repository.find_joining(uow.db, token_id)
            return None if joining is None else (joining.email, *armed)
        if armed[0].user_id is None:
            return None
        try:
            return accounts.get_user(uow, armed[0].user_id).email, *armed
        except NotFound:  # deleted meanwhile
            return None
