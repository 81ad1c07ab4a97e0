"""Who is acting: handed to every service call, which checks permission by it."""

from dataclasses import dataclass
from typing import Literal
from uuid import UUID

from assistant.core.errors import Forbidden, NotAuthenticated

Role = Literal["listener", "moderator", "admin"]
Via = Literal["browser", "api", "cli", "job"]


@dataclass(frozen=True, slots=True)
class Actor:
    """A person or the system itself; `user_id` is None for a stranger and for the system."""

    user_id: UUID | None = None
    role: Role = "listener"
    via: Via = "api"
    is_sample: bool = False
    is_system: bool = False
    auth_session_id: UUID | None = None
    address: str = ""

    def require_user(self) -> UUID:
        """The acting listener's id.

        Raises:
            NotAuthenticated: nobody is signed in.
        """
        if self.user_id is None:
            raise NotAuthenticated("not_signed_in", "Sign in to do this.")
        return self.user_id

    def require_admin(self) -> None:
        """Let only admins and the system pass.

        Raises:
            NotAuthenticated: nobody is signed in.
            Forbidden: signed in as somebody else.
        """
        if self.is_system:
            return
        self.require_user()
        if self.role != "admin":
            raise Forbidden("admin_only", "Only an admin of this server can do this.")


STRANGER = Actor()
SYSTEM = Actor(is_system=True, role="admin", via="job")


def listener(user_id: UUID, *, via: Via = "job") -> Actor:
    """A listener on whose behalf a job acts."""
    return Actor(user_id=user_id, via=via)
