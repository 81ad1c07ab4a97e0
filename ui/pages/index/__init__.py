"""The index page: its view, parts, models and state."""
