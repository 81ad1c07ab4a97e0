"""The catalogue: songs, artists, albums, and the covers drawn for them."""
