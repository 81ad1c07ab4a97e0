"""Background work: durable, counted, cancellable, visible to the one it is done for."""
