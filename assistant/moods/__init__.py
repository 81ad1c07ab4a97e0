"""The mood log: what listeners say about how they feel."""
