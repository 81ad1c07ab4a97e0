"""Training the heads: a fixed recipe from data folder to committed artefact."""
