"""View → the lines of a comparison table (新旧条文对照表): what stands in its columns, whatever file they are written to.

修改前            修改后             说明
第七条 …[二百元]   第二条 …{五百元}    第七条改为第二条 / 【重要】…       a row
（第七条移至第二条）                                                   the place a clause left
            第四条–第九条 未变                                         a fold: one `wide` cell
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from policydiff.model import Op, Relation
from policydiff.report import messages
from policydiff.report.spans import plain
from policydiff.report.view import Departure, Fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from policydiff.model import Edit, Metadata, RenderOptions
    from policydiff.report.conventions import Convention
    from policydiff.report.spans import Paragraph, Piece
    from policydiff.report.view import Block, Finding, Place, Row, View

# Labels that end so run on into the words behind them.
_CLOSED = tuple("、）)．.")


class Mark(Enum):
    """How words of a cell are set. The values are names of styles."""

    PLAIN = ""
    LABEL = "Label"
    OLD_LABEL = "LabelOld"
    NEW_LABEL = "LabelNew"
    GONE = "Gone"
    CAME = "Came"
    LEFT = "Left"
    ARRIVED = "Arrived"
    REMARK = "Remark"
    FAINT = "Faint"


Run = tuple[str, Mark]
Cell = tuple[tuple[Run, ...], ...]
# What an edit looks like: (did it move, did it come) → mark.
_MARKS = {
    (False, Op.DELETE): Mark.GONE,
    (False, Op.INSERT): Mark.CAME,
    (True, Op.DELETE): Mark.LEFT,
    (True, Op.INSERT): Mark.ARRIVED,
}


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a table: three cells of paragraphs of runs, or one `wide` cell over all of them.

    `row` is the row of the view that it shows, None for folds and signs; `heading` marks a heading over clauses.
    """

    old: Cell = ()
    new: Cell = ()
    note: Cell = ()
    wide: str = ""
    heading: bool = False
    row: Row | None = None


def lines(view: View, options: RenderOptions, convention: Convention) -> Iterator[Line]:
    """Yield the lines of a table in reading order."""
    for block in view.blocks(everything=options.everything):
        yield _line(block, view, options, convention)


def _line(block: Block, view: View, options: RenderOptions, convention: Convention) -> Line:
    if isinstance(block, Fold):
        return Line(wide=view.say("folded", count=len(block.rows), span=block.span()))
    if isinstance(block, Departure):
        name = ((block.old.name, Mark.LABEL), (f"　{view.departed_to(block)}", Mark.FAINT))
        return Line(old=(name,))
    if block.heads and not block.changed:
        return Line(wide=block.places[0].title, heading=True, row=block)
    return _row(block, view, options, convention)


def _row(row: Row, view: View, options: RenderOptions, convention: Convention) -> Line:
    renumbered = convention.labels and bool({"renumbered", "split", "merged"}.intersection(row.kinds))
    old = _cell(row.old_pieces, row.old, options, Mark.OLD_LABEL if renumbered else Mark.LABEL)
    new = _cell(row.new_pieces, row.new, options, Mark.NEW_LABEL if renumbered else Mark.LABEL)
    versions = view.relation is Relation.VERSIONS
    return Line(
        old=old or _absent(convention.absent_old(view.lang) if versions else view.say("nothing")),
        new=new or _absent(convention.absent_new(view.lang) if versions else view.say("nothing")),
        note=tuple(_note(row, view)),
        heading=row.heads,
        row=row,
    )


def _absent(text: str) -> Cell:
    return (((text, Mark.FAINT),),)


def _cell(pieces: Sequence[Piece], places: Sequence[Place], options: RenderOptions, label: Mark) -> Cell:
    """Return the paragraphs of one side; each clause's label runs into its first paragraph."""
    labels = {place.id: place.label for place in places}
    paragraphs: list[tuple[Run, ...]] = []
    for piece in pieces:
        lead = labels[piece.clause]
        led = ((lead, label), ("" if lead.endswith(_CLOSED) else "　", Mark.PLAIN)) if lead else ()
        for paragraph in piece.paragraphs or ((),):
            paragraphs.append((*led, *_begun(_runs(paragraph, options))))
            led = ()
    rows = (_unruled(paragraph) for paragraph in paragraphs)
    return tuple(paragraph for paragraph in rows if paragraph)


def _unruled(paragraph: tuple[Run, ...]) -> tuple[Run, ...]:
    """Return a row of a Markdown table as words with strokes between them, nothing for the line below its head."""
    runs = [(text, mark) for text, mark in paragraph if text]
    words = "".join(text for text, _ in runs).strip()
    if not (words.startswith("|") and words.endswith("|") and len(words) > 1):
        return tuple(runs)
    if not words.strip("|-: "):
        return ()
    (first, first_mark), (last, last_mark) = runs[0], runs[-1]
    runs[0] = (first.lstrip("| "), first_mark) if first.startswith("|") else runs[0]
    runs[-1] = (runs[-1][0].rstrip("| "), last_mark) if last.endswith("|") else runs[-1]
    return tuple((text.replace(" | ", "　｜　"), mark) for text, mark in runs if text)


def _begun(runs: Iterable[Run]) -> Iterator[Run]:
    """Yield the runs of a paragraph without the spaces it begins with: the table indents by itself."""
    begun = False
    for text, mark in runs:
        shown = text if begun else text.lstrip()
        begun = begun or bool(shown)
        if shown:
            yield shown, mark


def _runs(paragraph: Paragraph, options: RenderOptions) -> Iterator[Run]:
    for edit in paragraph if options.cosmetic else plain(paragraph):
        yield edit.text, _mark(edit)


def _mark(edit: Edit) -> Mark:
    return _MARKS.get((edit.move is not None, edit.op), Mark.PLAIN)


def _note(row: Row, view: View) -> Iterator[tuple[Run, ...]]:
    """Yield what happened to a row as one paragraph, then each of its findings."""
    if row.note:
        yield ((row.note, Mark.PLAIN),)
    for finding in row.findings:
        yield ((graded(finding, view), Mark.REMARK), (finding.message, Mark.PLAIN))


def grade(finding: Finding, view: View) -> str:
    """Return what the severity of a finding is called."""
    return messages.severity(finding.severity, view.lang)


def graded(finding: Finding, view: View) -> str:
    """Return what the severity of a finding is called, as it stands before its message."""
    return f"【{grade(finding, view)}】" if view.lang == "zh" else f"[{grade(finding, view)}] "


def stated(metadata: Metadata, lang: str) -> tuple[str, ...]:
    """Return how the head of a table names a document: a line with its 文号, a line with its dates."""
    dates = ((key, getattr(metadata, key)) for key in ("issued", "published", "effective"))
    named = (f"{messages.field(key, lang)}{messages.word('colon', lang)}{_day(day, lang)}" for key, day in dates if day)
    return tuple(line for line in (metadata.number, "　".join(named)) if line)


def _day(day: date, lang: str) -> str:
    return f"{day.year}年{day.month}月{day.day}日" if lang == "zh" else day.isoformat()
