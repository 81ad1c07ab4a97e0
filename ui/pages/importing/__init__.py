"""The import page: its view, parts, models and state."""
