"""Check a published text against a decision: what was not carried out, what nobody asked for, what was misquoted."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from policydiff.align import align
from policydiff.amend.labels import numbered
from policydiff.diff import compare
from policydiff.model import ChangeKind, Op, Relation
from policydiff.text.canonical import canon
from policydiff.text.numbering import numeral
from policydiff.text.regex import lazy

if TYPE_CHECKING:
    from collections.abc import Iterator

    from policydiff.amend.apply import Applied, Consolidation
    from policydiff.model import Change, Clause, Document
    from policydiff.model.amendment import LawAmendment


class Finding(NamedTuple):
    """One row of a check. `kind` is `unread`, `unfit`, `not_reflected`, `text_differs`, `unasked` or `stale_reference`.

    `item` is the instruction's number in the decision, `clause` the clause in the published text, `expected` and
    `published` what the decision makes of it and what stands there.
    """

    kind: str
    item: str
    clause: str
    expected: str
    published: str
    message: str


def check(law: Document, done: Consolidation, amendment: LawAmendment, published: Document) -> tuple[Finding, ...]:
    """Return where a published consolidation and a decision disagree, in reading order."""
    found = [*_unread(amendment), *_unfit(done)]
    beads = align(done.document, published, Relation.VERSIONS)
    comparison = compare(done.document, published, beads, relation=Relation.VERSIONS)
    behind = _behind(done)
    for change in comparison.changes:
        if change.kinds & ~ChangeKind.COSMETIC:
            found += _difference(change, law, done, published, behind)
    found += _stale_references(done, published)
    return tuple(found)


def _unread(amendment: LawAmendment) -> Iterator[Finding]:
    for one in amendment.unread:
        yield Finding("unread", one.item, "", one.text, "", f"could not be read: {one.kind}")


def _unfit(done: Consolidation) -> Iterator[Finding]:
    for one in done.unfit:
        yield Finding("unfit", one.instruction.item, "", one.instruction.printed, "", one.reason)


def _behind(done: Consolidation) -> dict[str, Applied]:
    """Return the instruction behind each clause of the consolidated text."""
    return {clause: one for one in done.applied for clause in one.new}


def _difference(
    change: Change, law: Document, done: Consolidation, published: Document, behind: dict[str, Applied]
) -> Iterator[Finding]:
    """Yield the finding of one row that differs."""
    ours = [done.document.by_id[name] for name in change.old]
    theirs = [published.by_id[name] for name in change.new]
    expected = "\n".join(done.document.words_of(clause) for clause in ours)
    there = "\n".join(published.words_of(clause) for clause in theirs)
    clause = "、".join(one.label or one.id for one in theirs or ours)
    one = next((behind[inner.id] for unit in ours for inner in unit.walk() if inner.id in behind), None)
    if one is None:
        kind, message = "unasked", _unasked(change)
        item = ""
    elif there and canon(there) in {canon(words) for words in _old_words(law, one)}:
        kind, item = "not_reflected", one.instruction.item
        message = "the published text still has the old words"
    else:
        kind, item = "text_differs", one.instruction.item
        message = _differs(change)
    yield Finding(kind, item, clause, expected, there, message)


def _old_words(law: Document, one: Applied) -> Iterator[str]:
    for name in one.old:
        unit = law.by_id[law.unit_of[name]]
        yield law.words_of(unit)


def _unasked(change: Change) -> str:
    if not change.old:
        return "no instruction adds this clause"
    if not change.new:
        return "no instruction deletes this clause"
    moved = ChangeKind.RENUMBERED | ChangeKind.MOVED
    if not change.kinds & ~(moved | ChangeKind.COSMETIC):
        return f"no instruction gives this clause its number: {'、'.join(change.old)} by the decision"
    return f"no instruction changes these words: {_differs(change)}"


def _differs(change: Change) -> str:
    """Return the words that differ: − what the decision says, + what is published."""
    signs = {Op.DELETE: "−", Op.INSERT: "+"}
    parts = [f"{signs[edit.op]}{edit.text.strip()}" for edit in change.edits if edit.op in signs and not edit.cosmetic]
    if not parts:
        return (
            "the clause stands elsewhere"
            if change.old and change.new
            else "the clause is missing"
            if change.old
            else "the clause is new"
        )
    return " ".join(parts[:LONGEST]) + (" …" if len(parts) > LONGEST else "")


# A row with more differences than these is read in full.
LONGEST = 8
_REFERENCE = lazy(
    r"(?<![》\u4e00-\u9fff])第([〇零一二三四五六七八九十百千]+)条|(?:本(?:法|条例|办法|规定|解释|细则|规则)|依照|按照|依据|违反|根据|符合|适用)第([〇零一二三四五六七八九十百千]+)条"
)


def _stale_references(done: Consolidation, published: Document) -> Iterator[Finding]:
    """Yield references to articles of this law that were renumbered, where the published text has the old number."""
    became = _renumbered(done)
    if not became:
        return
    touched = {clause.split("/")[0] for one in done.applied if one.instruction.text for clause in one.new}
    for unit in published.units:
        ours = done.document.by_id.get(unit.id)
        if ours is None or unit.id in touched:
            continue
        words = published.words_of(unit)
        if canon(words) == canon(done.document.words_of(ours)):
            yield from _stale_in(unit, words, became)


def _stale_in(unit: Clause, words: str, became: dict[int, int]) -> Iterator[Finding]:
    for match in _REFERENCE.finditer(words):
        number = numeral(match[1] or match[2]) or 0
        if number in became:
            there = numbered("条", (became[number],)) if became[number] else "no article: it was deleted"
            message = f"the reference may have to follow: {match[0]} is now {there}"
            yield Finding("stale_reference", "", unit.label or unit.id, there, match[0], message)


def _renumbered(done: Consolidation) -> dict[int, int]:
    """Return the old numbers of articles that have another one now, or none (0)."""
    became = {}
    for old, new in done.became.items():
        before, after = (numeral(name.strip("第条")) if name else 0 for name in (old, new))
        if before and before != after:
            became[before] = after or 0
    return became
