"""Looking after a push: which of its songs Spotify has in its queue or has played."""

from uuid import UUID

from assistant.connections.service import spotify_client_for
from assistant.core.actor import Actor
from assistant.core.crypto import Vault
from assistant.core.settings import Settings
from assistant.core.unit_of_work import OpenUow
from assistant.playback.push import get_push
from assistant.playback.push_schemas import PushView
from assistant.playback.pushing import confirm


def check(
    open_uow: OpenUow, vault: Vault, settings: Settings, actor: Actor, push_id: UUID
) -> PushView:
    """Ask Spotify once and note what it shows.

    Raises:
        NotFound: no such push, or somebody else's.
        DomainError: as `ListenerSpotify.call`.
    """
    user_id = actor.require_user("playback:write")
    with open_uow(read=True) as uow:
        before = get_push(uow, settings, actor, push_id)
    if before.target == "spotify_queue":
        with spotify_client_for(open_uow, vault, settings, user_id) as spotify:
            queue = spotify.call(lambda client: client.player_queue())
            recent = spotify.call(lambda client: client.recently_played())
        confirm(open_uow, push_id, queue, recent)
    with open_uow(read=True) as uow:
        return get_push(uow, settings, actor, push_id)
