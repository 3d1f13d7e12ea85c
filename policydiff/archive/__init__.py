"""Every version of every policy, with its provenance, in a Git repository."""

from typing import TYPE_CHECKING

from policydiff.archive.store import Archive
from policydiff.archive.timeline import Entry, Kind, Version

if TYPE_CHECKING:
    from policydiff.archive.plan import Arrival, Outcome, Recorded

__all__ = ["Archive", "Arrival", "Entry", "Kind", "Outcome", "Recorded", "Version"]


def __getattr__(name: str) -> object:
    """Load what only recording needs when it is asked for: questions start cold."""
    if name in {"Arrival", "Outcome", "Recorded"}:
        from policydiff.archive import plan

        return getattr(plan, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
