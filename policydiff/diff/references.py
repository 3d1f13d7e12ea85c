"""Tell references that only follow a renumbering from references that changed.

old  第十二条 …                 new  第十五条 …  (the same clause)
old  依照第十二条第二款处罚        new  依照第十五条第二款处罚     followed
old  依照第十二条第二款处罚        new  依照第十三条第二款处罚     changed

Where a bead tells which 款 or 项 went where, a reference to it follows that and nothing else.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Final

from policydiff.diff.kinds import edges
from policydiff.model import ClauseKind
from policydiff.text.canonical import canon_label
from policydiff.text.numbering import numeral
from policydiff.text.regex import lazy

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from re import Match

    from policydiff.model import Bead, Clause, Document

_REFERENCE: Final = lazy(r"(第\d+[条章节编](?:之\d+)?)((?:第\d+款)?(?:第\(?\d+\)?项)?(?:第\d+目)?)")


_PARTS: Final = {ClauseKind.PARAGRAPH: "款", ClauseKind.ITEM: "项", ClauseKind.SUBITEM: "目"}

_KINDS: Final = tuple(_PARTS)


def renumberings(old: Document, new: Document, beads: Iterable[Bead]) -> dict[str, frozenset[str]]:
    """Return for each 第X条 (章, 节, 编) of the old document the ones it became, where they differ.

    Also for each 第X条第Y款 (项, 目) that a bead follows. All are named as a reference in canon names them.
    """
    became: defaultdict[str, set[str]] = defaultdict(set)
    for bead in beads:
        for a, b in (*edges(bead), *bead.parts):
            names = _named(old, old.by_id[a]), _named(new, new.by_id[b])
            if all(names):
                became[names[0]].add(names[1])
    return {name: frozenset(others) for name, others in became.items() if name not in others}


def _named(document: Document, clause: Clause) -> str:
    """Return how a reference names a clause (第12条第2款第3项), empty for a clause without a 第."""
    # Not `in _PARTS`: to hash a member of an Enum takes longer than all the rest.
    parent = document.by_id.get(clause.parent or "") if clause.kind in _KINDS else None
    if parent is None:
        label = canon_label(clause.label)
        return label if label.startswith("第") else ""
    number = numeral(clause.id.rpartition("/")[2].strip("()."))
    above = _named(document, parent)
    return f"{above}第{number}{_PARTS[clause.kind]}" if above and number else ""


# Ends the key of a reference to this document: 第三条 of another law, which is printed alike, has another key.
_HERE: Final = "\x1e"


def renamed(old: str, new: str, became: Mapping[str, frozenset[str]]) -> tuple[dict[str, str], dict[str, str]]:
    """Return the keys under which references in `old` and in `new` (canons) meet where they only followed.

    References into other laws are not meant: whoever cuts the words leaves those as printed.
    """
    if not became or "第" not in old or "第" not in new:
        return {}, {}
    there = {_bare(match[0]): match[0] for match in _own_references(new)}
    found: dict[str, str] = {}
    for match in _own_references(old):
        rest = _bare(match[2])
        known = became.get(match[1] + rest) or {label + rest for label in became.get(match[1], ())}
        for name in sorted(known & there.keys()):
            found.setdefault(match[0], there[name])
    here = {name: name + _HERE for name in found.values()}
    return here | {name: here[other] for name, other in found.items()}, here


def _own_references(text: str) -> Iterator[Match[str]]:
    """Yield the references in a canon that are to the document itself, not to 《…条例》第二条、第三条."""
    end, outside = 0, False
    for match in _REFERENCE.finditer(text):
        between = text[end : match.start()]
        if between.strip("、,和或及至以的") or not end:
            outside = _OTHER_LAW.search(between) is not None
        if not outside:
            yield match
        end = match.end()


_OTHER_LAW: Final = lazy(r"(?:》|(?<!本)(?:法|条例|规定|细则))$")


def _bare(reference: str) -> str:
    """Return a reference without the brackets of 第(3)项."""
    return reference.replace("(", "").replace(")", "")


def turned(became: Mapping[str, frozenset[str]]) -> dict[str, frozenset[str]]:
    """Return renumberings seen from the new document."""
    back: defaultdict[str, set[str]] = defaultdict(set)
    for label, others in became.items():
        for other in others:
            back[other].add(label)
    return {label: frozenset(others) for label, others in back.items()}


__all__: Sequence[str] = ("renamed", "renumberings", "turned")
