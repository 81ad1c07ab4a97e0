"""Journeys through a running Attune, as its users make them."""
