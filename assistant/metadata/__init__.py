"""Facts about songs from MusicBrainz: off until an admin switches them on."""
