"""How the connection to Spotify is, in words: what works, what does not, what to do."""

from typing import cast

from assistant.connections import repository, rules, standing
from assistant.connections.schemas import Note, Premium, SpotifyState, SpotifyStatus
from assistant.connections.sealed import Secrets, client_id_of, open_secrets
from assistant.core.actor import Actor
from assistant.core.crypto import Vault
from assistant.core.settings import Settings
from assistant.core.unit_of_work import UnitOfWork
from assistant.integrations.spotify.oauth import SCOPES
from assistant.models.connections import Connection


def spotify_status(
    uow: UnitOfWork, vault: Vault, settings: Settings, actor: Actor
) -> SpotifyStatus:
    """The actor's connection to Spotify, without asking Spotify."""
    user_id = actor.require_user("playback:read")
    row = repository.find(uow.db, user_id, rules.provider_of(settings))
    secrets = open_secrets(vault, row)
    status = _facts(uow, settings, row, secrets)
    status.works, status.lacks = _works(status), _lacks(status)
    return status


def _facts(
    uow: UnitOfWork, settings: Settings, row: Connection | None, secrets: Secrets
) -> SpotifyStatus:
    uri, paste_needed = rules.redirect_uri(settings)
    client_id = client_id_of(settings, secrets)
    status = SpotifyStatus(
        sandbox=rules.in_sandbox(settings), state=_state(row, secrets, client_id),
        connected=secrets.tokens is not None, client_id=client_id or None, redirect_uri=uri,
        paste_needed=paste_needed, limits=list(standing.LIMITS),
    )  # fmt: skip
    if row is None or secrets.tokens is None:
        return status
    status.account_name = row.display_name or None
    status.scopes = row.scopes.split()
    status.missing_scopes = [scope for scope in SCOPES if scope not in status.scopes]
    status.premium = cast("Premium", row.detail.get("premium", "unknown"))
    status.known_gaps = repository.count_gaps(uow.db, row.id)
    if row.authorized_at is not None:
        status.authorized_at = row.authorized_at
        status.reconnect_by = rules.ends_at(row.authorized_at)
        status.renew_soon = rules.is_ending(row.authorized_at, uow.now)
    status.held = standing.held_view(uow, settings, row, secrets)
    if status.held is not None:
        status.blocked_until, status.blocked_by = status.held.until, status.held.code
    status.poll = standing.poll_view(uow, row)
    status.transfers = standing.transfer_views(uow, row)
    return status


def _state(row: Connection | None, secrets: Secrets, client_id: str) -> SpotifyState:
    if secrets.tokens is not None:
        return "connected"
    if row is not None and row.state == "reconnect":
        return "reconnect"
    return "configured" if client_id else "not_set"


def _works(status: SpotifyStatus) -> list[Note]:
    if not status.connected or status.blocked_until:
        return []
    able = {
        "recent_plays": ("user-read-recently-played", "What you played last can be read."),
        "queue": ("user-modify-playback-state", "Songs can be put into the player's queue."),
        "playlist": ("playlist-modify-private", "A queue can be kept as a private playlist."),
        "playlists": ("playlist-read-private", "Your playlists can be brought in."),
        "library": ("user-library-read", "It can be asked which songs you saved."),
        "top": ("user-top-read", "What you hear most can be brought in."),
    }
    return [
        Note(code=code, text=text)
        for code, (scope, text) in able.items()
        if scope in status.scopes and not (code == "queue" and status.premium == "required")
    ]


def _lacks(status: SpotifyStatus) -> list[Note]:
    found: dict[str, str] = {}
    match status.state:
        case "not_set":
            found["no_client_id"] = (
                "Make an app in Spotify's developer dashboard (its owner needs Premium; five "
                "people may use it), register the redirect address below and enter its client ID."
            )
        case "configured":
            found["not_connected"] = "Connect, and Spotify asks whether you allow it."
        case "reconnect":
            found["reconnect"] = "Spotify has ended this connection. Connect again."
        case "connected":
            found |= _troubles(status)
    return [Note(code=code, text=text) for code, text in found.items()]


def _troubles(status: SpotifyStatus) -> dict[str, str]:
    found: dict[str, str] = {}
    if status.blocked_until and status.blocked_by == "spotify_quota_exceeded":
        found["quota"] = (
            "Spotify's quota for this app is used up. Attune waits until it is renewed."
        )
    elif status.held and status.held.code != "spotify_rate_limited":
        found["resting"] = (
            "Spotify failed several times in a row. Attune leaves it alone for a while and tries "
            "again by itself."
        )
    elif status.blocked_until:
        found["rate_limited"] = "Spotify asked for a pause. Attune goes on by itself."
    if status.missing_scopes:
        found["missing_scopes"] = "Not everything was allowed. Connect again to allow it."
    if status.premium == "required":
        found["premium_required"] = (
            "Spotify lets only Premium accounts be queued to. Keep the queue as a playlist instead."
        )
    if status.renew_soon:
        found["renew_soon"] = "Spotify ends every connection after six months. Connect again soon."
    return found
