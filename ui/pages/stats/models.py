"""Owns the plain values of the Stats page that are no chart's."""

from dataclasses import dataclass


@dataclass
class WordCount:
    """One word chosen when logging, with the mood it was mostly chosen in."""

    word: str = ""
    mood: str = ""
    count: int = 0
