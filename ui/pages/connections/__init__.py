"""The connections page: its view, parts, models and state."""
