"""The page about a listener's Spotify: its view, models, reading and state."""
