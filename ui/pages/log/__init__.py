"""The log of all mood entries: its view, parts, models and state."""
