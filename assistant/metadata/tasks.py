"""Job handlers of the facts from MusicBrainz."""

from importlib.metadata import version
from typing import Any

from assistant.core.settings import Settings
from assistant.integrations.musicbrainz import MusicBrainzClient, Pace
from assistant.jobs.context import JobContext
from assistant.metadata.looking_up import LookingUp
from assistant.metadata.service import COVERS


def look_up(ctx: JobContext, settings: Settings) -> dict[str, Any]:
    """Ask about every song that waits, the last heard first."""
    client = MusicBrainzClient(
        user_agent=f"Attune/{version('attune')} (self-hosted music assistant; {settings.origin})",
        base_url=settings.musicbrainz_url, listenbrainz_url=settings.listenbrainz_url,
        covers_url=settings.cover_art_url, pace=Pace(settings.musicbrainz_pause_s),
        timeout_s=settings.upstream_timeout_s,
    )  # fmt: skip
    with client:
        return LookingUp(ctx, client, settings.data_dir / COVERS).run()
