"""What the shipped mood model is and how good it was measured to be, for admins."""
