"""The people here, for moderators and admins."""
