"""The engine: the worker's small internal API for scoring texts and finding songs."""
