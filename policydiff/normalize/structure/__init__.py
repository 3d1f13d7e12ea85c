"""normalize/structure."""
