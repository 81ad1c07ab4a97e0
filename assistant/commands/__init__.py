"""The commands of `attune`, one module a subject."""
