"""What a listener connected: Spotify, and the consent to look lyrics up."""
