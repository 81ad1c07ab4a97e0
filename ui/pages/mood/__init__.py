"""The mood page: its view, parts, models and state."""
