"""The words of a row as HTML: `<del>` for what went, `<ins>` for what came, everything else as text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup, escape

from policydiff.model import Op
from policydiff.patterns import lazy
from policydiff.report.grid import Grid, blocks
from policydiff.report.safe import visible

if TYPE_CHECKING:
    from collections.abc import Mapping

    from policydiff.model import Edit
    from policydiff.report.pieces import Paragraph, Piece
    from policydiff.report.view import Place, Row

_SPACE = lazy(r"\s")
_TAGS = {Op.DELETE: Markup("del"), Op.INSERT: Markup("ins")}
# After these a label is followed by a wide space, as printed laws have it: 第五条　为了…
_WIDE = ("条", "章", "节", "编", "款")
_NO_SPACE = ("、", "）", ")", "．")


def anchor(place: Place, side: str) -> str:
    """Return the fragment that leads to a clause: `new:第五条`."""
    return f"{side}:{_SPACE.sub('_', visible(place.id))}"


def column(row: Row, side: str, words: Mapping[str, str]) -> Markup:
    """Return the words of a row in its `old` or `new` column, or in one stream (`inline`)."""
    pieces = {"old": row.old_pieces, "new": row.new_pieces, "inline": row.inline_pieces}[side]
    labels = _labels(row, side)
    return Markup().join(_piece(piece, labels.get(piece.clause, Markup()), words) for piece in pieces)


def _labels(row: Row, side: str) -> dict[str, Markup]:
    """Return the label that each clause is shown with; in one stream a changed label shows both."""
    places = row.old if side == "old" or not row.new else row.new
    labels = {place.id: escape(visible(place.label)) for place in places}
    if side == "inline" and len(row.old) == len(row.new) == 1 and row.old[0].label != row.new[0].label:
        pair = (visible(place.label) for place in (row.old[0], row.new[0]))
        return {row.new[0].id: Markup("<del>{}</del><ins>{}</ins>").format(*pair)}
    tag = {"inserted": Markup("ins"), "removed": Markup("del")}.get(row.kinds[0]) if row.kinds else None
    return {unit: Markup("<{0}>{1}</{0}>").format(tag, text) if tag and text else text for unit, text in labels.items()}


def _piece(piece: Piece, label: Markup, words: Mapping[str, str]) -> Markup:
    """Return the words of one clause, its label running into the first paragraph."""
    lead = Markup("<b>{}</b>{}").format(label, _gap(label)) if label else Markup()
    parts: list[Markup] = []
    for block in blocks(piece.paragraphs):
        if isinstance(block, Grid):
            parts += [Markup("<p>{}</p>").format(lead)] if lead else []
            parts.append(_grid(block, words))
        else:
            parts.append(Markup("<p>{}{}</p>").format(lead, _runs(block, words)))
        lead = Markup()
    parts += [Markup("<p>{}</p>").format(lead)] if lead else []
    return Markup().join(parts)


def _gap(label: Markup) -> str:
    text = label.striptags()
    if text.endswith(_WIDE):
        return "\u3000"
    return "" if text.endswith(_NO_SPACE) else " "


def _grid(grid: Grid, words: Mapping[str, str]) -> Markup:
    rows = (Markup().join(Markup("<td>{}</td>").format(_runs(cell, words)) for cell in row) for row in grid.rows)
    return Markup("<table>{}</table>").format(Markup().join(Markup("<tr>{}</tr>").format(row) for row in rows))


def _runs(paragraph: Paragraph, words: Mapping[str, str]) -> Markup:
    return Markup().join(_run(edit, words) for edit in paragraph)


def _run(edit: Edit, words: Mapping[str, str]) -> Markup:
    text = escape(visible(edit.text))
    tag = _TAGS.get(edit.op)
    if tag is None:
        return text
    if edit.move is not None:
        title = words["moved_out" if edit.op is Op.DELETE else "moved_in"]
        form = Markup('<{0} class="m" data-move="{1}" title="{2}">{3}</{0}>')
        return form.format(tag, edit.move, title, text)
    if edit.reference:
        return Markup('<{0} class="r" title="{1}">{2}</{0}>').format(tag, words["follows"], text)
    return Markup("<{0}{1}>{2}</{0}>").format(tag, Markup(' class="c"') if edit.cosmetic else "", text)
