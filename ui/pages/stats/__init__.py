"""The stats page: its view, parts, models and state."""
