"""Lyrics: where the words of a track come from, and what their files say."""
