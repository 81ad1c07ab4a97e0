"""Listening: every report of a play, and the merged view of what was heard."""
