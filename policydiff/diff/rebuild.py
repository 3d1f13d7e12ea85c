"""Put a document together again from the edits of its comparison."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from policydiff.model import Op

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from policydiff.model import Comparison, Document, Edit


def rebuild_old(comparison: Comparison) -> str:
    """Return the old document's text: the words from the edits, labels and markup between them from the document."""
    words = _words(
        (edit.old, edit) for change in comparison.changes for edit in change.edits if edit.op is not Op.INSERT
    )
    return _filled(comparison.old, words)


def rebuild_new(comparison: Comparison) -> str:
    """Return the new document's text: the words from the edits, labels and markup between them from the document."""
    words = _words(
        (edit.new, edit) for change in comparison.changes for edit in change.edits if edit.op is not Op.DELETE
    )
    return _filled(comparison.new, words)


def _words(edits: Iterable[tuple[str | None, Edit]]) -> Mapping[str, str]:
    """Return the words of each unit."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for unit, edit in edits:
        found[unit or ""].append(edit.text)
    return {unit: "".join(texts) for unit, texts in found.items()}


def _filled(document: Document, words: Mapping[str, str]) -> str:
    pieces, last = [], 0
    for unit in document.units:
        pieces += [document.text[last : unit.body], words.get(unit.id, "")]
        last = document.unit_end(unit)
    return "".join([*pieces, document.text[last:]])
