"""normalize/repair."""
