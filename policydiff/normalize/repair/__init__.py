"""Rules that mend damaged text, each with its evidence."""
