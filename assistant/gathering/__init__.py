"""Gathering lyrics for a listener: what they have, fetching what is missing, files they give."""
