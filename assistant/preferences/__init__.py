"""Preferences: how Attune looks and behaves for a listener, and what they like to hear."""
