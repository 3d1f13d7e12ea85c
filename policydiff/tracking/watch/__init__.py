"""Looks at declared web pages again and again, and records what is new in them.

policydiff.toml ─sources→ due? ─robots→ allowed? ─getting→ bytes ─judging→ a document, or a page gone wrong ─→ archive
"""

from policydiff.fetch import Getter, Limits
from policydiff.tracking.watch.config import Declared, Source, declared
from policydiff.tracking.watch.run import Outcome, Seen, Watch

__all__ = ["Declared", "Getter", "Limits", "Outcome", "Seen", "Source", "Watch", "declared"]
