"""Who has an account here, and for admins when each was last seen."""

from assistant.accounts import service as accounts
from assistant.auth import repository
from assistant.auth.schemas import PersonSeen
from assistant.core.actor import Actor
from assistant.core.pagination import Page
from assistant.core.unit_of_work import UnitOfWork


def page(
    uow: UnitOfWork, actor: Actor, *, limit: int, cursor: str | None = None, search: str = ""
) -> Page[PersonSeen]:
    """Who is here, oldest account first (moderators and admins).

    Moderators see no addresses, nor when anybody was last seen. For the arguments see
    `accounts.service.page_of_people`.
    """
    found = accounts.page_of_people(uow, actor, limit=limit, cursor=cursor, search=search)
    is_admin = actor.may("people.role")
    ids = [one.id for one in found.items] if is_admin else []
    seen = repository.last_seen(uow.db, ids, uow.now)
    people = []
    for one in found.items:
        at, sign_ins = seen.get(one.id, (None, 0))
        people.append(
            PersonSeen(**one.model_dump(), last_seen_at=at, sign_ins=sign_ins if is_admin else None)
        )
    return Page(items=people, cursor=found.cursor, total=found.total)
