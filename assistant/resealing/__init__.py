"""New keys for what is encrypted at rest."""
