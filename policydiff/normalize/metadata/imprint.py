"""The 版记 at the foot: 抄送 and 印发 lines."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from policydiff.normalize.draft_ops import learned, without
from policydiff.normalize.line_shapes import DATE_TEXT
from policydiff.text.regex import lazy

if TYPE_CHECKING:
    from policydiff.model import Draft

_CC = lazy(r"(?:抄\s*送|抄\s*报|分\s*送)\s*[:：]\s*(.+)")
_IMPRINT = lazy(rf".{{0,60}}?{DATE_TEXT}\s*印发")


def read_imprint(draft: Draft) -> Draft:
    """Move the lines 抄送：… and …2021年3月5日印发 into the metadata."""
    suspects = [at for at, line in enumerate(draft.lines) if line[:1] in "抄分" or line[-1:] == "发"]
    places = {at: name for at in suspects if (name := _part(draft.lines[at]))}
    if not places:
        return draft
    reasons = {at: f"further {name}" for at, name in places.items() if getattr(draft.metadata, name)}
    values = {
        name: " ".join(_value(draft.lines[at]) for at in places if places[at] == name and at not in reasons)
        for name in ("cc", "imprint")
    }
    cleared = learned(without(draft, reasons), **values)
    return replace(cleared, lines=tuple(line for at, line in enumerate(draft.lines) if at not in places))


def _part(line: str) -> str:
    """Return the field that a line of the 版记 fills, empty when it is another line."""
    if _CC.fullmatch(line):
        return "cc"
    return "imprint" if line.endswith("印发") and _IMPRINT.fullmatch(line) else ""


def _value(line: str) -> str:
    found = _CC.fullmatch(line)
    return found[1].rstrip("。") if found else line
