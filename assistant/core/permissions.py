"""Who may do what: the scopes a token can hold, and the permissions that come with a role.

This is the whole of it. `Actor` (core/actor.py) is the one place that decides by these tables;
services name what they need: `actor.require_user("mood:read")`, `actor.require("people.invite")`.
"""

from typing import Literal, get_args

Role = Literal["listener", "moderator", "admin"]
Scope = Literal[
    "mood:read", "mood:write", "music:read", "music:write", "playback:read", "playback:write",
    "jobs:read", "jobs:write", "account:read", "admin", "scrobble",
]  # fmt: skip
Permission = Literal[
    "people.see", "people.invite", "people.role", "people.lock", "audit.see", "server.see",
    "server.manage", "index.manage", "jobs.manage", "evaluation.see", "sample.manage",
    "catalogue.import", "catalogue.edit",
]  # fmt: skip

# The scopes of a kind "api" token; "admin" is for admins alone, "scrobble" for scrobble tokens. All
# else (password, factors, sign-ins, tokens, connections' secrets, export and deletion) names no
# scope and is closed to every token. "…:write" includes "…:read".
CHOOSABLE: tuple[Scope, ...] = tuple(scope for scope in get_args(Scope) if scope != "scrobble")

# What each role may do besides what every listener may with what is theirs.
PERMISSIONS: dict[Permission, tuple[Role, ...]] = {
    "people.see": ("moderator", "admin"),  # names and roles; addresses are the admin's to see
    "people.invite": ("moderator", "admin"),
    "people.role": ("admin",),
    "people.lock": ("admin",),
    "audit.see": ("admin",),
    "server.see": ("admin",),
    "server.manage": ("admin",),
    "index.manage": ("admin",),
    "jobs.manage": ("admin",),
    "evaluation.see": ("admin",),
    "sample.manage": ("admin",),
    "catalogue.import": ("admin",),
    "catalogue.edit": ("moderator", "admin"),  # what everybody shares, never a listener's own
}


def includes(held: frozenset[Scope], wanted: Scope) -> bool:
    """Whether scopes allow what asks for one of them; writing includes reading."""
    return wanted in held or wanted.replace(":read", ":write") in held
