"""Lay a comparison out as lines of text: one stream, or two columns.

Colour only where it is wanted; without it words that went stand in [- -], words that came in {+ +}.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from policydiff.model import Op, Relation
from policydiff.report import messages
from policydiff.report.build_view import build_view
from policydiff.report.escaping import visible
from policydiff.report.spans import condensed, plain
from policydiff.report.terminal_width import breaks
from policydiff.report.view import Departure, Fold, Row

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from rich.text import Text

    from policydiff.model import Edit, RenderOptions, Report
    from policydiff.report.spans import Paragraph, Piece
    from policydiff.report.view import Block, Finding, Side, View

    Body = Callable[[Row, RenderOptions], Iterator[Text]]

INDENT = 4
# Differences outside the clauses that are shown without --all: a page may print a hundred lines around its document.
TOP_PARTICULARS = 40
# Narrower columns than this hold no sentence; the stream is shown instead.
NARROWEST_COLUMN = 24
GUTTER = 3

STYLES = {"high": "bold red", "medium": "yellow", "low": "cyan", "info": "dim"}
KIND_STYLES = {"inserted": "green", "removed": "red", "amended": "yellow", "moved": "blue", "renumbered": "cyan"}


def stream(report: Report, options: RenderOptions) -> str:
    """Return the report as one stream of text, old and new words together."""
    return printed(_lines(report, options, _stream), options)


def columns(report: Report, options: RenderOptions) -> str:
    """Return the report with old and new words side by side; as one stream where the width is too small for that."""
    fits = (options.width - INDENT - GUTTER) // 2 >= NARROWEST_COLUMN
    return printed(_lines(report, options, _columns if fits else _stream), options)


def printed(lines: Iterable[Text], options: RenderOptions) -> str:
    """Return lines as a terminal takes them, with escape sequences only where colour is wanted."""
    if not options.color:
        return "".join(f"{line.plain.rstrip()}\n" for line in lines)
    from io import StringIO

    from rich.console import Console

    stream = StringIO()
    console = Console(
        file=stream,
        width=options.width,
        force_terminal=True,
        color_system="standard",
        legacy_windows=False,
        _environ={},
    )
    for line in lines:
        line.rstrip()
        console.print(line, soft_wrap=True)
    return stream.getvalue()


def _lines(report: Report, options: RenderOptions, body: Body) -> Iterator[Text]:
    """Yield the whole report: head, findings, particulars, clauses, ledger."""
    view = build_view(report, options)
    yield from _head(view, options)
    yield from _more_findings(view, options)
    yield from _particulars(view, options)
    for block in view.blocks(everything=options.everything):
        yield from _block(block, view, options, body)
    yield from _foot(view, options)


def _head(view: View, options: RenderOptions) -> Iterator[Text]:
    yield from wrapped([(view.heading, "bold")], options.width)
    for alert in view.alerts:
        yield from wrapped([(f"! {alert}", "bold red")], options.width)
    yield from _summary(view, options)
    for side in (view.old, view.new):
        yield from _side(side, options)
    counts = [f"{view.kind(name)} {count}" for name, count in view.counts]
    yield from wrapped([(" · ".join(counts), "")], options.width)
    if view.identical:
        yield from wrapped([(view.say("identical"), "green")], options.width)
    if view.hidden_cosmetic:
        yield from wrapped([(view.say("cosmetic_hidden", count=view.hidden_cosmetic), "dim")], options.width)


def _side(side: Side, options: RenderOptions) -> Iterator[Text]:
    facts = " · ".join(f"{label} {value}" for label, value in side.facts)
    yield from wrapped([(f"{side.caption}  ", "dim"), (side.title, "bold")], options.width, hanging=INDENT)
    yield from wrapped([(facts, "dim")], options.width, first=INDENT, hanging=INDENT)


def _summary(view: View, options: RenderOptions) -> Iterator[Text]:
    if not view.summary_lines or view.identical:
        return
    yield from headline(view.say("summary"), options)
    for told in view.overview:
        yield from wrapped([(told, "")], options.width, first=2, hanging=INDENT)
    for matter in view.summary:
        grade = (f"[{messages.severity(matter.severity, view.lang)}] ", STYLES[matter.severity])
        yield from wrapped([grade, (matter.message, "")], options.width, first=2, hanging=INDENT + 4)
    yield blank()


def _more_findings(view: View, options: RenderOptions) -> Iterator[Text]:
    """Tell how many findings stand with their clauses, and show those that stand with none."""
    for finding in view.findings:
        if finding.row is None:
            yield from _finding(finding, view, options, f"{finding.where}  ")
    if view.findings:
        yield from wrapped([(view.say("findings_below", count=len(view.findings)), "dim")], options.width, first=2)


def _finding(finding: Finding, view: View, options: RenderOptions, where: str) -> Iterator[Text]:
    runs = [
        (f"[{messages.severity(finding.severity, view.lang)}] ", STYLES[finding.severity]),
        (where, "bold"),
        (finding.message, ""),
        (f"  {finding.rule}", "dim"),
    ]
    yield from wrapped(runs, options.width, first=2, hanging=INDENT + 4)


def _particulars(view: View, options: RenderOptions) -> Iterator[Text]:
    for heading, section in view.sections:
        yield from headline(heading, options)
        shown = len(section) if options.everything else TOP_PARTICULARS
        for particular in section[:shown]:
            old, new = (value or view.say("none") for value in (particular.old, particular.new))
            runs = [(f"{particular.label}  ", "dim"), (old, "red"), (" → ", ""), (new, "green")]
            yield from wrapped(runs, options.width, first=2, hanging=INDENT + 4)
        if len(section) > shown:
            yield from wrapped([(view.say("more_changes", count=len(section) - shown), "dim")], options.width, first=2)


def _block(block: Block, view: View, options: RenderOptions, body: Body) -> Iterator[Text]:
    if isinstance(block, Fold):
        text = view.say("folded", count=len(block.rows), span=block.span())
        yield from wrapped([("· " + text, "dim")], options.width, first=0, hanging=2)
        return
    if isinstance(block, Departure):
        target = view.departed_to(block)
        yield from wrapped([(f"↕ {block.old.name} ", "blue"), (target, "blue")], options.width)
        return
    yield from _row(block, view, options, body)


def _row(row: Row, view: View, options: RenderOptions, body: Body) -> Iterator[Text]:
    yield from _row_head(row, view, options)
    if row.changed or not row.heads:
        yield from body(row, options)
    yield from _apart(row, view, options)
    for finding in row.findings:
        yield from _finding(finding, view, options, "")
    if options.explain and row.change.bead.why:
        score = view.say("score", score=f"{row.change.bead.score:.2f}")
        why = messages.word("semicolon", view.lang).join(row.change.bead.why)
        yield from wrapped([(f"{score}{view.say('colon')}{why}", "dim")], options.width, first=INDENT, hanging=INDENT)


def _apart(row: Row, view: View, options: RenderOptions) -> Iterator[Text]:
    """Yield what each of two siblings has that the other lacks, where they were drafted apart."""
    if view.relation is Relation.VERSIONS:
        return
    from policydiff.report.sibling_difference import apart

    found = apart(row.change, view.relation)
    for kind, words in (("removed", found.old), ("inserted", found.new)) if found else ():
        if words:
            text = f"{view.kind(kind)}{view.say('colon')}{messages.word('semicolon', view.lang).join(words)}"
            yield from wrapped([(text, "dim")], options.width, first=INDENT, hanging=INDENT)


def _row_head(row: Row, view: View, options: RenderOptions) -> Iterator[Text]:
    if row.heads:
        yield blank()
    name = row.numbering if row.changed else row.places[0].title
    style = next((KIND_STYLES[kind] for kind in row.kinds if kind in KIND_STYLES), "")
    sign = messages.SIGNS[row.kinds[0] if row.changed else "unchanged"]
    runs = [(f"{sign} ", style), (name, f"bold {style}".strip())]
    if row.changed:
        runs.append(("  " + " · ".join(view.kind(kind) for kind in row.kinds), style))
    yield from wrapped(runs, options.width, hanging=2)


def _stream(row: Row, options: RenderOptions) -> Iterator[Text]:
    """Yield old and new words in one stream, each clause under its name where there are several."""
    for piece in row.inline_pieces:
        yield from _named(piece, row, options.width, INDENT)
        yield from _piece(piece, options, width=options.width, indent=INDENT, without=Op.DELETE)


def _columns(row: Row, options: RenderOptions) -> Iterator[Text]:
    """Yield the old words on the left and the new ones on the right."""
    from itertools import zip_longest

    width = (options.width - INDENT - GUTTER) // 2
    left, right = (
        [line for piece in side for line in (*_named(piece, row, width, 0), *_piece(piece, options, width=width))]
        for side in (row.old_pieces, row.new_pieces)
    )
    for old, new in zip_longest(left, right, fillvalue=blank()):
        yield _beside(old, new, width)


def _beside(old: Text, new: Text, width: int) -> Text:
    from rich.text import Text

    return Text.assemble(" " * INDENT, old, " " * (width - old.cell_len), (" │ ", "dim"), new)


def _piece(
    piece: Piece, options: RenderOptions, *, width: int, indent: int = 0, without: Op | None = None
) -> Iterator[Text]:
    for paragraph in piece.paragraphs:
        shown = paragraph if options.cosmetic else plain(paragraph, without=without)
        yield from wrapped(list(_runs(shown, options)), width, first=indent, hanging=indent)


def _named(piece: Piece, row: Row, width: int, indent: int) -> Iterator[Text]:
    """Yield the name of the clause that a piece belongs to, where a row has several."""
    if len(row.old) > 1 or len(row.new) > 1:
        name = next(place.name for place in (*row.new, *row.old) if place.id == piece.clause)
        yield from wrapped([(name, "dim")], width, first=indent)


def _runs(paragraph: Paragraph, options: RenderOptions) -> Iterator[tuple[str, str]]:
    for edit in paragraph if options.everything else condensed(paragraph):
        yield (edit.text, "") if edit.op is Op.EQUAL else _marked(edit, options)


def _marked(edit: Edit, options: RenderOptions) -> tuple[str, str]:
    went = edit.op is Op.DELETE
    style = "strike red" if went else "underline green"
    if edit.move is not None or edit.reference:
        style = style.split(maxsplit=1)[0] + (" cyan" if edit.reference else " blue")
    if options.color:
        return edit.text, style
    opening, closing = ("[-", "-]") if went else ("{+", "+}")
    return f"{opening}{messages.edit_sign(edit)}{edit.text}{closing}", ""


def _foot(view: View, options: RenderOptions) -> Iterator[Text]:
    counts: list[str] = []
    for side in (view.old, view.new):
        sizes = [f"{view.say(key)} {size}" for key, size in side.ledger if size]
        if sizes:
            counts.append(f"{side.caption}{view.say('colon')}{' · '.join(sizes)}")
    if counts:
        yield from headline(view.say("ledger"), options)
    for line in counts:
        yield from wrapped([(line, "")], options.width, first=2, hanging=INDENT)
    for failure in view.failures:
        yield from wrapped([(f"! {failure}", "red")], options.width, hanging=2)


def headline(text: str, options: RenderOptions) -> Iterator[Text]:
    """Yield the title of a part, with room before it."""
    yield blank()
    yield from wrapped([(text, "bold underline")], options.width)


def blank() -> Text:
    """Return an empty line."""
    from rich.text import Text

    return Text("")


def wrapped(runs: Sequence[tuple[str, str]], width: int, *, first: int = 0, hanging: int = 0) -> Iterator[Text]:
    """Yield styled runs as lines of at most `width` cells, the first indented by `first`, the others by `hanging`."""
    from rich.text import Text

    text = Text.assemble(*((visible(words), style) for words, style in runs))
    for number, line in enumerate(text.divide(breaks(text.plain, max(1, width - max(first, hanging))))):
        line.rstrip()
        yield Text.assemble(" " * (hanging if number else first), line)
