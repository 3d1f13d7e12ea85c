"""The new document in Word with tracked changes, laid out afresh: what an old file that is no Word document gets.

What stayed is plain, what went a deletion, what came an insertion, what stands elsewhere a move. Findings and what became of
a clause stand in comments; rows of tables are tables. Around the clauses stand the lines that both documents print there
(文号, 主送, 署名, 抄送); 文号 stand in the running head too.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING

from policydiff.model import Op, Wording
from policydiff.office import docx
from policydiff.office.opc import escaped
from policydiff.office.tracked import resolved
from policydiff.report.conventions import convention
from policydiff.report.tracked_paragraphs import merged
from policydiff_redline.frame import framed
from policydiff_redline.lines import grouped, moves_of, without
from policydiff_redline.new_tables import write_tables
from policydiff_redline.remarks import remarks
from policydiff_redline.stamps import tag

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from policydiff.model import RenderOptions, Report
    from policydiff.report.tracked_paragraphs import Paragraph, Stretch
    from policydiff.report.view import View
    from policydiff_redline.stamps import Stamp

    # Paragraph, and which of its stretches; the paragraph's end comes last.
    Place = tuple[int, int]

TITLE = Wording("修订标记", "Tracked changes")


@dataclass(frozen=True, slots=True)
class Moves:
    """Where the stretches that moved begin and end: (paragraph, place in it) → attributes of the mark."""

    begins: Mapping[Place, str]
    ends: Mapping[Place, str]


def plain(report: Report, view: View, options: RenderOptions, stamp: Stamp) -> bytes:
    """Return a new .docx file with tracked changes. Raises UsageError when the options name no convention."""
    paragraphs = _apart(resolved(framed(merged(report.comparison), report)))
    writer = _Writer(view, stamp, paragraphs, _moves(paragraphs, stamp), docx.Page().room)
    body = "".join(writer.group(is_table, held) for is_table, held in grouped(paragraphs))
    sheet = docx.Sheet(
        body + docx.paragraph("") * body.endswith("</w:tbl>"),
        docx.run(_head(report, view)),
        docx.page_numbers(view.lang),
        f"{view.title} {TITLE(view.lang)}",
        comments="".join(_comment(number, text, stamp) for number, text in enumerate(writer.told)),
    )
    return docx.document(sheet, convention(options.convention))


def _apart(paragraphs: Sequence[Paragraph]) -> tuple[Paragraph, ...]:
    """Return paragraphs in which nothing moves into or out of a table: rows come and go."""
    still = {move for is_table, held in grouped(paragraphs) if is_table for move in moves_of(held)}
    return tuple(without(paragraph, still) for paragraph in paragraphs) if still else tuple(paragraphs)


@dataclass(slots=True)
class _Writer:
    """Writes paragraphs one behind the other; `told` are the comments that were called, `at` is the next paragraph's number."""

    view: View
    stamp: Stamp
    paragraphs: Sequence[Paragraph]
    moves: Moves
    room: int
    told: list[str] = field(default_factory=list)
    at: int = 0

    def group(self, is_table: bool, held: Sequence[Paragraph]) -> str:  # noqa: FBT001 - what `grouped` yields
        """Write a group of paragraphs; the remarks on a table stand at its first cell."""
        if not is_table:
            return "".join(map(self._next, held))
        calls = [call for paragraph in held for call in self._calls(paragraph)]
        self.at += len(held)

        def write(paragraph: Paragraph, style: str) -> str:
            called = "".join(calls)
            calls.clear()
            return _written_paragraph(paragraph, style, self.stamp, called)

        return write_tables(held, self.room, lambda name: f"<w:{name} {_written(self.stamp.next())}/>", write)

    def _next(self, paragraph: Paragraph) -> str:
        written = _paragraph(self.at, paragraph, self.moves, self.stamp, "".join(self._calls(paragraph)))
        self.at += 1
        return written

    def _calls(self, paragraph: Paragraph) -> list[str]:
        first = len(self.told)
        self.told += [
            *(remarks(self.view, None) if paragraph is self.paragraphs[0] else ()),
            *remarks(self.view, *paragraph.rows),
        ]
        return [f'<w:r><w:commentReference w:id="{number}"/></w:r>' for number in range(first, len(self.told))]


def _written_paragraph(held: Paragraph, style: str, stamp: Stamp, calls: str) -> str:
    name = tag(held.op, None)
    mark = f"<w:rPr><w:{name} {_written(stamp.next())}/></w:rPr>" if name else ""
    runs = "".join(_stretch(stretch, stamp) for stretch in held.stretches)
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{mark}</w:pPr>{runs}{calls}</w:p>'


def _head(report: Report, view: View) -> str:
    numbers = [document.metadata.number for document in (report.comparison.old, report.comparison.new)]
    between = " → ".join(number or view.say("none") for number in numbers) if any(numbers) else ""
    return "　".join(part for part in (view.title, TITLE(view.lang), between) if part)


def _comment(number: int, text: str, stamp: Stamp) -> str:
    who = _written(stamp.signed)
    return f'<w:comment w:id="{number}" {who} w:initials="pd">{docx.paragraph(docx.run(text))}</w:comment>'


def _written(attributes: Mapping[str, str]) -> str:
    return " ".join(f'w:{name}="{escaped(value)}"' for name, value in attributes.items())


def _moves(paragraphs: Sequence[Paragraph], stamp: Stamp) -> Moves:
    """Return where moves begin and end, on the side that they left and on the side that they came to."""
    fates: list[tuple[Place, tuple[Op, int | None]]] = []
    for at, paragraph in enumerate(paragraphs):
        fates += [((at, place), (stretch.op, stretch.move)) for place, stretch in enumerate(paragraph.stretches)]
        fates.append(((at, len(paragraph.stretches)), (paragraph.op, paragraph.move)))
    begins: dict[Place, str] = {}
    ends: dict[Place, str] = {}
    for (op, move), group in groupby(fates, key=itemgetter(1)):
        if move is None:
            continue
        places = [place for place, _ in group]
        name, mark = f"w:{tag(op, move)}Range", stamp.next()
        begins[places[0]] = f'<{name}Start {_written(mark)} w:name="move{move + 1}"/>'
        ends[places[-1]] = f'<{name}End w:id="{mark["id"]}"/>'
    return Moves(begins, ends)


def _paragraph(at: int, held: Paragraph, moves: Moves, stamp: Stamp, calls: str) -> str:
    """Return a paragraph with the fate of its end; the end of a move that takes it in stands behind it."""
    runs = [
        f"{moves.begins.get((at, place), '')}{_stretch(stretch, stamp)}{moves.ends.get((at, place), '')}"
        for place, stretch in enumerate(held.stretches)
    ]
    end = at, len(held.stretches)
    runs.append(moves.begins.get(end, ""))
    runs.append(calls)
    return f"<w:p>{_properties(held, stamp)}{''.join(runs)}</w:p>{moves.ends.get(end, '')}"


def _properties(held: Paragraph, stamp: Stamp) -> str:
    name = tag(held.op, None)
    mark = f"<w:rPr><w:{name} {_written(stamp.next())}/></w:rPr>" if name else ""
    style, former = (_style(depth) for depth in (held.depth, held.former))
    change = (
        f'<w:pPrChange {_written(stamp.next())}><w:pPr><w:pStyle w:val="{former}"/></w:pPr></w:pPrChange>'
        if style != former
        else ""
    )
    return f'<w:pPr><w:pStyle w:val="{style}"/>{mark}{change}</w:pPr>'


def _style(depth: int) -> str:
    if depth:
        return f"Heading{min(depth, docx.DEEPEST)}"
    return "Body"


def _stretch(stretch: Stretch, stamp: Stamp) -> str:
    name = tag(stretch.op, stretch.move)
    run = docx.run(stretch.text, "Label" if stretch.label else "", tag="delText" if name == "del" else "t")
    return f"<w:{name} {_written(stamp.next())}>{run}</w:{name}>" if name else run
