"""Insights: what the log and the listening say together, and how sure that is."""
