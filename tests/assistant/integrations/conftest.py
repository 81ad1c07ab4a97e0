"""The vendors' sandboxes for the tests of this folder."""

from tests.support.sandboxes import lrclib, spotify

__all__ = ["lrclib", "spotify"]
