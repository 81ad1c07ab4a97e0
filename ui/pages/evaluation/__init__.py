"""The evaluation page: its view, parts, models and state."""
