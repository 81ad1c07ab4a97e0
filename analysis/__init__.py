"""Lyrics to mood and embeddings; knows no product and no database."""
