"""Models of the Hugging Face kind, by setting: found, checked, read, without running their code."""
