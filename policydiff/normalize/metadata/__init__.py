"""normalize/metadata."""
