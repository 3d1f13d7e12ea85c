"""The comparison as Markdown for a pull request, on GitHub and GitLab alike (format `markdown`).

Words that went stand in <del>, words that came in <ins>: both sites let these through, and they work beside
Chinese punctuation, where ** and ~~ do not. Every paragraph of a document stands in a quotation, so that no
line of it begins with what GitLab takes for a command.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from policydiff.model import Op
from policydiff.report import messages
from policydiff.report.build_view import build_view
from policydiff.report.escaping import markdown
from policydiff.report.spans import condensed, plain
from policydiff.report.view import Departure, Fold, Row

if TYPE_CHECKING:
    from collections.abc import Iterator

    from policydiff.model import Edit, RenderOptions, Report
    from policydiff.report.spans import Paragraph, Piece
    from policydiff.report.view import Block, Finding, Side, View

# GitHub takes 65,536 characters in a comment; what a CI job writes around the report needs some of them.
LONGEST = 60_000
# So much is kept back for the line that says what is not listed.
RESERVE = 600
# So many differences outside the clauses are shown: a comment has no room for all that a page prints around a document.
TOP_PARTICULARS = 40
# A row longer than this is folded.
LONG_ROW = 500
# Values of the metadata and quotations are cut here, names of rows that found no room are listed up to here.
LONG_VALUE, NAMED = 300, 12


def body(report: Report, options: RenderOptions) -> str:
    """Return the report as Markdown of at most `LONGEST` characters; what found no room is counted and named."""
    view = build_view(report, options)
    head, *sides = _head(view)
    parts = [head, *_summary(view), *sides, *_particulars(view), *_ledger(view)]
    parts.append(f"### {view.say('clauses')}")
    room = LONGEST - RESERVE - sum(len(part) + 2 for part in parts)
    left_out: list[Row] = []
    for block in view.blocks(everything=options.everything):
        text = _block(block, view, options)
        if len(text) + 2 <= room:
            parts.append(text)
            room -= len(text) + 2
        elif isinstance(block, Row) and block.changed:
            left_out.append(block)
    if left_out:
        parts.append(_left_out(left_out, view))
    return "\n\n".join(part for part in parts if part) + "\n"


def _head(view: View) -> Iterator[str]:
    yield (
        f"## {markdown(view.heading)}{view.say('colon')}{_value(view.title)}"
        if view.title != view.heading
        else f"## {markdown(view.heading)}"
    )
    yield "\n".join(f"- **{side.caption}** {_side(side)}" for side in (view.old, view.new))
    yield from (f"> **⚠ {alert}**" for alert in view.alerts)
    yield " · ".join(f"{view.kind(name)} **{count}**" for name, count in view.counts)
    if view.identical:
        yield view.say("identical")
    if view.hidden_cosmetic:
        yield view.say("cosmetic_hidden", count=view.hidden_cosmetic)


def _side(side: Side) -> str:
    facts = " · ".join(f"{label} {_value(value)}" for label, value in side.facts)
    return f"{_value(side.title)} ({facts})"


def _summary(view: View) -> Iterator[str]:
    if not view.summary_lines or view.identical:
        return
    yield f"### {view.say('summary')}"
    lines = [f"- {markdown(told)}" for told in view.overview]
    lines += [
        f"- **[{messages.severity(matter.severity, view.lang)}]** {_value(matter.message)}" for matter in view.summary
    ]
    yield "\n".join(lines)
    whole = [
        _finding(found, view, f" {_value(found.where)}{view.say('colon')}")
        for found in view.findings
        if found.row is None
    ]
    if whole:
        yield "\n".join(whole)
    if view.findings:
        yield view.say("findings_below", count=len(view.findings))


def _finding(finding: Finding, view: View, where: str) -> str:
    grade = messages.severity(finding.severity, view.lang)
    return f"- **[{grade}]**{where or ' '}{_value(finding.message)} ({_value(finding.rule)})"


def _particulars(view: View) -> Iterator[str]:
    for heading, section in view.sections:
        yield f"### {heading}"
        lines = [f"| | {view.old.caption} | {view.new.caption} |", "|---|---|---|"]
        for particular in section[:TOP_PARTICULARS]:
            values = (_value(value or view.say("none")) for value in (particular.old, particular.new))
            lines.append(f"| {markdown(particular.label)} | {' | '.join(values)} |")
        yield "\n".join(lines)
        if len(section) > TOP_PARTICULARS:
            yield view.say("more_changes", count=len(section) - TOP_PARTICULARS)


def _ledger(view: View) -> Iterator[str]:
    lines = [
        f"- {side.caption}{view.say('colon')}"
        + " · ".join(f"{view.say(key)} {size}" for key, size in side.ledger if size)
        for side in (view.old, view.new)
        if side.kept
    ]
    if lines:
        yield f"### {view.say('ledger')}"
        yield "\n".join(lines)
    yield from (f"> **⚠ {_value(failure)}**" for failure in view.failures)


def _block(block: Block, view: View, options: RenderOptions) -> str:
    if isinstance(block, Fold):
        return f"*{markdown(view.say('folded', count=len(block.rows), span=block.span()))}*"
    if isinstance(block, Departure):
        target = view.departed_to(block)
        return f"↕ {markdown(block.old.name)} {markdown(target)}"
    if block.heads and not block.changed:
        return f"#### {markdown(block.places[0].title)}"
    return _row(block, view, options)


def _row(row: Row, view: View, options: RenderOptions) -> str:
    """Return a row: its names and kinds, its note, its words in a quotation, its findings; folded when long."""
    kinds = " · ".join(view.kind(kind) for kind in row.kinds)
    notes = [markdown(row.note)] if row.telling else []
    findings = [_finding(finding, view, "") for finding in row.findings]
    words = "\n>\n".join(f"> {line}" for line in _words(row, options))
    body = "\n\n".join(part for part in (*notes, words, "\n".join(findings), _why(row, view, options)) if part)
    name = f"{markdown(row.numbering)}"
    if len(words) <= LONG_ROW:
        return f"**{name}** {kinds}\n\n{body}".replace("\n\n\n", "\n\n")
    return f"<details><summary><b>{name}</b> {kinds}</summary>\n\n{body}\n\n</details>"


def _why(row: Row, view: View, options: RenderOptions) -> str:
    bead = row.change.bead
    if not options.explain or not bead.why:
        return ""
    reasons = messages.word("semicolon", view.lang).join(markdown(reason) for reason in bead.why)
    return f"*{view.say('evidence')}{view.say('colon')}* {view.say('score', score=f'{bead.score:.2f}')}; {reasons}"


def _words(row: Row, options: RenderOptions) -> Iterator[str]:
    """Yield the paragraphs of a row, each clause's label running into its first one."""
    labels = {place.id: place.label for place in (*row.old, *row.new)}
    for piece in row.inline_pieces:
        yield from _piece(piece, labels[piece.clause], options)


def _piece(piece: Piece, label: str, options: RenderOptions) -> Iterator[str]:
    lead = f"<b>{markdown(label)}</b> " if label else ""
    for paragraph in piece.paragraphs:
        shown = paragraph if options.cosmetic else plain(paragraph, without=Op.DELETE)
        yield lead + _runs(shown if options.everything else condensed(shown))
        lead = ""


def _runs(paragraph: Paragraph) -> str:
    return "".join(_run(edit) for edit in paragraph)


def _run(edit: Edit) -> str:
    if edit.op is Op.EQUAL:
        return markdown(edit.text)
    tag = "del" if edit.op is Op.DELETE else "ins"
    return f"<{tag}>{messages.edit_sign(edit)}{markdown(edit.text)}</{tag}>"


def _value(text: str) -> str:
    """Return a value for one line, cut where it is longer than a line should be."""
    return markdown(text if len(text) <= LONG_VALUE else text[:LONG_VALUE] + "…")


def _left_out(rows: list[Row], view: View) -> str:
    names = messages.listed([markdown(row.numbering) for row in rows[:NAMED]], view.lang)[: RESERVE // 2]
    more = "…" if len(rows) > NAMED else ""
    return f"**{view.say('more_changes', count=len(rows))}**{view.say('colon')}{names}{more}"
