"""How a song's mood is named in lists, and why it may have none."""

from typing import Literal

MoodFilter = Literal["happy", "sad", "angry", "relaxed", "unknown"]
Sort = Literal["title", "artist", "added", "year", "plays", "valence", "arousal"]
WAITING, NO_LYRICS = "waiting", "no_lyrics"
LIKED, NEUTRAL, DISLIKED = 1, 0, -1
