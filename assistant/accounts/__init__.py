"""Accounts: who there is, and what they say about themselves."""
