"""Clients of the services Attune talks to: one folder per vendor, errors translated at the call."""
