"""The history page: its view, parts, models and state."""
