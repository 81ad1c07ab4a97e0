"""Owns every visible word of the interface, by language."""
