"""Songs that fit a mood: candidates, score, diversity, constraints, reasons."""
