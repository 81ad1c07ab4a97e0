"""The library page: its view, parts, models and state."""
