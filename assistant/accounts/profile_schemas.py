"""What a profile looks like from outside, and what may be changed about it."""

from typing import Annotated

from pydantic import StringConstraints

from assistant.accounts.schemas import AccountChange, AccountView

BIO_MAX, PLACE_MAX = 500, 80


class ProfileView(AccountView):
    """An account with what its owner says about themselves; `photo` is the picture's address."""

    bio: str
    place: str
    photo: str | None


class ProfileChange(AccountChange):
    """What an owner may change; what is left out stays, an empty text takes it away."""

    bio: Annotated[str, StringConstraints(strip_whitespace=True, max_length=BIO_MAX)] | None = None
    place: Annotated[str, StringConstraints(strip_whitespace=True, max_length=PLACE_MAX)] | None = (
        None
    )
