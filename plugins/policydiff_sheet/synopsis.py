"""Many documents as a workbook for Excel (format `xlsx`): matrix, facts with links to their clauses, clauses by topic, inheritance, documents."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policydiff.model import Wording
from policydiff.model.synopsis import Mark
from policydiff.office import xlsx
from policydiff.office.xlsx import Sheet, Tinted
from policydiff.report import messages, synopsis_view
from policydiff.report.comparison_table import Mark as Style
from policydiff.report.conventions import convention

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from policydiff.model import RenderOptions
    from policydiff.model.synopsis import Cell, FactCell, FactRow, Inheritance, Inherited, Passage, Synopsis
    from policydiff.office.xlsx import Value

    Places = Mapping[Passage, int]

NAMES = {
    "matrix": Wording("主题矩阵", "Matrix"),
    "facts": Wording("指标与职责", "Facts"),
    "topics": Wording("主题条文", "Topics"),
    "inheritance": Wording("上下级对照", "Inheritance"),
    "documents": Wording("文件信息", "Documents"),
}
SAY = {
    "topic": Wording("主题", "Topic"),
    "region": Wording("地区", "Region"),
    "clause": Wording("条款", "Clause"),
    "words": Wording("原文", "Words"),
    "coverage": Wording("覆盖", "Coverage"),
    "force": Wording("强度", "Force"),
    "findings": Wording("要点", "Findings"),
    "own": Wording("仅此地有", "Only here"),
    "likeness": Wording("相似度%", "Likeness %"),
    "count": Wording("文件数", "Documents"),
    "kind": Wording("类别", "Kind"),
    "fact": Wording("指标、职责或期限", "Indicator, duty or deadline"),
    "unit": Wording("单位", "Unit"),
    "parent": Wording("上级", "Parent"),
    "child": Wording("下级", "Child"),
    "parent_clause": Wording("上级条款", "Clause of the parent"),
    "child_clause": Wording("下级条款", "Clause of the child"),
    "fate": Wording("结果", "Fate"),
    "weight": Wording("轻重", "Weight"),
    "how": Wording("如何", "How"),
    "alone": Wording("（仅此地有）", "(only here)"),
    "legend": Wording(
        "● 全面　◐ 部分　— 未涉及；颜色越深，写到的共同内容越多。点击指标可跳到条文。",
        "● full  ◐ part  — none; the deeper the ground, the more of the common matter. A value leads to its clause.",
    ),
}
_TINTS = {Mark.HIGHEST: "highest", Mark.LOWEST: "lowest", Mark.MISSING: "missing"}
# Words that a cell takes whole whatever signs they are; longer ones go on in further rows.
_PART = xlsx.LONGEST // 2 - 1


def render(synopsis: Synopsis, options: RenderOptions) -> bytes:
    """Return the synopsis as a .xlsx file.

    Raises UsageError when the options name no convention.
    """
    lang = options.lang
    clauses, places = _topics(synopsis, lang)
    held = [_matrix(synopsis, lang), _facts(synopsis, places, lang), clauses]
    if synopsis.inheritance:
        held.append(_inheritance(synopsis, lang))
    held.append(_documents(synopsis, lang))
    title = f"{synopsis_view.title(synopsis, lang)} {synopsis_view.TITLE(lang)}"
    return xlsx.workbook(held, convention(options.convention), title)


def _say(lang: str, *keys: str) -> tuple[str, ...]:
    return tuple(SAY[key](lang) for key in keys)


def _labels(synopsis: Synopsis) -> tuple[str, ...]:
    return tuple(member.label for member in synopsis.members)


def _matrix(synopsis: Synopsis, lang: str) -> Sheet:
    head = (*_say(lang, "topic", "count", "likeness"), *_labels(synopsis))
    rows: tuple[tuple[Value, ...], ...] = tuple(
        (
            topic.name,
            len(topic.members),
            round(topic.likeness * 100),
            *(Tinted(synopsis_view.described(cell, lang), _heat(cell)) for cell in topic.cells),
        )
        for topic in synopsis.topics
    )
    above = (f"{synopsis_view.TITLE(lang)}　{synopsis_view.title(synopsis, lang)}", SAY["legend"](lang))
    return Sheet(NAMES["matrix"](lang), (34, 8, 8, *(15,) * len(synopsis.members)), above, head, rows, fixed=1)


def _heat(cell: Cell) -> str:
    return f"heat{step}" if (step := synopsis_view.step(cell)) else ""


def _topics(synopsis: Synopsis, lang: str) -> tuple[Sheet, Places]:
    """Return the sheet of clauses, and the row in which each passage first stands."""
    places: dict[Passage, int] = {}
    rows: list[tuple[Value, ...]] = []
    for topic, passage, lead in _listed(synopsis, lang):
        # The head is the first row.
        places.setdefault(passage, len(rows) + 2)
        name = synopsis_view.where(synopsis, passage, lang)
        for part in _parts(synopsis.words(passage)):
            told = (synopsis.members[passage.member].label, name, _paragraphs(part))
            rows.append((topic, *told, *lead))
    head = _say(lang, "topic", "region", "clause", "words", "coverage", "force", "findings", "own")
    return Sheet(NAMES["topics"](lang), (28, 16, 16, 80, 10, 14, 34, 34), (), head, tuple(rows), fixed=2), places


def _listed(synopsis: Synopsis, lang: str) -> Iterator[tuple[str, Passage, tuple[Value, ...]]]:
    """Yield the passages of each topic by document, then those that no topic has, with what is said of them."""
    for topic in synopsis.topics:
        for cell in topic.cells:
            for passage in cell.passages:
                yield topic.name, passage, _told(cell, lang)
    for passage in synopsis.alone:
        yield SAY["alone"](lang), passage, ("", "", "", "")


def _told(cell: Cell, lang: str) -> tuple[Value, ...]:
    sign, covered = synopsis_view.COVERAGE[cell.coverage]
    findings = "\n".join(
        f"[{messages.severity(one.severity.label, lang)}] {one.message(lang)}" for one in cell.findings
    )
    return f"{sign} {covered(lang)}", synopsis_view.force(cell, lang), findings, messages.listed(cell.own, lang)


def _parts(text: str) -> list[str]:
    return [text[at : at + _PART] for at in range(0, len(text), _PART)] or [""]


def _paragraphs(text: str) -> tuple[tuple[tuple[str, Style], ...], ...]:
    lines = [line.lstrip("# ") for line in text.split("\n") if line.strip()]
    return tuple(((line, Style.PLAIN),) for line in lines)


def _facts(synopsis: Synopsis, places: Places, lang: str) -> Sheet:
    head = (*_say(lang, "fact", "kind", "unit", "topic", "count"), *_labels(synopsis))
    rows = tuple(_fact(row, synopsis, places, lang) for row in synopsis.facts)
    return Sheet(NAMES["facts"](lang), (34, 10, 9, 24, 8, *(18,) * len(synopsis.members)), (), head, rows, fixed=1)


def _fact(row: FactRow, synopsis: Synopsis, places: Places, lang: str) -> tuple[Value, ...]:
    unit = "" if row.kind == "responsibility" else f"{row.unit}/{row.per}" if row.per else row.unit
    topic = synopsis.topics[row.topic].name if row.topic is not None else ""
    cells = (_values(cell, synopsis, places, lang) for cell in row.cells)
    return row.name, synopsis_view.kind(row, lang), unit, topic, len(row.members), *cells


def _values(cell: FactCell, synopsis: Synopsis, places: Places, lang: str) -> Tinted:
    if not cell.values:
        return Tinted("—", "missing")
    sign, _ = synopsis_view.MARKS.get(cell.mark, ("", None))
    lines = [f"{synopsis_view.printed(value)}{_due(synopsis_view.due(value), lang)}" for value in cell.values]
    first = cell.values[0]
    document = synopsis.members[cell.member].document
    unit = document.unit_of.get(first.fact.clause, first.fact.clause)
    held = (
        row
        for passage, row in places.items()
        if (passage.member, passage.clause) == (cell.member, unit) and passage.start <= first.fact.start < passage.end
    )
    row = next(held, None)
    link = f"'{NAMES['topics'](lang)}'!D{row}" if row else ""
    return Tinted(f"{sign} ".lstrip() + "\n".join(lines), _TINTS.get(cell.mark, ""), link)


def _due(day: str, lang: str) -> str:
    return Wording(f"（至{day}）", f" (by {day})")(lang) if day else ""


def _inheritance(synopsis: Synopsis, lang: str) -> Sheet:
    head = _say(lang, "parent", "child", "fate", "weight", "parent_clause", "child_clause", "how")
    rows = tuple(_heir(item, found, synopsis, lang) for found in synopsis.inheritance for item in found.items)
    stale = tuple(
        f"{synopsis.members[found.child].label}{messages.word('colon', lang)}{found.stale(lang)}"
        for found in synopsis.inheritance
        if found.stale
    )
    return Sheet(NAMES["inheritance"](lang), (20, 20, 12, 8, 34, 34, 60), stale, head, rows)


def _heir(item: Inherited, found: Inheritance, synopsis: Synopsis, lang: str) -> tuple[Value, ...]:
    sign, words = synopsis_view.FATES[item.fate]
    sides = []
    for member, ids in ((found.parent, item.parent), (found.child, item.child)):
        document = synopsis.members[member].document
        sides.append("\n".join(synopsis_view.place(document, clause, lang) for clause in ids))
    how = "\n".join(f"[{messages.severity(one.severity.label, lang)}] {one.message(lang)}" for one in item.how)
    labels = (synopsis.members[found.parent].label, synopsis.members[found.child].label)
    return *labels, f"{sign} {words(lang)}", messages.severity(item.severity.label, lang), *sides, how


def _documents(synopsis: Synopsis, lang: str) -> Sheet:
    fields = ("title", "number", "issuer", "issued", "published", "effective", "expires", "region", "name")
    named = tuple(messages.field(name, lang) for name in fields)
    head = (SAY["region"](lang), *named, *(messages.word(key, lang) for key in synopsis_view.LEDGER))
    rows = []
    for member in synopsis.members:
        stated = member.document.metadata
        dates = (getattr(stated, name) for name in ("issued", "published", "effective", "expires"))
        told = (
            synopsis_view.heading(member),
            stated.number,
            stated.issuer,
            *(day.isoformat() if day else "" for day in dates),
        )
        rows.append((member.label, *told, stated.region, member.name, *synopsis_view.ledger(member)))
    return Sheet(NAMES["documents"](lang), (18, 50, 20, 26, 12, 12, 12, 12, 14, 34, 9, 9, 9, 9), (), head, tuple(rows))
