"""Checking a code of the authenticator app, or a recovery code: each is good once."""

from typing import Literal
from uuid import UUID

from assistant.audit import service as audit
from assistant.auth import factor_repository as repository
from assistant.auth import notices, totp
from assistant.auth.context import AuthContext
from assistant.core.actor import Actor
from assistant.core.crypto import hash_token
from assistant.core.unit_of_work import UnitOfWork

CodeKind = Literal["app", "recovery"]


def use(
    uow: UnitOfWork, context: AuthContext, user_id: UUID, code: str, by: Actor
) -> CodeKind | None:
    """Use a code up; None when it is wrong, of another time, or was used before.

    Both are written down. The unit of work must be committed in either case.
    """
    kind = _use(uow, context, user_id, code)
    if kind is None:
        audit.record(uow, by, "two_factor.failed", subject_id=user_id)
        return None
    audit.record(uow, by, "two_factor.used", subject_id=user_id, code=kind)
    if kind == "recovery":
        left = repository.count_recovery_codes(uow.db, user_id)
        notices.order(uow, "recovery_code_used", user_id, left=left)
    return kind


def _use(uow: UnitOfWork, context: AuthContext, user_id: UUID, code: str) -> CodeKind | None:
    app = repository.find_totp(uow.db, user_id)
    if app is None or app.confirmed_at is None:
        return None
    step = totp.step_of(context.vault.open(app.secret_enc), code, uow.now)
    if step is not None:
        return "app" if repository.take_step(uow.db, user_id, step) else None
    digest = hash_token(totp.same_recovery_code(code))
    taken = repository.take_recovery_code(uow.db, user_id, digest, uow.now)
    return "recovery" if taken else None
