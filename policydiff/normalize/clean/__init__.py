"""normalize/clean."""
