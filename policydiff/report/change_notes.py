"""What a revision did to a clause, in one sentence: what became of it, which words went and which came.

第七条改为第八条；“二百元”改为“五百元”。
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from policydiff.model import Op, Relation, Wording
from policydiff.report import messages
from policydiff.report.comparison_table import graded
from policydiff.report.notes import Names, note

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from policydiff.model import Edit, Metadata
    from policydiff.report.view import Finding, Row, View

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


def stamped(metadata: Metadata, caption: str, lang: str) -> str:
    """Return what a note begins with: the day of the revision, else its 文号, else what the side is called."""
    day = metadata.issued or metadata.published or metadata.effective
    if day is None:
        return f"〔{metadata.number or caption}〕"
    return f"〔{day.year}年{day.month}月{day.day}日〕" if lang == "zh" else f"[{day.isoformat()}] "


def happened(row: Row, view: View, *, cosmetic: bool = False) -> str:
    """Return what the revision did to the clauses of a row in one sentence, empty when nothing; `cosmetic` tells differences of form too."""
    if not row.changed:
        return ""
    told = list(_rewordings(row, view, cosmetic=cosmetic)) if row.old and row.new else []
    kinds = _kinds(row, view) if told else row.note
    if not row.new:
        told.append(FORMER(view.lang).format(old=_cut("".join(edit.text for edit in row.change.edits))))
    return messages.word("semicolon", view.lang).join(part for part in (kinds, *told) if part) + STOP(view.lang)


def told_finding(finding: Finding, view: View) -> str:
    """Return a finding with its severity and its rule."""
    return f"{graded(finding, view)}{finding.message} ({finding.rule})"


def _kinds(row: Row, view: View) -> str:
    """Return what happened to a row, but for its words: they are told one by one."""
    kinds = [kind for kind in row.kinds if kind not in {"amended", "cosmetic"}]
    names = Names(
        [place.name for place in row.old],
        [place.name for place in row.new],
        row.old[0].section if row.old else "",
        row.new[0].section if row.new else "",
    )
    return note(kinds, names, view.lang, view.relation)


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


def _rewordings(row: Row, view: View, *, cosmetic: bool) -> Iterator[str]:
    """Yield the changes of wording of a row, the first ones told, the others counted."""
    changed = [edit for edit in row.change.edits if cosmetic or not edit.cosmetic or edit.op is Op.EQUAL]
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
