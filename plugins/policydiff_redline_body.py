"""The new document in Word with tracked changes (format `redline`): accept all for the new text, reject all for the old.

What stayed is plain, what went a deletion, what came an insertion, what stands elsewhere a move. Findings and what became of
a clause stand in comments. The text is that of the body; 文号 and dates stand in the running head.
"""

from __future__ import annotations

from itertools import accumulate, chain, count, groupby
from operator import itemgetter
from typing import TYPE_CHECKING

from policydiff.model import Op, Wording
from policydiff.report import word
from policydiff.report.columns import graded
from policydiff.report.conventions import convention
from policydiff.report.draw import draw
from policydiff.report.merged import merged
from policydiff.report.tracked import settled
from policydiff.report.zipped import escaped
from policydiff.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from policydiff.model import RenderOptions, Report
    from policydiff.report.merged import Paragraph, Stretch
    from policydiff.report.view import Finding, View

    # Paragraph, and which of its stretches; the paragraph's end comes last.
    Place = tuple[int, int]

TITLE = Wording("修订标记", "Tracked changes")


@dataclass(frozen=True, slots=True)
class Stamp:
    """Who changed it and when, and the numbers that Word wants on every mark."""

    who: str
    numbers: Iterator[int]

    def __call__(self) -> str:
        """Return the attributes of the next mark."""
        return f'w:id="{next(self.numbers)}" {self.who}'


@dataclass(frozen=True, slots=True)
class Moves:
    """Where the stretches that moved begin and end: (paragraph, place in it) → attributes of the mark."""

    begins: Mapping[Place, str]
    ends: Mapping[Place, str]


def render(report: Report, options: RenderOptions) -> bytes:
    """Return the report as a .docx file with tracked changes.

    Raises UsageError when the options name no convention.
    """
    view = draw(report, options)
    stamp = Stamp(_who(report, options), count(1))
    paragraphs = settled(merged(report.comparison))
    moves = _moves(paragraphs, stamp)
    remarks = [list(_remarks(held, view, first=not at)) for at, held in enumerate(paragraphs)]
    starts = accumulate(map(len, remarks), initial=0)
    body = "".join(
        _paragraph(at, held, moves, stamp, range(start, start + len(texts)))
        for at, (held, start, texts) in enumerate(zip(paragraphs, starts, remarks, strict=False))
    )
    sheet = word.Sheet(
        body,
        word.run(_head(report, view)),
        word.page_numbers(view.lang),
        f"{view.title} {TITLE(view.lang)}",
        comments="".join(_comment(number, text, stamp.who) for number, text in enumerate(chain(*remarks))),
    )
    return word.document(sheet, convention(options.convention))


def _who(report: Report, options: RenderOptions) -> str:
    """Return author and date of all changes; a date is that of the newer document unless the options set one."""
    stated = report.comparison.new.metadata
    day = stated.issued or stated.published or stated.effective
    moment = options.date.strftime("%Y-%m-%dT%H:%M:%SZ") if options.date else f"{day}T00:00:00Z" if day else ""
    return f'w:author="{escaped(options.author)}"' + (f' w:date="{moment}"' if moment else "")


def _head(report: Report, view: View) -> str:
    numbers = [document.metadata.number for document in (report.comparison.old, report.comparison.new)]
    between = " → ".join(number or view.say("none") for number in numbers) if any(numbers) else ""
    return "　".join(part for part in (view.title, TITLE(view.lang), between) if part)


def _remarks(paragraph: Paragraph, view: View, *, first: bool) -> Iterator[str]:
    """Yield the comments that belong to a paragraph; what is about the whole stands at the first one."""
    if first:
        yield from (_finding(finding, view) for finding in view.findings if finding.row is None)
    for row in (view.rows[number] for number in paragraph.rows):
        if row.changed and row.telling and row.note:
            yield row.note
        yield from (_finding(finding, view) for finding in row.findings)


def _finding(finding: Finding, view: View) -> str:
    return f"{graded(finding, view)}{finding.message} ({finding.rule})"


def _comment(number: int, text: str, who: str) -> str:
    return f'<w:comment w:id="{number}" {who} w:initials="pd">{word.paragraph(word.run(text))}</w:comment>'


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
        tag, mark = f"w:move{'From' if op is Op.DELETE else 'To'}Range", stamp()
        begins[places[0]] = f'<{tag}Start {mark} w:name="move{move + 1}"/>'
        ends[places[-1]] = f"<{tag}End {mark.split(' ')[0]}/>"
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
    tag = _tag(held.op, None)
    mark = f"<w:rPr><{tag} {stamp()}/></w:rPr>" if tag else ""
    style, former = (_style(held, depth) for depth in (held.depth, held.former))
    change = (
        f'<w:pPrChange {stamp()}><w:pPr><w:pStyle w:val="{former}"/></w:pPr></w:pPrChange>' if style != former else ""
    )
    return f'<w:pPr><w:pStyle w:val="{style}"/>{mark}{change}</w:pPr>'


def _style(held: Paragraph, depth: int) -> str:
    if depth:
        return f"Heading{min(depth, word.DEEPEST)}"
    row = bool(held.stretches) and held.stretches[0].text.startswith("|")
    return "Cell" if row else "Body"


def _stretch(stretch: Stretch, stamp: Stamp) -> str:
    tag = _tag(stretch.op, stretch.move)
    run = word.run(stretch.text, "Label" if stretch.label else "", tag="delText" if tag == "w:del" else "t")
    return f"<{tag} {stamp()}>{run}</{tag}>" if tag else run


def _tag(op: Op, move: int | None) -> str:
    """Return the element that marks a fate, empty for what stayed."""
    if op is Op.EQUAL:
        return ""
    if move is None:
        return "w:del" if op is Op.DELETE else "w:ins"
    return "w:moveFrom" if op is Op.DELETE else "w:moveTo"
