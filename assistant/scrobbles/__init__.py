"""Scrobbling: servers of three protocols, what is playing now, and passing listens on."""
