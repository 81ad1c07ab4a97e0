"""The sample library: original songs written for it, and a listener who plays them."""
