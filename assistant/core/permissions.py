"""Who may do what: the scopes a token can hold, and the permissions that come with a role.

This is the whole of it. `Actor` (core/actor.py) is the one place that decides by these tables;
services name what they need: `actor.require_user("mood:read")`, `actor.require("people.invite")`.
"""

from typing import Literal

Role = Literal["listener", "moderator", "admin"]
Scope = Literal[
    "mood:read", "mood:write", "music:read", "music:write", "playback:read", "playback:write",
    "jobs:read", "jobs:write", "account:read", "admin", "scrobble",
]  # fmt: skip
Permission = Literal[
    "people.see", "people.invite", "people.role", "audit.see", "server.see", "server.manage",
    "index.manage", "jobs.manage", "evaluation.see", "sample.manage", "catalogue.import",
]  # fmt: skip

# What a token can be allowed; all else (password, factors, sign-ins, tokens, connections' secrets,
# export and deletion) names no scope and is closed to every token. "…:write" includes "…:read".
SCOPES: dict[Scope, str] = {
    "mood:read": "read moods and their statistics",
    "mood:write": "log, change and delete moods",
    "music:read": "read songs, lyrics, history and recommendations",
    "music:write": "change the library, lyrics, imports and corrections",
    "playback:read": "read the queue and what was sent to Spotify",
    "playback:write": "change the queue and send it to Spotify",
    "jobs:read": "see background work",
    "jobs:write": "stop background work",
    "account:read": "read profile, settings and preferences",
    "admin": "do on this server what an admin may do",
    "scrobble": "report what was heard",
}
# The scopes of a kind "api" token; "admin" is for admins alone, "scrobble" for scrobble tokens.
CHOOSABLE: tuple[Scope, ...] = tuple(scope for scope in SCOPES if scope != "scrobble")

# What each role may do besides what every listener may with what is theirs.
PERMISSIONS: dict[Permission, tuple[Role, ...]] = {
    "people.see": ("moderator", "admin"),  # names and roles; addresses are the admin's to see
    "people.invite": ("moderator", "admin"),
    "people.role": ("admin",),
    "audit.see": ("admin",),
    "server.see": ("admin",),
    "server.manage": ("admin",),
    "index.manage": ("admin",),
    "jobs.manage": ("admin",),
    "evaluation.see": ("admin",),
    "sample.manage": ("admin",),
    "catalogue.import": ("admin",),
}


def includes(held: frozenset[Scope], wanted: Scope) -> bool:
    """Whether scopes allow what asks for one of them; writing includes reading."""
    return wanted in held or wanted.replace(":read", ":write") in held
