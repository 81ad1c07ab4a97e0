"""The dashboard (Reflex): pages, components and words; calls services, never SQL."""
