"""What an instruction says when it does not fit the law."""

from __future__ import annotations


class Misfit(Exception):
    """An instruction that cannot be carried out; the message says why."""
