"""Reproducible benchmarks: `python -m bench.<name> [--json] [--size N]`."""
