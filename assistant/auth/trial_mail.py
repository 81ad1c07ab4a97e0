"""A mail to try: whether what Attune sends arrives."""

from assistant.audit import service as audit
from assistant.auth import notices
from assistant.core.actor import Actor
from assistant.core.errors import Forbidden
from assistant.core.unit_of_work import UnitOfWork
from assistant.jobs.schemas import JobStarted


def order(uow: UnitOfWork, actor: Actor) -> JobStarted:
    """Have a mail sent to the acting admin's own address, the way that all mails go."""
    actor.require("server.manage")
    job_id = notices.order(uow, "mail_test", actor.require_user("admin"))
    if job_id is None:
        raise Forbidden("sample_stays", "The sample listener has no mailbox.")
    audit.record(uow, actor, "mail.tested")
    return JobStarted(job_id=job_id)
