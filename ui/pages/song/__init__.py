"""The song page: its view, parts, models and state."""
