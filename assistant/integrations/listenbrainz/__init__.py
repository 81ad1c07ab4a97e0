"""ListenBrainz, as a place that listens are passed on to."""

from assistant.integrations.listenbrainz.client import ListenBrainzClient

__all__ = ["ListenBrainzClient"]
