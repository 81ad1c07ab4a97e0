"""What every feature stands on: settings, database, errors, ids, time, secrets, jobs."""
