"""Use cases of connections: Spotify, and the consent to look lyrics up."""

from uuid import UUID

from assistant.audit import service as audit
from assistant.connections import repository, rules
from assistant.connections.authorizing import begin, finish, set_client_id
from assistant.connections.events import Disconnected, LookupChanged
from assistant.connections.listener_spotify import ListenerSpotify
from assistant.connections.plays import Pulled, pull_recent
from assistant.connections.schemas import (
    DeviceView,
    LyricsLookup,
    RecentPlay,
    SpotifyStatus,
    TestResult,
)
from assistant.connections.status import spotify_status
from assistant.core.actor import Actor
from assistant.core.crypto import Vault
from assistant.core.errors import DomainError, Forbidden
from assistant.core.settings import Settings
from assistant.core.unit_of_work import OpenUow, UnitOfWork
from assistant.library import service as library
from assistant.listens import service as listens
from assistant.playlists import service as playlists

__all__ = [
    "Pulled", "begin", "devices", "disconnect", "finish", "is_connected", "lyrics_lookup",
    "pull_recent", "recent_tracks", "remove_all", "set_client_id", "set_lyrics_lookup",
    "spotify_client_for", "spotify_status", "test_spotify",
]  # fmt: skip

LOOKUP = "lyrics_lookup"


def spotify_client_for(
    open_uow: OpenUow, vault: Vault, settings: Settings, user_id: UUID
) -> ListenerSpotify:
    """Spotify on behalf of a listener; close it, or use it in a `with`."""
    return ListenerSpotify(open_uow, vault, settings, user_id)


def is_connected(
    uow: UnitOfWork, vault: Vault, settings: Settings, actor: Actor
) -> SpotifyStatus | None:
    """The status when Spotify is connected, else None."""
    status = spotify_status(uow, vault, settings, actor)
    return status if status.connected else None


def devices(open_uow: OpenUow, vault: Vault, settings: Settings, actor: Actor) -> list[DeviceView]:
    """The devices Spotify knows of now. Raises as `ListenerSpotify.call`."""
    with spotify_client_for(
        open_uow, vault, settings, actor.require_user("playback:read")
    ) as spotify:
        found = spotify.call(lambda client: client.devices())
    return [DeviceView.model_validate(d, from_attributes=True) for d in found]


def recent_tracks(
    open_uow: OpenUow, vault: Vault, settings: Settings, actor: Actor, limit: int = 50
) -> list[RecentPlay]:
    """The last plays as Spotify reports them, newest first; nothing is kept."""
    with spotify_client_for(open_uow, vault, settings, actor.require_user("music:read")) as spotify:
        page = spotify.call(lambda client: client.recently_played(limit=limit))
    return [
        RecentPlay(
            title=item.track.name, artist=", ".join(a.name for a in item.track.artists),
            album=item.track.album.name if item.track.album else None,
            duration_ms=item.track.duration_ms, played_at=item.played_at,
        )
        for item in page.items
    ]  # fmt: skip


def test_spotify(open_uow: OpenUow, vault: Vault, settings: Settings, actor: Actor) -> TestResult:
    """Ask Spotify who the actor is there; what is wrong comes as the result."""
    user_id = actor.require_user()
    try:
        with spotify_client_for(open_uow, vault, settings, user_id) as spotify:
            me = spotify.call(lambda client: client.me())
            found = spotify.call(lambda client: client.devices())
    except DomainError as error:
        return TestResult(ok=False, code=error.code, detail=error.detail)
    return TestResult(
        ok=True, account_name=me.display_name or me.id, devices=len(found),
        detail="Spotify answers." if found else "Spotify answers. No device is open there now.",
    )  # fmt: skip


test_spotify.__test__ = False  # type: ignore[attr-defined]  # pytest collects by this name


def disconnect(uow: UnitOfWork, settings: Settings, actor: Actor) -> int:
    """Delete tokens, client ID and all that came only from Spotify; how many listens that was.

    What was connected is gone even when nothing was: deleting twice is no error.
    """
    user_id, provider = actor.require_user(), rules.provider_of(settings)
    row = repository.find(uow.db, user_id, provider, lock=True)
    if row is not None:
        repository.delete(uow.db, row)
        audit.record(uow, actor, "connection.removed", object=provider)
    uow.publish(Disconnected(user_id, provider))
    gone = listens.forget(uow, user_id, source=rules.source_of(settings))
    playlists.forget_outside(uow, user_id, rules.source_of(settings))
    library.remove_unheard(uow, user_id, (rules.shelf_of(settings), "play"))
    return gone


def remove_all(uow: UnitOfWork, user_id: UUID) -> None:
    """Delete every connection of a listener, whoever made them; what was heard stays."""
    for row in repository.all_of(uow.db, user_id):
        provider = row.provider
        repository.delete(uow.db, row)
        audit.record(
            uow, Actor(user_id=user_id), "connection.removed", subject_id=user_id, object=provider
        )
        uow.publish(Disconnected(user_id, provider))


def lyrics_lookup(uow: UnitOfWork, settings: Settings, actor: Actor) -> LyricsLookup:
    """Whether the actor lets titles be sent to the lyrics provider."""
    allowed = repository.find_setting(uow.db, actor.require_user("music:read"), LOOKUP)
    return LyricsLookup(
        allowed=allowed if isinstance(allowed, bool) else None, provider="LRCLIB",
        address=settings.lrclib_url,
        detail="LRCLIB learns title, artist, album and length of the songs whose lyrics are "
        "missing, and nothing else: no name, no mood, no listening times.",
    )  # fmt: skip


def set_lyrics_lookup(
    uow: UnitOfWork, settings: Settings, actor: Actor, *, allowed: bool
) -> LyricsLookup:
    """Say yes or no.

    Raises:
        Forbidden: the sample listener, whom many may share, asks nobody outside.
    """
    user_id = actor.require_user()
    if actor.is_sample and allowed:
        raise Forbidden(
            "sample_asks_nobody", "The sample listener asks no provider. Sign up first."
        )
    repository.save_setting(uow.db, user_id, LOOKUP, allowed)
    uow.publish(LookupChanged(user_id, allowed))
    return lyrics_lookup(uow, settings, actor)
