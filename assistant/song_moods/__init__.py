"""Song moods: what the model says of lyrics, and what a listener says against it."""
