"""Every version of every policy, with its provenance, in a Git repository."""

from policydiff.archive.plan import Arrival, Outcome, Recorded
from policydiff.archive.store import Archive
from policydiff.archive.timeline import Entry, Kind, Version

__all__ = ["Archive", "Arrival", "Entry", "Kind", "Outcome", "Recorded", "Version"]
