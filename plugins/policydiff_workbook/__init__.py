"""Read Excel workbooks (.xlsx): each sheet as a table under its name, numbers as the cells show them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policydiff.hookspecs import hookimpl

if TYPE_CHECKING:
    from policydiff.model import Conversion, Source

MEDIA_TYPES = frozenset(
    (
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "application/vnd.ms-excel.sheet.macroEnabled.12",
    )
)


@hookimpl(trylast=True)
def convert(source: Source) -> Conversion | None:
    """Return a workbook as Markdown; raises UnreadableSource when it cannot be opened or holds nothing."""
    if source.media_type not in MEDIA_TYPES:
        return None
    from policydiff_workbook.workbook import read_workbook

    return read_workbook(source)
