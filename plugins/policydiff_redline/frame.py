"""Lines of the old file that stand in no clause and state what the newer document states anew: 文号, 署名, 成文日期."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policydiff_redline.matching import Known, squeezed
from policydiff_redline.tables import changes
from policydiff_redline.writing import _Open

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from policydiff.model import Comparison
    from policydiff_redline.reading import Line
    from policydiff_redline.writing import Writer


def write_frame(writer: Writer, comparison: Comparison, lines: Sequence[Line]) -> None:
    """Write the new 文号, 署名 and 成文日期 over the old ones."""
    stated = {squeezed(old): new for old, new in _stated(comparison) if old and new and old != new}
    for line in lines:
        new = stated.get(squeezed(line.text))
        if new is None or line.row is not None:
            continue
        known = Known(line.text, line.atoms, (False,) * len(line.text), (), (line,), line.label)
        writer.open = _Open()
        writer.line(known, changes(line.text, new))
        writer.told[id(line)] = writer.open.told
        writer.open = _Open()


def _stated(comparison: Comparison) -> Iterator[tuple[str, str]]:
    old, new = comparison.old.metadata, comparison.new.metadata
    yield old.number, new.number
    yield old.signature, new.signature
    yield _day(old.issued), _day(new.issued)


def _day(day: date | None) -> str:
    return f"{day.year}年{day.month}月{day.day}日" if day else ""
