"""Encoders: tokens to states. The heads on top of them live in `analysis.heads`."""
