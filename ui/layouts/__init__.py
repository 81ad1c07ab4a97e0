"""Owns what surrounds a page."""
