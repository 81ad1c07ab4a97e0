"""The product: features, their tables, and the edges they are reached through."""
