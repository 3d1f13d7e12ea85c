"""Small steps on a draft that every rule takes: drop lines, change lines, fill in metadata."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from policydiff.model import Draft, Metadata, Removal

if TYPE_CHECKING:
    from collections.abc import Mapping


def without(draft: Draft, reasons: Mapping[int, str]) -> Draft:
    """Return a draft without the lines at these places, each in the ledger with its reason."""
    if not reasons:
        return draft
    kept = tuple(line for at, line in enumerate(draft.lines) if at not in reasons)
    removed = tuple(Removal(draft.lines[at], reason) for at, reason in sorted(reasons.items()))
    return replace(draft, lines=kept, removed=draft.removed + removed)


def learned(draft: Draft, **values: Any) -> Draft:
    """Return a draft with metadata filled in where it was empty."""
    return replace(draft, metadata=draft.metadata.over(Metadata(**values)))
