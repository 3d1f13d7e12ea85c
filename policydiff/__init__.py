"""Document diff and version tracker for policy revisions."""

__version__ = "0.1.0"
