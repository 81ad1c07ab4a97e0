"""Who is acting: handed to every service call, which checks permission by it."""

from dataclasses import dataclass
from typing import Literal
from uuid import UUID

from assistant.core.errors import Forbidden, NotAuthenticated
from assistant.core.permissions import PERMISSIONS, Permission, Role, Scope, includes

Via = Literal["browser", "api", "token", "cli", "job"]
__all__ = ["STRANGER", "SYSTEM", "Actor", "Permission", "Role", "Scope", "Via", "listener"]


@dataclass(frozen=True, slots=True)
class Actor:
    """A person or the system itself; `user_id` is None for a stranger and for the system.

    Attributes:
        user_id: whose account.
        role: what the account is on this server, looked up anew for each request.
        via: the way they came.
        is_sample: the sample listener, whom many may be.
        is_system: Attune itself, or whoever sits at the server's command line.
        auth_session_id: the sign-in; None with a personal token.
        address: where from.
        scopes: what a personal token allows; None for a person who signed in.
    """

    user_id: UUID | None = None
    role: Role = "listener"
    via: Via = "api"
    is_sample: bool = False
    is_system: bool = False
    auth_session_id: UUID | None = None
    address: str = ""
    scopes: frozenset[Scope] | None = None

    def require_user(self, *scopes: Scope) -> UUID:
        """The acting listener's id.

        Args:
            *scopes: what a personal token must allow, all of them; without any, no token will do.

        Raises:
            NotAuthenticated: nobody is signed in.
            Forbidden: a personal token that does not allow it; context has the missing `scope`.
        """
        if self.user_id is None:
            raise NotAuthenticated("not_signed_in", "Sign in to do this.")
        self._require_scopes(scopes)
        return self.user_id

    def require_own(self) -> UUID:
        """The acting listener's id, for what belongs to one real person and to no token.

        Raises:
            NotAuthenticated: nobody is signed in.
            Forbidden: a personal token; or the sample listener, whom many may be.
        """
        user_id = self.require_user()
        if self.is_sample:
            raise Forbidden("sample_stays", "The sample listener stays as it is. Sign up first.")
        return user_id

    def require(self, permission: Permission) -> None:
        """Let those pass whose role has a permission (core/permissions.py), and the system.

        Raises:
            NotAuthenticated: nobody is signed in.
            Forbidden: the role has it not, or a personal token lacks the scope "admin".
        """
        if self.is_system:
            return
        self.require_user("admin")
        if not self.may(permission):
            only = (
                "a moderator or an admin" if "moderator" in PERMISSIONS[permission] else "an admin"
            )
            code = "staff_only" if "moderator" in PERMISSIONS[permission] else "admin_only"
            raise Forbidden(code, f"Only {only} of this server can do this.", permission=permission)

    def may(self, permission: Permission) -> bool:
        """Whether `require` would let them pass."""
        allowed = self.scopes is None or "admin" in self.scopes
        return self.is_system or (allowed and self.role in PERMISSIONS[permission])

    def _require_scopes(self, wanted: tuple[Scope, ...]) -> None:
        if self.scopes is None:
            return
        if not wanted:
            raise Forbidden("not_by_token", "No token can do this. Sign in with the password.")
        for scope in wanted:
            if not includes(self.scopes, scope):
                detail = f"This token is not allowed to do this: it lacks the scope {scope}."
                raise Forbidden("scope_missing", detail, scope=scope)


STRANGER = Actor()
SYSTEM = Actor(is_system=True, role="admin", via="job")


def listener(user_id: UUID, *, via: Via = "job") -> Actor:
    """A listener on whose behalf a job acts."""
    return Actor(user_id=user_id, via=via)
