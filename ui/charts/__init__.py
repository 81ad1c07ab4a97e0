"""Owns the charts: each a small JSX drawing of plain data, with spoken summaries in Python."""
