"""Everything about a listener, to take along (export) or to be gone (deletion)."""
