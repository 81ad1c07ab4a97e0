"""Care of the shared catalogue: merging, splitting and keeping apart, by moderators."""
