"""Whether who acts still may, in the transaction that acts.

A request is let in at the door by its sign-in. Until it writes, that may have ended (a password was
reset, the account locked) or its account be something else here: what changes ways in, rights or
connections looks again.
"""

from assistant.accounts import service as accounts
from assistant.auth import repository
from assistant.core.actor import Actor
from assistant.core.errors import Conflict, NotAuthenticated
from assistant.core.unit_of_work import UnitOfWork
from assistant.models.accounts import AppUser


def hold(uow: UnitOfWork, actor: Actor) -> AppUser:
    """The actor's account, which nobody else changes until this transaction ends.

    Raises:
        NotAuthenticated: the sign-in that acts was ended, or the account closed, meanwhile.
        Conflict: an admin changed meanwhile what the account is.
    """
    user = accounts.hold(uow, actor.require_user())
    if user is None or user.state != "active" or not _is_live(uow, actor):
        raise NotAuthenticated("signed_out", "This sign-in was ended. Sign in again.")
    if not user.is_sample and user.role != actor.role:
        raise Conflict("changed_meanwhile", "Your role was changed just now. Try again.")
    return user


def _is_live(uow: UnitOfWork, actor: Actor) -> bool:
    session_id = actor.auth_session_id
    return session_id is None or repository.find_by_id(uow.db, session_id) is not None
