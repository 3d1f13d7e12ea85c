"""One workbook, from bytes to Markdown."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Any

from policydiff.errors import UnreadableSource
from policydiff.model import Conversion, Loss, Removal
from policydiff.pages.markdown_tables import pipe_rows
from policydiff_workbook.numbers import shown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from policydiff.model import Source

# Sheets may claim a million empty rows; what holds more cells than this is a database.
_MOST_CELLS = 500_000
# Cells merged into so long a text are a title or a note, written once.
_LONGEST_HEAD = 40


def read_workbook(source: Source) -> Conversion:
    """Return a workbook as Markdown; raises UnreadableSource when it cannot be opened or holds nothing."""
    import zipfile

    import openpyxl
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        # Values as last computed; what was never computed has none, and its formula stands for it.
        values = openpyxl.load_workbook(BytesIO(source.data), data_only=True)
        formulas = openpyxl.load_workbook(BytesIO(source.data))
    except (zipfile.BadZipFile, InvalidFileException, KeyError, ValueError, TypeError, OSError) as error:
        raise UnreadableSource(
            f"{source.location} is no intact workbook ({error}); open it in Excel and save it again"
        ) from error
    parts = [
        _sheet(values[name], formulas[name], source.location) for name in values.sheetnames if name in _tables(values)
    ]
    text = "\n\n".join(part.markdown for part in parts if part.markdown)
    if not text:
        raise UnreadableSource(f"{source.location} holds no filled cell; give the workbook that does")
    charts = tuple(Loss("chart", name) for name in values.sheetnames if name not in _tables(values))
    return Conversion(
        text,
        losses=(*(loss for part in parts for loss in part.losses), *charts),
        removed=tuple(removal for part in parts for removal in part.removed),
    )


def _tables(workbook: Any) -> frozenset[str]:
    """Return the names of the sheets that hold cells; others are charts."""
    return frozenset(sheet.title for sheet in workbook.worksheets)


def _sheet(sheet: Any, formulas: Any, location: str) -> Conversion:
    """Return a sheet as a table under its name; a hidden one is left out and listed."""
    if (sheet.max_row or 0) * (sheet.max_column or 0) > _MOST_CELLS:
        raise UnreadableSource(
            f"{location}: sheet {sheet.title} has more than {_MOST_CELLS} cells; give the part that is a document"
        )
    spread, merged = _merged(sheet)
    rows: list[list[str]] = []
    removed: list[Removal] = []
    for row, asked in zip(sheet.iter_rows(), formulas.iter_rows(), strict=False):
        cells = [
            spread.get((cell.row, cell.column)) or _text(cell, formula)
            for cell, formula in zip(row, asked, strict=False)
        ]
        if sheet.row_dimensions[row[0].row].hidden and any(cells):
            removed.append(Removal(" | ".join(filter(None, cells)), "hidden row"))
        else:
            rows.append(cells)
        removed += [Removal(_text(cell, cell), "struck out") for cell in row if _is_struck(cell)]
    table = pipe_rows(rows)
    if sheet.sheet_state != "visible":
        return Conversion("", removed=tuple(Removal(line, f"hidden sheet {sheet.title}") for line in table))
    losses = (
        *_losses(sheet),
        *((Loss("merged-cell", "text written into every cell it covered", merged),) if merged else ()),
    )
    return Conversion(
        f"## {sheet.title}\n\n" + "\n".join(table) if table else "", losses=losses, removed=tuple(removed)
    )


def _merged(sheet: Any) -> tuple[dict[tuple[int, int], str], int]:
    """Return what merged cells show at the places that they cover, and how many there are; long texts show once."""
    spread: dict[tuple[int, int], str] = {}
    count = 0
    for area in sheet.merged_cells.ranges:
        head = sheet.cell(area.min_row, area.min_col)
        text = _text(head, head)
        whole = area.min_col == 1 and area.max_col == sheet.max_column
        if not text or whole or len(text) > _LONGEST_HEAD:
            continue
        count += 1
        spread |= dict.fromkeys(_places(area), text)
    return spread, count


def _places(area: Any) -> Iterator[tuple[int, int]]:
    for row in range(area.min_row, area.max_row + 1):
        for column in range(area.min_col, area.max_col + 1):
            yield row, column


def _text(cell: Any, formula: Any) -> str:
    """Return what a cell shows on one line; a struck one shows nothing that is in force."""
    value = cell.value if cell.value is not None else formula.value
    if value is None or (cell is not formula and _is_struck(cell)):
        return ""
    return " ".join(shown(value, getattr(cell, "number_format", "General")).split())


def _is_struck(cell: Any) -> bool:
    return cell.value is not None and bool(getattr(cell, "font", None) and cell.font.strike)


def _losses(sheet: Any) -> Iterator[Loss]:
    """Yield the comments, pictures and charts of a sheet."""
    for row in sheet.iter_rows():
        for cell in row:
            comment = getattr(cell, "comment", None)
            if comment is not None:
                yield Loss("comment", f"{sheet.title}!{cell.coordinate}: {' '.join(str(comment.text).split())}")
    for kind, found in (("image", getattr(sheet, "_images", [])), ("chart", getattr(sheet, "_charts", []))):
        if found:
            yield Loss(kind, sheet.title, len(found))
