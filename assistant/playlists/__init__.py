"""Playlists of a listener's; so far those that were brought in from a provider."""
