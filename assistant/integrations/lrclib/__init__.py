"""LRCLIB: lyrics by title, artist and duration. Nothing is ever published to it."""

from assistant.integrations.lrclib.client import LrclibClient, Pace, ProviderState
from assistant.integrations.lrclib.schemas import Found, Missing

__all__ = ["Found", "LrclibClient", "Missing", "Pace", "ProviderState"]
