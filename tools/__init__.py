"""Programs that build and check the project; nothing here is installed with it."""
