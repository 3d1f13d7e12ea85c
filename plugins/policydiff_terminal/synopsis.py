"""Lay the matrix of many documents out as lines of text: topics, facts side by side, what was inherited, who is like whom."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policydiff.model import Wording
from policydiff.model.synopsis import Coverage, Fate, Mark
from policydiff.report import clause_names, messages, synopsis_view
from policydiff_terminal.comparison import headline, printed, wrapped

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rich.text import Text

    from policydiff.model import Document, RenderOptions
    from policydiff.model.synopsis import Cell, FactCell, FactRow, Inheritance, Inherited, Synopsis

_COVERAGE = {Coverage.FULL: ("●", "green"), Coverage.PART: ("◐", "yellow"), Coverage.NONE: ("·", "dim")}
# The force that prevails, one character: 应当/不得, 可以, 鼓励, 逐步.
_FORCES = {"binding": "!", "permissive": "~", "encouraging": "+", "hedged": "?", "plain": ""}
_MARKS = {Mark.HIGHEST: ("↑", "bold green"), Mark.LOWEST: ("↓", "bold red"), Mark.EQUAL: ("=", "dim")}
_FATE_STYLES = {
    Fate.CARRIED: "dim",
    Fate.ADAPTED: "cyan",
    Fate.WEAKENED: "bold red",
    Fate.LEFT_OUT: "yellow",
    Fate.ADDED: "green",
}
_SEVERITY_STYLES = {"high": "bold red", "medium": "yellow", "low": "cyan", "info": "dim"}
_SAY = {
    "counts": Wording(
        "文件 {documents} · 主题 {topics} · 事实 {facts}", "documents {documents} · topics {topics} · facts {facts}"
    ),
    "topics": Wording("主题与文件", "Topics by document"),
    "legend": Wording(
        "● 全面  ◐ 部分  · 无    ! 应当、不得  ~ 可以  + 鼓励  ? 逐步、探索",
        "● full  ◐ part  · none    ! obliges or forbids  ~ permits  + encourages  ? hedges",
    ),
    "facts": Wording(
        "事实并列（↑ 最高  ↓ 最低  = 相同  — 缺）", "Facts side by side (↑ highest  ↓ lowest  = equal  — missing)"
    ),
    "more": Wording("另有 {count} 行（--all 全部列出）", "{count} more rows (--all lists them)"),
    "alone": Wording("仅一份文件有的内容", "What only one document has"),
    "alike": Wording("谁像谁", "Who is like whom"),
    "inherited": Wording("{parent} → {child}", "{parent} → {child}"),
    "none": Wording("没有共同主题。", "No topic in common."),
}
# Rows of facts shown unless all are asked for.
TOP_FACTS = 40
# Wider names of topics are cut; columns have room for a mark and a force.
NAME, COLUMN = 34, 4
# Up to so many documents bear their labels over the columns; more are numbered.
LABELLED = 6


def written(synopsis: Synopsis, options: RenderOptions) -> str:
    """Return the whole synopsis as text."""
    return printed(_lines(synopsis, options), options)


def _say(key: str, options: RenderOptions, **values: object) -> str:
    return _SAY[key](options.lang).format(**values)


def _lines(synopsis: Synopsis, options: RenderOptions) -> Iterator[Text]:
    yield from wrapped([(synopsis_view.TITLE(options.lang), "bold")], options.width)
    counts = {"documents": len(synopsis.members), "topics": len(synopsis.topics), "facts": len(synopsis.facts)}
    yield from wrapped([(_say("counts", options, **counts), "")], options.width)
    for number, member in enumerate(synopsis.members, 1):
        stated = member.document.metadata
        runs = [(f"{number:2} ", "dim"), (member.label, "bold"), (f"  {stated.carried_title or stated.title}", "")]
        runs.append((f"  {stated.issued or stated.published or ''}", "dim"))
        yield from wrapped(runs, options.width, first=2, hanging=5)
    for found in synopsis.inheritance:
        yield from _inheritance(found, synopsis, options)
    yield from _topics(synopsis, options)
    yield from _facts(synopsis, options)
    yield from _alone(synopsis, options)
    yield from _alike(synopsis, options)
    for failure in synopsis.failures:
        yield from wrapped([(f"! {failure}", "red")], options.width, hanging=2)


def _heads(synopsis: Synopsis) -> list[str]:
    """Return what stands over the columns: labels of a few documents, numbers of many."""
    if len(synopsis.members) <= LABELLED:
        return [member.label for member in synopsis.members]
    return [str(number) for number, _ in enumerate(synopsis.members, 1)]


def _topics(synopsis: Synopsis, options: RenderOptions) -> Iterator[Text]:
    yield from headline(_say("topics", options), options)
    if not synopsis.topics:
        yield from wrapped([(_say("none", options), "dim")], options.width, first=2)
        return
    yield from wrapped([(_say("legend", options), "dim")], options.width, first=2)
    heads = _heads(synopsis)
    yield from _columns("", [(head, "dim") for head in heads], heads)
    for topic in synopsis.topics:
        yield from _columns(topic.name, [_covered(cell) for cell in topic.cells], heads)
        if options.explain:
            findings = [
                f"{synopsis.members[cell.member].label}: {finding.message(options.lang)}"
                for cell in topic.cells
                for finding in cell.findings
            ]
            for line in (*filter(None, [" · ".join(topic.shared)]), *findings):
                yield from wrapped([(line, "dim")], options.width, first=6, hanging=6)


def _columns(name: str, cells: Sequence[tuple[str, str]], heads: Sequence[str]) -> Iterator[Text]:
    """Yield one line of the matrix: a name cut to its column, and a cell under each head."""
    from rich.cells import cell_len, set_cell_size
    from rich.text import Text

    cut = name if cell_len(name) <= NAME else set_cell_size(name, NAME - 1).rstrip() + "…"
    line = Text.assemble("  ", set_cell_size(cut, NAME + 1))
    for (words, style), head in zip(cells, heads, strict=True):
        line.append(set_cell_size(words, max(COLUMN, cell_len(head) + 2)), style)
    yield line


def _covered(cell: Cell) -> tuple[str, str]:
    sign, style = _COVERAGE[cell.coverage]
    return sign + (_FORCES[cell.strictness.level] if cell.passages else ""), style


def _facts(synopsis: Synopsis, options: RenderOptions) -> Iterator[Text]:
    if not synopsis.facts:
        return
    yield from headline(_say("facts", options), options)
    shown = synopsis.facts if options.everything else synopsis.facts[:TOP_FACTS]
    for row in shown:
        yield from _fact(row, synopsis, options)
    if len(shown) < len(synopsis.facts):
        yield from wrapped(
            [(_say("more", options, count=len(synopsis.facts) - len(shown)), "dim")], options.width, first=2
        )


def _fact(row: FactRow, synopsis: Synopsis, options: RenderOptions) -> Iterator[Text]:
    runs = [(f"[{synopsis_view.kind(row, options.lang)}] ", "dim"), (row.name, "bold"), ("  ", "")]
    for cell in row.cells:
        runs += _stated(cell, row, synopsis, options)
    yield from wrapped(runs, options.width, first=2, hanging=6)


def _stated(cell: FactCell, row: FactRow, synopsis: Synopsis, options: RenderOptions) -> Iterator[tuple[str, str]]:
    """Yield what a document states, with the clause where reasons are asked for."""
    few = len(row.cells) <= LABELLED
    label = synopsis.members[cell.member].label
    if not cell.values:
        if few:
            yield f"{label} —  ", "dim"
        return
    sign, style = _MARKS.get(cell.mark, ("", ""))
    values = cell.values if row.kind == "responsibility" else cell.values[:1]
    yield f"{label} ", "dim"
    yield f"{'、'.join(map(synopsis_view.printed, values))}{sign}  ", style
    if options.explain:
        document = synopsis.members[cell.member].document
        clauses = dict.fromkeys(value.fact.clause for value in values)
        yield (
            f"〔{'、'.join(clause_names.name(document, document.by_id[clause], options.lang) for clause in clauses)}〕  ",
            "dim",
        )


def _alone(synopsis: Synopsis, options: RenderOptions) -> Iterator[Text]:
    if not synopsis.alone:
        return
    yield from headline(_say("alone", options), options)
    for number, member in enumerate(synopsis.members):
        document = member.document
        clauses = dict.fromkeys(passage.clause for passage in synopsis.alone if passage.member == number)
        names = [clause_names.title(document, document.by_id[clause], options.lang) for clause in clauses]
        if names:
            runs = [
                (f"{member.label} {len(names)}  ", "bold"),
                (messages.word("semicolon", options.lang).join(names), ""),
            ]
            yield from wrapped(runs, options.width, first=2, hanging=6)


def _alike(synopsis: Synopsis, options: RenderOptions) -> Iterator[Text]:
    yield from headline(_say("alike", options), options)
    for number in synopsis.order:
        member, row = synopsis.members[number], synopsis.likeness[number]
        nearest = sorted(
            (other for other in range(len(row)) if other != number), key=lambda other: (-row[other], other)
        )
        runs = [(f"{member.label}  ", "bold")]
        runs += [(f"{synopsis.members[other].label} {row[other]:.0%}  ", "") for other in nearest[:LABELLED]]
        yield from wrapped(runs, options.width, first=2, hanging=6)


def _inheritance(found: Inheritance, synopsis: Synopsis, options: RenderOptions) -> Iterator[Text]:
    parent, child = synopsis.members[found.parent], synopsis.members[found.child]
    yield from headline(_say("inherited", options, parent=parent.label, child=child.label), options)
    if found.stale:
        yield from wrapped([(f"! {found.stale(options.lang)}", "bold red")], options.width, first=2)
    counts = [f"{name(options.lang)} {found.counts[fate.value]}" for fate, (_, name) in synopsis_view.FATES.items()]
    yield from wrapped([(" · ".join(counts), "")], options.width, first=2)
    for item in found.items:
        if item.fate is not Fate.CARRIED or options.everything:
            yield from _inherited(item, found, options)


def _titled(document: Document, clause: str, options: RenderOptions) -> str:
    """Return a clause's name with its heading, or with its first words where it has none."""
    found = document.by_id[clause]
    name = clause_names.title(document, found, options.lang)
    return (
        name if found.heading else f"{name}“{clause_names.shortened(clause_names.one_line(document.words_of(found)))}”"
    )


def _inherited(item: Inherited, found: Inheritance, options: RenderOptions) -> Iterator[Text]:
    compared = found.report.comparison
    _, words = synopsis_view.FATES[item.fate]
    grave = item.severity.label
    names = [_titled(compared.old, clause, options) for clause in item.parent]
    theirs = [_titled(compared.new, clause, options) for clause in item.child]
    runs = [
        (f"[{messages.severity(grave, options.lang)}] ", _SEVERITY_STYLES[grave]),
        (f"{words(options.lang)}  ", _FATE_STYLES[item.fate]),
    ]
    runs.append((" → ".join(filter(None, ["、".join(names), "、".join(theirs)])), ""))
    yield from wrapped(runs, options.width, first=2, hanging=6)
    for remark in item.how:
        yield from wrapped([(remark.message(options.lang), "dim")], options.width, first=6, hanging=8)
