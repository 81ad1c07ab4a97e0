"""Use cases of the profile: name, a few words, a place, a photo."""

from pathlib import Path
from uuid import UUID, uuid4

from assistant.accounts import photos, profile_repository, service
from assistant.accounts.profile_schemas import ProfileChange, ProfileView
from assistant.accounts.schemas import AccountChange
from assistant.audit import service as audit
from assistant.core.actor import Actor
from assistant.core.errors import NotFound
from assistant.core.unit_of_work import OpenUow, UnitOfWork
from assistant.models.profile import Profile

PHOTO_ADDRESS = "/api/v1/users/me/photo"


def get(uow: UnitOfWork, actor: Actor) -> ProfileView:
    """The actor's account with what they say about themselves."""
    account = service.get_me(uow, actor)
    row = profile_repository.find(uow.db, account.id) or Profile(user_id=account.id)
    # The address changes with the photo, so that no browser shows the one before.
    photo = f"{PHOTO_ADDRESS}?v={row.photo_id}" if row.photo_id is not None else None
    return ProfileView(**account.model_dump(), bio=row.bio, place=row.place, photo=photo)


def change(uow: UnitOfWork, actor: Actor, wanted: ProfileChange) -> ProfileView:
    """Change some of it; what is left out stays, and an empty text takes it away.

    Raises:
        Forbidden: the sample listener, whom many share.
    """
    user_id = actor.require_own()
    of_account = AccountChange(**wanted.model_dump(include=set(AccountChange.model_fields)))
    if of_account.model_dump(exclude_none=True):
        service.update_me(uow, actor, of_account)
    words = wanted.model_dump(include={"bio", "place"}, exclude_none=True)
    if words:
        row = profile_repository.get_or_make(uow.db, user_id, uow.now)
        words = {name: value for name, value in words.items() if getattr(row, name) != value}
        for name, value in words.items():
            setattr(row, name, value)
    if words:
        audit.record(uow, actor, "profile.changed", object=", ".join(sorted(words)))
        uow.db.flush()
    return get(uow, actor)


def set_photo(open_uow: OpenUow, data_dir: Path, actor: Actor, data: bytes) -> ProfileView:
    """Take a picture as the actor's photo; the one before goes.

    Raises:
        RuleViolated: too large, or no picture of a kind we take.
    """
    user_id = actor.require_own()
    photo_id = uuid4()
    photos.keep(data_dir, photo_id, photos.drawn_anew(data))
    with open_uow() as uow:
        _swap(uow, data_dir, user_id, photo_id)
        audit.record(uow, actor, "photo.changed")
        return get(uow, actor)


def remove_photo(uow: UnitOfWork, data_dir: Path, actor: Actor) -> None:
    """Take the actor's photo away; without one that is no error."""
    _swap(uow, data_dir, actor.require_own(), None)
    audit.record(uow, actor, "photo.removed")


def photo_path(uow: UnitOfWork, data_dir: Path, actor: Actor) -> Path:
    """The file of the actor's photo.

    Raises:
        NotFound: there is none.
    """
    row = profile_repository.find(uow.db, actor.require_user("account:read"))
    path = None if row is None or not row.photo_id else photos.path_of(data_dir, row.photo_id)
    if path is None or not path.is_file():
        raise NotFound("no_photo", "You have no photo.")
    return path


def _swap(uow: UnitOfWork, data_dir: Path, user_id: UUID, photo_id: UUID | None) -> None:
    row = profile_repository.get_or_make(uow.db, user_id, uow.now)
    before, row.photo_id, row.photo_at = row.photo_id, photo_id, uow.now if photo_id else None
    uow.db.flush()
    if before is not None:
        photos.path_of(data_dir, before).unlink(missing_ok=True)
