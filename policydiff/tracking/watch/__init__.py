"""Looks at declared web pages again and again, and records what is new in them.

policydiff.toml ─sources→ due? ─robots→ allowed? ─getting→ bytes ─judging→ a document, or a page gone wrong ─→ archive
"""

from policydiff.tracking.watch.declared import Declared, Source, declared
from policydiff.tracking.watch.getting import Getter, Limits
from policydiff.tracking.watch.passing import Outcome, Seen, Watch

__all__ = ["Declared", "Getter", "Limits", "Outcome", "Seen", "Source", "Watch", "declared"]
