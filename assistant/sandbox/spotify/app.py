"""The Spotify sandbox put together: routes, refusals in Spotify's words, its control desk."""

import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Self

from assistant.sandbox.base import CONTROL, Sandbox
from assistant.sandbox.faults import Fault
from assistant.sandbox.http import Reply, Request, Route, json_reply
from assistant.sandbox.spotify import shapes
from assistant.sandbox.spotify.accounts import SCOPES, Accounts
from assistant.sandbox.spotify.library_api import LibraryApi
from assistant.sandbox.spotify.player_api import PlayerApi
from assistant.sandbox.spotify.state import (
    CatalogueTrack,
    Device,
    Grant,
    Play,
    SandboxUser,
    State,
    default_users,
)

SANDBOX_CLIENT_ID = "5a4d0b0c5a4d0b0c5a4d0b0c5a4d0b0c"
"""A client ID of the right shape to try the sandbox with; any other such id passes too."""

# Restricted for new apps in 2024-11: they answer 403. What was removed in 2026-02 answers 404.
_RESTRICTED = re.compile(
    r"/v1/(recommendations.*|audio-features.*|audio-analysis.*|artists/[^/]+/related-artists"
    r"|browse/.*)"
)


class SpotifySandbox(Sandbox):
    """Spotify, in memory.

    Args:
        catalogue: the tracks it sells.
        users: its accounts; two to try by default (`sandbox-premium`, `sandbox-free`).
        client_ids: the apps it knows; None lets every id of 32 hex digits pass.
        redirect_uris: what the app registered; None lets every permitted URI pass.
    """

    name = "spotify"

    def __init__(
        self,
        catalogue: Iterable[CatalogueTrack] = (),
        users: Iterable[SandboxUser] | None = None,
        client_ids: frozenset[str] | None = None,
        redirect_uris: frozenset[str] | None = None,
    ) -> None:
        super().__init__()
        self.state = State(catalogue, default_users() if users is None else users)
        self.accounts = Accounts(self.state, client_ids, redirect_uris)
        self._routes = [
            *self.accounts.routes(),
            *PlayerApi(self.state).routes(),
            *LibraryApi(self.state).routes(),
        ]

    @classmethod
    def from_file(cls, path: Path) -> Self:
        """Load the catalogue from a JSON list of entries (`CatalogueTrack.of`).

        Raises:
            ValueError: the file is no such list.
        """
        entries = json.loads(path.read_text(encoding="utf-8"))
        return cls(CatalogueTrack.of(entry) for entry in entries)

    def user(self, user_id: str) -> SandboxUser:
        """One account, to look at or change in a test."""
        return self.state.users[user_id]

    def grant(self, user_id: str, scopes: Iterable[str] = SCOPES) -> tuple[str, str]:
        """An (access token, refresh token) pair without the consent page, for tests."""
        with self.lock:
            ends = self.state.clock.now() + self.state.refresh_ttl
            grant = Grant(SANDBOX_CLIENT_ID, user_id, frozenset(scopes), ends)
            return self.state.issue_access(grant), self.state.issue_refresh(grant)

    def routes(self) -> Sequence[Route]:
        return self._routes

    def refusals(self) -> Mapping[str, Callable[[Fault], Reply]]:
        error = shapes.error
        return {
            "unauthorized": lambda _: error(401, "The access token expired"),
            "forbidden": lambda _: error(403, "User not registered in the Developer Dashboard"),
            "premium_required": lambda _: error(
                403, "Player command failed: Premium required", "PREMIUM_REQUIRED"
            ),
            "no_device": lambda _: error(
                404, "Player command failed: No active device found", "NO_ACTIVE_DEVICE"
            ),
            "not_found": lambda _: error(404, "Not found."),
            "rate_limited": lambda fault: error(
                429, "API rate limit exceeded", **{"Retry-After": str(fault.retry_after_s or 5)}
            ),
            "quota_exceeded": lambda fault: error(
                429,
                "Quota exceeded",
                "QUOTA_EXCEEDED",
                **{"Retry-After": str(fault.retry_after_s or 7200)},
            ),
            "server_error": lambda _: error(503, "Service temporarily unavailable"),
            "invalid_grant": lambda _: json_reply(
                400, {"error": "invalid_grant", "error_description": "Refresh token revoked"}
            ),
        }

    def unknown_path(self, request: Request) -> Reply:
        restricted = _RESTRICTED.fullmatch(request.path)
        return (
            shapes.error(403, "Forbidden") if restricted else shapes.error(404, "Service not found")
        )

    def wrong_method(self, _: Request, allowed: list[str]) -> Reply:
        return shapes.error(405, "Method not allowed", Allow=", ".join(allowed))

    # --- its control desk ---

    def control_routes(self) -> Sequence[Route]:
        return [
            Route("GET", f"{CONTROL}/state", self._show),
            Route("PATCH", f"{CONTROL}/settings", self._set),
            Route("PATCH", f"{CONTROL}/users/{{user_id}}", self._change_user),
            Route("POST", f"{CONTROL}/users/{{user_id}}/plays", self._add_play),
            Route("POST", f"{CONTROL}/users/{{user_id}}/skip", self._skip),
            Route("POST", f"{CONTROL}/expire-access", self._expire_access),
            Route("POST", f"{CONTROL}/revoke-refresh", self._revoke_refresh),
            Route("POST", f"{CONTROL}/clock", self._advance),
        ]

    def _show(self, _: Request) -> Reply:
        return json_reply(200, {"users": [_seen(user) for user in self.state.users.values()]})

    def _set(self, request: Request) -> Reply:
        asked = request.json()
        self.state.access_ttl_s = int(asked.get("access_ttl_s", self.state.access_ttl_s))
        self.state.rotate_refresh = bool(asked.get("rotate_refresh", self.state.rotate_refresh))
        return Reply(204)

    def _change_user(self, request: Request, user_id: str) -> Reply:
        user, asked = self.state.users[user_id], request.json()
        if "premium" in asked:
            user.premium = bool(asked["premium"])
        if "devices" in asked:
            user.devices = [Device(**device) for device in asked["devices"]]
        if "playing" in asked:
            user.playing = self.state.catalogue[asked["playing"]] if asked["playing"] else None
        if "queue" in asked:
            user.queue = list(asked["queue"])
        return json_reply(200, _seen(user))

    def _add_play(self, request: Request, user_id: str) -> Reply:
        asked = request.json()
        played_at = datetime.fromisoformat(asked["played_at"])
        if played_at.tzinfo is None:
            raise ValueError("played_at needs a zone")
        play = Play(self.state.catalogue[asked["track_id"]], played_at)
        self.state.users[user_id].plays.append(play)
        return Reply(204)

    def _skip(self, _: Request, user_id: str) -> Reply:
        self.state.skip(user_id)
        return json_reply(200, _seen(self.state.users[user_id]))

    def _expire_access(self, _: Request) -> Reply:
        self.expire_access()
        return Reply(204)

    def _revoke_refresh(self, _: Request) -> Reply:
        self.state.refresh.clear()
        return Reply(204)

    def _advance(self, request: Request) -> Reply:
        self.state.clock.advance(timedelta(seconds=request.json()["seconds"]).total_seconds())
        return Reply(204)

    def expire_access(self) -> None:
        """Let every access token given so far be expired."""
        with self.lock:
            now = self.state.clock.now()
            self.state.access = {
                token: Grant(grant.client_id, grant.user_id, grant.scopes, now)
                for token, grant in self.state.access.items()
            }


def _seen(user: SandboxUser) -> dict[str, Any]:
    return {
        "id": user.id,
        "premium": user.premium,
        "devices": [asdict(device) for device in user.devices],
        "playing": user.playing.id if user.playing else None,
        "queue": list(user.queue),
        "plays": len(user.plays),
        "playlists": [asdict(playlist) for playlist in user.playlists],
    }
