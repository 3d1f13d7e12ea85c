"""The words of a row as HTML: `<del>` for what went, `<ins>` for what came, everything else as text."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from markupsafe import Markup

from policydiff.model import Op
from policydiff.report.escaping import visible
from policydiff.report.tables import Grid, blocks
from policydiff.text.regex import lazy

if TYPE_CHECKING:
    from collections.abc import Mapping

    from policydiff.model import Edit
    from policydiff.report.spans import Paragraph, Piece
    from policydiff.report.view import Place, Row

_SPACE = lazy(r"\s")
_TAGS = {Op.DELETE: "del", Op.INSERT: "ins"}
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
    return Markup("".join(_piece(piece, labels.get(piece.clause, ""), words) for piece in pieces))  # noqa: S704 - escaped below


def _safe(text: str) -> str:
    return escape(visible(text))


def _labels(row: Row, side: str) -> dict[str, str]:
    """Return the label that each clause is shown with, its gap behind it; in one stream a changed label shows both."""
    places = row.old if side == "old" or not row.new else row.new
    if side == "inline" and len(row.old) == len(row.new) == 1 and row.old[0].label != row.new[0].label:
        old, new = (visible(place.label) for place in (row.old[0], row.new[0]))
        return {row.new[0].id: f"<b><del>{escape(old)}</del><ins>{escape(new)}</ins></b>{_gap(new or old)}"}
    tag = {"inserted": "ins", "removed": "del"}.get(row.kinds[0], "") if row.kinds else ""
    return {place.id: _label(visible(place.label), tag) for place in places if place.label}


def _label(label: str, tag: str) -> str:
    text = f"<{tag}>{escape(label)}</{tag}>" if tag else escape(label)
    return f"<b>{text}</b>{_gap(label)}"


def _gap(label: str) -> str:
    if label.endswith(_WIDE):
        return "\u3000"
    return "" if label.endswith(_NO_SPACE) else " "


def _piece(piece: Piece, lead: str, words: Mapping[str, str]) -> str:
    """Return the words of one clause, its label running into the first paragraph."""
    parts: list[str] = []
    for block in blocks(piece.paragraphs):
        if isinstance(block, Grid):
            parts += [f"<p>{lead}</p>"] if lead else []
            parts.append(_grid(block, words))
        else:
            parts.append(f"<p>{lead}{_runs(block, words)}</p>")
        lead = ""
    parts += [f"<p>{lead}</p>"] if lead else []
    return "".join(parts)


def _grid(grid: Grid, words: Mapping[str, str]) -> str:
    rows = ("".join(f"<td>{_runs(cell, words)}</td>" for cell in row) for row in grid.rows)
    return f"<table>{''.join(f'<tr>{row}</tr>' for row in rows)}</table>"


def _runs(paragraph: Paragraph, words: Mapping[str, str]) -> str:
    return "".join(_run(edit, words) for edit in paragraph)


def _run(edit: Edit, words: Mapping[str, str]) -> str:
    text = _safe(edit.text)
    tag = _TAGS.get(edit.op)
    if tag is None:
        return text
    if edit.move is not None:
        title = escape(words["moved_out" if edit.op is Op.DELETE else "moved_in"])
        return f'<{tag} class="m" data-move="{edit.move}" title="{title}">{text}</{tag}>'
    if edit.reference:
        return f'<{tag} class="r" title="{escape(words["follows"])}">{text}</{tag}>'
    return f"<{tag} class='c'>{text}</{tag}>" if edit.cosmetic else f"<{tag}>{text}</{tag}>"
