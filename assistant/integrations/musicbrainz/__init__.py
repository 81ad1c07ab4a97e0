"""MusicBrainz, the Cover Art Archive and ListenBrainz' lookup: facts about recordings."""

from assistant.integrations.musicbrainz.client import MusicBrainzClient, Pace
from assistant.integrations.musicbrainz.schemas import Facts

__all__ = ["Facts", "MusicBrainzClient", "Pace"]
