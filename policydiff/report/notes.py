"""The note of a row: in one sentence what happened to it, as the third column of a 对照表 says it (说明)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from policydiff.model import Relation, Wording
from policydiff.report.messages import listed, word

if TYPE_CHECKING:
    from collections.abc import Sequence

Events = tuple[tuple[frozenset[str], Wording], ...]

# What became of a row, the most telling first. {old} and {new} are the names of its clauses. The first part
# whose kinds all hold says those kinds.
_VERSIONS: Events = (
    (frozenset({"inserted"}), Wording("新增{new}", "{new} is new")),
    (frozenset({"removed"}), Wording("删去{old}", "{old} was removed")),
    (frozenset({"split", "merged"}), Wording("{old}重新编排为{new}", "{old} were rearranged into {new}")),
    (frozenset({"split"}), Wording("{old}拆分为{new}", "{old} was split into {new}")),
    (frozenset({"merged"}), Wording("{old}合并为{new}", "{old} were merged into {new}")),
    (frozenset({"renumbered"}), Wording("{old}改为{new}", "{old} became {new}")),
    (frozenset({"amended"}), Wording("内容有修改", "its words were amended")),
    (frozenset({"cosmetic"}), Wording("有形式差异", "it differs in form")),
)
_SIBLINGS: Events = (
    (frozenset({"inserted"}), Wording("仅乙有{new}", "only B has {new}")),
    (frozenset({"removed"}), Wording("仅甲有{old}", "only A has {old}")),
    (frozenset({"split"}), Wording("甲{old}对应乙{new}", "{old} of A answers to {new} of B")),
    (frozenset({"merged"}), Wording("甲{old}对应乙{new}", "{old} of A answer to {new} of B")),
    (frozenset({"renumbered"}), Wording("甲{old}对应乙{new}", "{old} of A answers to {new} of B")),
    (frozenset({"amended"}), Wording("表述不同", "the words differ")),
    (frozenset({"cosmetic"}), Wording("有形式差异", "it differs in form")),
)
# Kinds that say the new numbers already.
_NUMBERING = frozenset({"split", "merged"})
# {source} and {target} are the headings that a row stood and stands under.
_MOVED = {
    Relation.VERSIONS: Wording("位置有移动", "it was moved"),
    Relation.SIBLINGS: Wording("位置不同", "it stands elsewhere"),
}
_MOVED_ACROSS = {
    Relation.VERSIONS: Wording("由“{source}”移至“{target}”", "it was moved from “{source}” to “{target}”"),
    Relation.SIBLINGS: Wording("甲在“{source}”，乙在“{target}”", "A has it under “{source}”, B under “{target}”"),
}


@dataclass(frozen=True, slots=True)
class Names:
    """What a note names: the clauses of both sides, and the headings that they stand under."""

    old: Sequence[str]
    new: Sequence[str]
    source: str = ""
    target: str = ""


def note(kinds: Sequence[str], names: Names, lang: str, relation: Relation = Relation.VERSIONS) -> str:
    """Return in one sentence what happened to a row; empty when nothing did."""
    left = set(kinds)
    if left & _NUMBERING:
        left.discard("renumbered")
    values = {"old": listed(names.old, lang), "new": listed(names.new, lang)}
    told: list[str] = []
    for held, wording in _SIBLINGS if relation is Relation.SIBLINGS else _VERSIONS:
        if held <= left:
            told.append(wording(lang).format(**values))
            left -= held
    if "moved" in left:
        told.insert(1, _move(names, lang, relation))
    return word("semicolon", lang).join(dict.fromkeys(told))


def _move(names: Names, lang: str, relation: Relation) -> str:
    across = names.source and names.target and names.source != names.target
    wording = (_MOVED_ACROSS if across else _MOVED)[relation]
    return wording(lang).format(source=names.source, target=names.target)
