"""The mood of recent listening: plays, their lyrics, what the model reads, and a profile of it."""
