"""The song index: builds of the vector store, and the changes that keep one up to SQL."""
