"""One history of schema changes for SQLite and PostgreSQL, run by `attune serve` at the start."""
