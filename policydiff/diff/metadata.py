"""Compare what two documents say of themselves."""

from __future__ import annotations

from dataclasses import fields
from datetime import date
from typing import TYPE_CHECKING

from policydiff.model import Citation, Metadata, MetadataChange
from policydiff.text.canonical import canon

if TYPE_CHECKING:
    from collections.abc import Sequence

# Of these only the entries that differ are shown: a law may cite dozens of others that stayed.
_LISTS = frozenset({"cited", "history"})


def metadata_changes(old: Metadata, new: Metadata) -> tuple[MetadataChange, ...]:
    """Return the fields that differ in more than form, in the order of `Metadata`."""
    changes = (
        _change(name, getattr(old, name), getattr(new, name)) for name in (field.name for field in fields(Metadata))
    )
    return tuple(change for change in changes if canon(change.old) != canon(change.new))


def _change(name: str, old: object, new: object) -> MetadataChange:
    if name in _LISTS and isinstance(old, tuple) and isinstance(new, tuple):
        return MetadataChange(name, _joined(_without(old, new)), _joined(_without(new, old)))
    return MetadataChange(name, printed(old), printed(new))


def printed(value: object) -> str:
    """Return a value of the metadata as text: dates in ISO form, lists joined by 、."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Citation):
        return f"《{value.title}》（{value.number}）" if value.number else f"《{value.title}》"
    if isinstance(value, tuple):
        return _joined(value)
    return str(value or "")


def _joined(values: Sequence[object]) -> str:
    return "、".join(printed(value) for value in values)


def _without(values: Sequence[object], others: Sequence[object]) -> list[object]:
    there = {canon(printed(other)) for other in others}
    return [value for value in values if canon(printed(value)) not in there]
