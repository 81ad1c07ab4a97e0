"""The queue page: its view, parts, models and state."""
