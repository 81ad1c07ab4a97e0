"""The me page: its view, parts, models and state."""
