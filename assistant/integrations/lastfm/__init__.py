"""Last.fm, as a place that listens are passed on to."""

from assistant.integrations.lastfm.client import LastfmClient

__all__ = ["LastfmClient"]
