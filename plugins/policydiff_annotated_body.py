"""The new document with editor's notes (编注版, format `annotated`): under each clause what the revision did to it.

第八条 公民有权举报违法行为。举报查实的，给予五百元奖励。

> 〔2022年11月8日〕第七条改为第八条；“二百元”改为“五百元”。
"""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING

from policydiff.model import Op, Relation, Wording
from policydiff.report import wording
from policydiff.report.columns import graded, stated
from policydiff.report.draw import draw
from policydiff.report.notes import Names, note
from policydiff.report.prose import loose
from policydiff.report.safe import markdown
from policydiff.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from policydiff.model import Document, Edit, RenderOptions, Report
    from policydiff.report.view import Finding, Row, View

EDITION = Wording("（编注版）", " (annotated)")
REPLACED = Wording("“{old}”改为“{new}”", "“{old}” became “{new}”")
ADDED = Wording("增加“{new}”", "added “{new}”")
DROPPED = Wording("删去“{old}”", "dropped “{old}”")
# Of siblings nothing was revised: one has what the other has not.
REPLACED_SIBLING = Wording("甲作“{old}”，乙作“{new}”", "A has “{old}”, B has “{new}”")
ADDED_SIBLING = Wording("乙有“{new}”", "B has “{new}”")
DROPPED_SIBLING = Wording("甲有“{old}”", "A has “{old}”")
SHIFTED = Wording("调整了语序", "words were put in another order")
FORMER = Wording("原文：“{old}”", "it read: “{old}”")
MORE = Wording("另有 {count} 处文字修改", "and {count} more changes of wording")
STOP = Wording("。", ".")
# A quotation is cut here, and no more than so many changes of wording are told for one clause.
LONG_QUOTE, MOST = 80, 8
DEEPEST = 6
_MARKS = re.compile("#+")
_CLOSED = tuple("、）)．.")


def render(report: Report, options: RenderOptions) -> str:
    """Return the new document as Markdown with notes; it is whole, whatever the options show elsewhere."""
    view = draw(report, options)
    stamp, titles = _stamp(report, view), _titles(report.comparison.new, view.new.title)
    parts = [f"# {markdown(view.new.title)}{EDITION(view.lang)}", *_head(report, view)]
    for row in view.rows:
        parts += (title for place in row.new for title in titles.get(place.id, ()))
        parts += _words(row, report.comparison.new)
        notes = [f"> {markdown(told)}" for told in _notes(row, view, options)]
        if notes:
            parts.append("\n>\n".join([f"> {stamp}{notes[0].removeprefix('> ')}", *notes[1:]]))
    return "\n\n".join(part for part in (*parts, *titles.get("", ())) if part) + "\n"


def _titles(document: Document, title: str) -> dict[str, list[str]]:
    """Return the titles that stand in no clause, under the clause that follows them ("" at the end); `title` stands above."""
    found: dict[str, list[str]] = {}
    for start, end in loose(document):
        behind = next((unit.id for unit in document.units if unit.start >= end), "")
        lines = (line.strip() for line in document.text[start:end].splitlines())
        told = [line.lstrip("# ") for line in lines if line and line.lstrip("# ") != title]
        found[behind] = [f"## {markdown(line)}" for line in told]
    return found


def _stamp(report: Report, view: View) -> str:
    """Return what a note begins with: the day of the revision, else its 文号, else what the side is called; nothing between siblings."""
    if view.relation is Relation.SIBLINGS:
        return ""
    metadata = report.comparison.new.metadata
    day = metadata.issued or metadata.published or metadata.effective
    if day is None:
        return f"〔{markdown(metadata.number or view.new.caption)}〕"
    return f"〔{day.year}年{day.month}月{day.day}日〕" if view.lang == "zh" else f"[{day.isoformat()}] "


def _head(report: Report, view: View) -> Iterator[str]:
    compared = report.comparison
    for side, document in ((view.new, compared.new), (view.old, compared.old)):
        facts = "　".join(stated(document.metadata, view.lang)) or side.name
        yield markdown(f"{side.caption}{view.say('colon')}{facts}")
    if view.unrelated:
        yield f"> **⚠ {markdown(view.say('unrelated'))}**"
    yield from (f"> {markdown(_finding(finding, view))}" for finding in view.findings if finding.row is None)
    yield from (f"> **⚠ {markdown(failure)}**" for failure in view.failures)


def _words(row: Row, document: Document) -> Iterator[str]:
    """Yield the new words of a row; lines that are headings in the document as headings."""
    for place, piece in zip(row.new, row.new_pieces, strict=True):
        marks = _MARKS.match(document.text, document.by_id[place.id].start)
        label = markdown(place.label)
        space = "" if not label or place.label.endswith(_CLOSED) else "　"
        for number, paragraph in enumerate(piece.paragraphs or ((),)):
            text = markdown("".join(edit.text for edit in paragraph).lstrip())
            if number or not (label or marks):
                yield text
            elif marks:
                yield f"{'#' * min(len(marks[0]) + 1, DEEPEST)} {label}{space}{text}"
            else:
                yield f"<b>{label}</b>{space}{text}"


def _notes(row: Row, view: View, options: RenderOptions) -> Iterator[str]:
    """Yield what the revision did to the clauses of a row: one sentence on the clause, then its findings."""
    if row.changed:
        told = list(_rewordings(row, view, options)) if row.old and row.new else []
        happened = _happened(row, view) if told else row.note
        if not row.new:
            told.append(FORMER(view.lang).format(old=_cut("".join(edit.text for edit in row.change.edits))))
        yield wording.word("semicolon", view.lang).join(part for part in (happened, *told) if part) + STOP(view.lang)
    yield from (_finding(finding, view) for finding in row.findings)


def _happened(row: Row, view: View) -> str:
    """Return what happened to a row, but for its words: they are told one by one."""
    kinds = [kind for kind in row.kinds if kind not in {"amended", "cosmetic"}]
    names = Names(
        [place.name for place in row.old],
        [place.name for place in row.new],
        row.old[0].section if row.old else "",
        row.new[0].section if row.new else "",
    )
    return note(kinds, names, view.lang, view.relation)


def _finding(finding: Finding, view: View) -> str:
    return f"{graded(finding, view)}{finding.message} ({finding.rule})"


@dataclass(frozen=True, slots=True)
class Rewording:
    """Words that went and words that came in their place; one of both may be empty."""

    old: str
    new: str

    def told(self, lang: str, relation: Relation) -> str:
        """Return what happened in one clause of a sentence."""
        versions = relation is Relation.VERSIONS
        replaced = REPLACED if versions else REPLACED_SIBLING
        added, dropped = (ADDED, DROPPED) if versions else (ADDED_SIBLING, DROPPED_SIBLING)
        told = replaced if self.old and self.new else added if self.new else dropped
        return told(lang).format(old=_cut(self.old), new=_cut(self.new))


def _rewordings(row: Row, view: View, options: RenderOptions) -> Iterator[str]:
    """Yield the changes of wording of a row, the first ones told, the others counted."""
    changed = [edit for edit in row.change.edits if options.cosmetic or not edit.cosmetic or edit.op is Op.EQUAL]
    if any(edit.move is not None for edit in changed) and view.relation is Relation.VERSIONS:
        yield SHIFTED(view.lang)
    found = list(_replaced([edit for edit in changed if edit.move is None]))
    yield from (rewording.told(view.lang, view.relation) for rewording in found[:MOST])
    if len(found) > MOST:
        yield MORE(view.lang).format(count=len(found) - MOST)


def _replaced(edits: Sequence[Edit]) -> Iterator[Rewording]:
    for stayed, group in groupby(edits, key=lambda edit: edit.op is Op.EQUAL):
        held = [] if stayed else list(group)
        sides = ("".join(edit.text for edit in held if edit.op is op).strip() for op in (Op.DELETE, Op.INSERT))
        rewording = Rewording(*sides)
        if rewording.old or rewording.new:
            yield rewording


def _cut(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= LONG_QUOTE else line[:LONG_QUOTE] + "…"
