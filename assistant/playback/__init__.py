"""The queue, which is the truth, and its pushes to players elsewhere."""
