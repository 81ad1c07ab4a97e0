"""Owns the pages; one package each."""
