"""A small client of an Attune elsewhere: it knows the server by its REST API alone."""
