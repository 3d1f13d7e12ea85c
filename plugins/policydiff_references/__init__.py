"""Cross-references inside a document: 第X条 that points nowhere, or to other content than before.

old  第九条 违反第五条的…   第五条 → 第六条 (renumbered)
new  第十条 违反第五条的…   still says 第五条, which is another rule now
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from policydiff.hookspecs import hookimpl
from policydiff.model import Annotation, ChangeKind, ClauseKind, Severity, Span, Wording
from policydiff.severity import grades
from policydiff.text.regex import lazy
from policydiff.text.sentence_pairs import Sentence, changed, sentences

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from policydiff.model import Change, Comparison, Document, Grade

_ARTICLE = r"第[一二三四五六七八九十百千零〇\d]+条(?:之[一二三四五六七八九十]+)?"
_PLACES = lazy(
    rf"{_ARTICLE}(?:第[一二三四五六七八九十百]+[款项目])*(?:(?:、|和|或者|至|到|及|以及)(?:{_ARTICLE})?(?:第[一二三四五六七八九十百]+[款项目])*)*"
)
# 第十七条至第十九条 names articles that it does not print.
_RANGE = lazy(rf"{_ARTICLE}(?:第[一二三四五六七八九十]+[款项])*(?:至|到){_ARTICLE}")
_EACH = _ANY = lazy(_ARTICLE)
# An article of another document: that document's name stands before it. 依照 and 本法 are no such names.
_FOREIGN = lazy(
    r"(?:》(?:[（(][^）)]*[）)])?|(?:刑法|法|条例|决定|规定|办法|细则|解释|规则|公约|条约|章程|协定|议定书|法典))的?$"
)
_OWN = lazy(r"本(?:法|条例|办法|规定|规则|细则|解释|章程)的?$")
# Longer names than this do not stand before an article.
_NAME = 40


class _Reference(NamedTuple):
    target: str
    clause: str
    start: int

    def span(self) -> Span:
        return Span(self.clause, self.start, self.start + len(self.target), self.target)


# What may be said, how grave it is by default (the usual grade first), and what it tells.
_GRADES = {
    "nowhere": ("medium", "引用的条不存在", "a reference to an article that does not exist"),
    "other_content": (
        "medium",
        "引用条号未变，该条内容已是别的",
        "a reference kept its number while its article moved or went",
    ),
    "retargeted": ("low", "引用改为另一条，内容不同", "a reference was turned to another rule"),
}


@hookimpl
def register_grades() -> Sequence[Grade]:
    """Return the rules of the remarks on cross-references."""
    return grades("references", _GRADES)


@hookimpl
def annotate(comparison: Comparison) -> Sequence[Annotation]:
    """Return the remarks on references that lead nowhere or astray."""
    if not any(clause.kind is ClauseKind.ARTICLE for clause in comparison.new.walk()):
        return []
    successors = _successors(comparison)
    return [
        *_dangling(comparison),
        *(
            remark
            for change in comparison.changes
            if change.old and change.new
            for remark in _astray(comparison, change, successors)
        ),
    ]


def _references(sentence: Sentence) -> Iterator[_Reference]:
    """Yield the articles of the document itself that a sentence names."""
    if "条" not in sentence.text:
        return
    foreign = False
    for match in _PLACES.finditer(sentence.text):
        before = sentence.text[max(match.start() - _NAME, 0) : match.start()]
        # What follows an article of another law in its sentence is of that law too, unless 本法 says otherwise.
        foreign = not _OWN.search(before) and (foreign or _FOREIGN.search(before) is not None)
        if not foreign:
            for each in _EACH.finditer(match[0]):
                yield _Reference(each[0], sentence.clause, sentence.start + match.start() + each.start())


def _dangling(comparison: Comparison) -> Iterator[Annotation]:
    """Yield references to an article that the new document does not have, unless they dangled before."""
    if not _unknown(comparison.new):
        return
    known = set(_dangling_targets(comparison.old))
    for reference in _all(comparison.new):
        if reference.target not in comparison.new.by_id and reference.target not in known:
            wording = Wording(f"引用的{reference.target}不存在", f"{reference.target} does not exist in this document")
            yield Annotation("references.nowhere", Severity.MEDIUM, wording, None, reference.span())


def _unknown(document: Document) -> set[str]:
    """Return what is named anywhere in a text like an article, and is none of its own."""
    return set(_EACH.findall(document.text)) - document.by_id.keys()


def _dangling_targets(document: Document) -> Iterator[str]:
    return (reference.target for reference in _all(document) if reference.target not in document.by_id)


def _all(document: Document) -> Iterator[_Reference]:
    units = [unit.id for unit in document.units if _ANY.search(document.words_of(unit))]
    return (reference for sentence in sentences(document, units) for reference in _references(sentence))


def _successors(comparison: Comparison) -> dict[str, set[str]]:
    """Return for each old article the articles that carry its rule on."""
    found: dict[str, set[str]] = {}
    for change in comparison.changes:
        for old, new in change.bead.edges:
            found.setdefault(old, set()).add(new)
    return found


def _astray(comparison: Comparison, change: Change, successors: dict[str, set[str]]) -> Iterator[Annotation]:
    if not any(_ANY.search(comparison.new.words_of(comparison.new.by_id[unit])) for unit in change.new):
        return
    for old, new in _kept(comparison, change):
        before, after = list(_references(old)), list(_references(new))
        if len(before) != len(after) or _RANGE.search(old.text) or _RANGE.search(new.text):
            continue
        known = [(was, now) for was, now in zip(before, after, strict=True) if _both_stand(comparison, was, now)]
        carried = set().union(*(successors.get(was.target, set()) for was, _ in known))
        for was, now in known:
            # In a list the order is free: an article that carries any of the old ones on is no stray.
            if now.target not in carried:
                yield _misled(was, now, successors.get(was.target, set()))


def _both_stand(comparison: Comparison, was: _Reference, now: _Reference) -> bool:
    return was.target in comparison.old.by_id and now.target in comparison.new.by_id


def _kept(comparison: Comparison, change: Change) -> Iterator[tuple[Sentence, Sentence]]:
    """Yield the sentences that stayed, word for word or changed."""
    if ChangeKind.AMENDED in change.kinds:
        for group in changed(comparison, change):
            if len(group.old) == len(group.new) == 1 and not group.loose:
                yield group.old[0], group.new[0]
    left = {sentence.text: sentence for sentence in sentences(comparison.old, change.old)}
    for sentence in sentences(comparison.new, change.new):
        if sentence.text in left:
            yield left[sentence.text], sentence


def _misled(was: _Reference, now: _Reference, expected: set[str]) -> Annotation:
    carried = "、".join(sorted(expected))
    if was.target == now.target:
        zh = f"仍引用{now.target}，但原{was.target}的内容" + (f"现为{carried}" if expected else "已删去")
        en = f"still refers to {now.target}, but its content " + (f"is now {carried}" if expected else "is gone")
        return Annotation("references.other_content", Severity.MEDIUM, Wording(zh, en), was.span(), now.span())
    zh = f"引用由{was.target}改为{now.target}，原{was.target}的内容" + (f"现为{carried}" if expected else "已删去")
    en = f"reference changed from {was.target} to {now.target}; the old one's content " + (
        f"is now {carried}" if expected else "is gone"
    )
    return Annotation("references.retargeted", Severity.LOW, Wording(zh, en), was.span(), now.span())
