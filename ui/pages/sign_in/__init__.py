"""The sign_in page: its view, parts, models and state."""
