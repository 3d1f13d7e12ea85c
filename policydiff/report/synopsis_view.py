"""Synopsis → what every page, sheet and table of it says: words for coverage and force, places, values, what stands out."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

from policydiff.model import Severity, Wording
from policydiff.model.synopsis import Coverage, Fate, Mark
from policydiff.report import clause_names, messages

if TYPE_CHECKING:
    from collections.abc import Mapping

    from policydiff.model import Document
    from policydiff.model.synopsis import Cell, FactRow, Member, Passage, Synopsis, Value

# A sign and a word each, so that nothing is told by colour alone.
COVERAGE: Mapping[Coverage, tuple[str, Wording]] = MappingProxyType(
    {
        Coverage.FULL: ("●", Wording("全面", "full")),
        Coverage.PART: ("◐", Wording("部分", "part")),
        Coverage.NONE: ("—", Wording("未涉及", "none")),
    }
)
# One character for narrow columns, and what it stands for.
FORCES: Mapping[str, tuple[Wording, Wording]] = MappingProxyType(
    {
        "binding": (Wording("应", "S"), Wording("应当、不得", "shall, must not")),
        "permissive": (Wording("可", "M"), Wording("可以", "may")),
        "encouraging": (Wording("鼓", "E"), Wording("鼓励、支持", "encourages")),
        "hedged": (Wording("逐", "H"), Wording("逐步、探索", "hedged")),
    }
)
MARKS: Mapping[Mark, tuple[str, Wording]] = MappingProxyType(
    {
        Mark.HIGHEST: ("↑", Wording("最高", "highest")),
        Mark.LOWEST: ("↓", Wording("最低", "lowest")),
        Mark.EQUAL: ("=", Wording("相同", "equal")),
        Mark.MISSING: ("—", Wording("缺", "missing")),
    }
)
KINDS: Mapping[str, Wording] = MappingProxyType(
    {
        "target": Wording("目标", "target"),
        "threshold": Wording("限值", "threshold"),
        "money": Wording("金额", "amount"),
        "frequency": Wording("频次", "frequency"),
        "deadline": Wording("期限", "deadline"),
        "lead": Wording("牵头单位", "lead"),
        "responsible": Wording("责任单位", "responsible"),
        "participant": Wording("配合单位", "participant"),
    }
)
FATES: Mapping[Fate, tuple[str, Wording]] = MappingProxyType(
    {
        Fate.CARRIED: ("=", Wording("沿用", "carried over")),
        Fate.ADAPTED: ("~", Wording("调整", "adapted")),
        Fate.WEAKENED: ("↓", Wording("弱化", "weakened")),
        Fate.LEFT_OUT: ("−", Wording("未写入", "left out")),
        Fate.ADDED: ("+", Wording("新增", "added")),
    }
)
LEDGER = ("losses", "repairs", "suspicions", "removals")
TITLE = Wording("同类文件综览", "Documents on one matter, side by side")
# Titles named in full in the title of a synopsis; of more documents it says how many they are.
NAMED = 4


@dataclass(frozen=True, slots=True)
class Outstanding:
    """A finding of a topic and the documents that it is true of."""

    topic: int
    severity: str
    rule: str
    message: str
    members: tuple[int, ...]


def title(synopsis: Synopsis, lang: str) -> str:
    """Return what a synopsis is called: its documents' labels, or how many they are."""
    labels = [member.label for member in synopsis.members]
    if len(labels) <= NAMED:
        return messages.word("list_comma", lang).join(labels)
    return Wording(f"{labels[0]}等{len(labels)}份文件", f"{labels[0]} and {len(labels) - 1} more documents")(lang)


def heading(member: Member) -> str:
    """Return the title of what a document lays down: of the plan that a notice carries, else its own."""
    stated = member.document.metadata
    return stated.carried_title or stated.title or member.name


def place(document: Document, clause: str, lang: str) -> str:
    """Return what a reader calls a clause: its label and heading."""
    return clause_names.title(document, document.by_id[clause], lang)


def where(synopsis: Synopsis, passage: Passage, lang: str) -> str:
    """Return what a reader calls the clause of a passage, with a part's sentence numbers left out."""
    document = synopsis.members[passage.member].document
    return clause_names.name(document, document.by_id[passage.clause], lang)


def force(cell: Cell, lang: str) -> str:
    """Return the words of the force that prevails in a cell, nothing where none does."""
    found = FORCES.get(cell.strictness.level) if cell.passages else None
    return found[1](lang) if found else ""


def described(cell: Cell, lang: str) -> str:
    """Return a cell in words: ● 全面 · 应当、不得 · 2项要点."""
    sign, covered = COVERAGE[cell.coverage]
    count = len(cell.findings)
    findings = Wording(f"{count}项要点", f"{count} finding{'s' if count > 1 else ''}")(lang) if count else ""
    return " · ".join(filter(None, (f"{sign} {covered(lang)}", force(cell, lang), findings)))


def step(cell: Cell) -> int:
    """Return how deep a cell's colour is: 0 nothing, 1 to 4 by its share of the topic."""
    if not cell.passages:
        return 0
    return 1 + min(3, int(cell.share * 4))


def kind(row: FactRow, lang: str) -> str:
    """Return what a row of facts lists: a target, a deadline, who leads."""
    name = row.unit if row.kind == "responsibility" else row.kind
    return KINDS[name](lang) if name in KINDS else name


def printed(value: Value) -> str:
    """Return a value with the name that the text prints, where an agency is listed under another one."""
    agency = str(value.fact["agency"] or "")
    return f"{value.shown}（{agency}）" if agency and agency != value.shown else value.shown


def due(value: Value) -> str:
    """Return by when a value is to be reached, nothing where the text does not say or the value is itself a date."""
    return "" if value.fact.kind == "deadline" else str(value.fact["deadline"] or "")


def outstanding(synopsis: Synopsis, lang: str) -> tuple[Outstanding, ...]:
    """Return what stands out in the matrix, the gravest first and of equals what fewest documents have."""
    found: dict[tuple[int, str, str, str], list[int]] = {}
    for number, topic in enumerate(synopsis.topics):
        for cell in topic.cells:
            for finding in cell.findings:
                key = (number, finding.severity.label, finding.rule, finding.message(lang))
                found.setdefault(key, []).append(cell.member)
    held = [Outstanding(*key, tuple(dict.fromkeys(members))) for key, members in found.items()]
    grave = {severity.label: int(severity) for severity in Severity}
    return tuple(sorted(held, key=lambda one: (-grave[one.severity], len(one.members), one.topic, one.rule)))


def ledger(member: Member) -> tuple[int, int, int, int]:
    """Return how much of a document was lost, repaired, doubted and left out, in the order of `LEDGER`."""
    text = member.text
    losses = sum(loss.count for loss in text.losses)
    return losses, len(text.repairs), len(text.suspicions), len(text.removed)
