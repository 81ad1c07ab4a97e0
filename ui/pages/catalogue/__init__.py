"""The shared catalogue's care, for moderators."""
