"""Signing in with accounts elsewhere: OpenID Connect, GitHub and Spotify, over httpx."""

from assistant.integrations.oauth.providers import Providers
from assistant.integrations.oauth.types import Answer, Challenge, Door, Person

__all__ = ["Answer", "Challenge", "Door", "Person", "Providers"]
