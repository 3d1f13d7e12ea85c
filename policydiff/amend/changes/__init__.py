"""What each kind of instruction does to a law."""
