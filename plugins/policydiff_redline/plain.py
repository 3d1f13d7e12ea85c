"""The new document in Word with tracked changes, laid out afresh: what an old file that is no Word document gets.

What stayed is plain, what went a deletion, what came an insertion, what stands elsewhere a move. Findings and what became of
a clause stand in comments. The text is that of the body; 文号 and dates stand in the running head.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import accumulate, chain, groupby
from operator import itemgetter
from typing import TYPE_CHECKING

from policydiff.model import Op, Wording
from policydiff.office import docx
from policydiff.office.opc import escaped
from policydiff.office.tracked import resolved
from policydiff.report.conventions import convention
from policydiff.report.tracked_paragraphs import merged
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
    paragraphs = resolved(merged(report.comparison))
    moves = _moves(paragraphs, stamp)
    told = [
        [*(remarks(view, None) if not at else ()), *remarks(view, *held.rows)] for at, held in enumerate(paragraphs)
    ]
    starts = accumulate(map(len, told), initial=0)
    body = "".join(
        _paragraph(at, held, moves, stamp, range(start, start + len(texts)))
        for at, (held, start, texts) in enumerate(zip(paragraphs, starts, told, strict=False))
    )
    sheet = docx.Sheet(
        body,
        docx.run(_head(report, view)),
        docx.page_numbers(view.lang),
        f"{view.title} {TITLE(view.lang)}",
        comments="".join(_comment(number, text, stamp) for number, text in enumerate(chain(*told))),
    )
    return docx.document(sheet, convention(options.convention))


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


def _paragraph(at: int, held: Paragraph, moves: Moves, stamp: Stamp, comments: range) -> str:
    """Return a paragraph with the fate of its end; the end of a move that takes it in stands behind it."""
    runs = [
        f"{moves.begins.get((at, place), '')}{_stretch(stretch, stamp)}{moves.ends.get((at, place), '')}"
        for place, stretch in enumerate(held.stretches)
    ]
    end = at, len(held.stretches)
    runs.append(moves.begins.get(end, ""))
    runs += (f'<w:r><w:commentReference w:id="{number}"/></w:r>' for number in comments)
    return f"<w:p>{_properties(held, stamp)}{''.join(runs)}</w:p>{moves.ends.get(end, '')}"


def _properties(held: Paragraph, stamp: Stamp) -> str:
    name = tag(held.op, None)
    mark = f"<w:rPr><w:{name} {_written(stamp.next())}/></w:rPr>" if name else ""
    style, former = (_style(held, depth) for depth in (held.depth, held.former))
    change = (
        f'<w:pPrChange {_written(stamp.next())}><w:pPr><w:pStyle w:val="{former}"/></w:pPr></w:pPrChange>'
        if style != former
        else ""
    )
    return f'<w:pPr><w:pStyle w:val="{style}"/>{mark}{change}</w:pPr>'


def _style(held: Paragraph, depth: int) -> str:
    if depth:
        return f"Heading{min(depth, docx.DEEPEST)}"
    row = bool(held.stretches) and held.stretches[0].text.startswith("|")
    return "Cell" if row else "Body"


def _stretch(stretch: Stretch, stamp: Stamp) -> str:
    name = tag(stretch.op, stretch.move)
    run = docx.run(stretch.text, "Label" if stretch.label else "", tag="delText" if name == "del" else "t")
    return f"<w:{name} {_written(stamp.next())}>{run}</w:{name}>" if name else run
