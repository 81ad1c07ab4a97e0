"""The Lyrics page: how much has words, looking up the rest, files."""
