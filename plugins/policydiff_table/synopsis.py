"""Many documents as a paper in Word (format `table`): landscape A4, the matrix, the facts, then topic by topic the clauses side by side.

A page is wide enough for some columns only: of many documents the columns go on in further tables, each with its rows' names.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from policydiff.model import Wording
from policydiff.model.synopsis import Fate, Mark
from policydiff.office import docx
from policydiff.report import messages, synopsis_view
from policydiff.report.conventions import convention

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from policydiff.model import RenderOptions
    from policydiff.model.synopsis import Cell, FactCell, Inheritance, Inherited, Passage, Synopsis, Topic

    Folded = Mapping[tuple[int, str], Fate]

SAY = {
    "documents": Wording("文件", "Documents"),
    "outstanding": Wording("值得注意", "What stands out"),
    "matrix": Wording("主题矩阵", "Matrix of topics"),
    "facts": Wording("指标与职责并列", "Facts side by side"),
    "clauses": Wording("各主题条文对照", "Clauses of each topic"),
    "inheritance": Wording("{parent} → {child}", "{parent} → {child}"),
    "alone": Wording("仅一地有的内容", "What only one has"),
    "topic": Wording("主题", "Topic"),
    "fact": Wording("指标、职责或期限", "Indicator, duty or deadline"),
    "region": Wording("地区", "Region"),
    "title": Wording("文件名称", "Title"),
    "dates": Wording("文号与日期", "Number and dates"),
    "kept": Wording("文本整理", "Text"),
    "legend": Wording(
        "● 全面　◐ 部分　— 未涉及；底色越深，写到的共同内容越多。↑ 最高　↓ 最低　= 相同",
        "● full  ◐ part  — none; the deeper the ground, the more of the common matter. ↑ highest  ↓ lowest  = equal",
    ),
    "part": Wording("（{at}／{all}）", " ({at} of {all})"),
    "lacking": Wording("未涉及：", "Nothing on it: "),
    "own": Wording("仅此地有：", "Only here: "),
    "clause": Wording("条款", "Clause"),
    "words": Wording("原文", "Words"),
    "parent": Wording("上级条款", "Clause of the parent"),
    "child": Wording("下级条款", "Clause of the child"),
    "fate": Wording("结果", "Fate"),
    "how": Wording("如何", "How"),
    "folded": Wording("{fate}，{size}字", "{fate}, {size} characters"),
    "counted": Wording("{fates}的条款只计数（--all 全部列出）", "only counted (--all lists them): {fates}"),
}
ROOM = docx.LANDSCAPE.room
# The column of names, and how many columns stand beside it: cells of the matrix, values, clauses.
NAME = 3200
IN_MATRIX, IN_FACTS, IN_CLAUSES = 10, 6, 4
SHADE = "E7EBF0"
HEAT = ("", "E4EFE9", "BFDCCD", "9CCDB3", "7DBB9A")
MARKED = {Mark.HIGHEST: "DCF3E4", Mark.LOWEST: "E1EBFB", Mark.MISSING: "F0ECE2"}
# Findings that are listed; all of them stand with their clauses.
LISTED = 40
# Fates that a reader of what became of a plan need not read word for word; they are set in full when all is asked for.
COUNTED = frozenset({Fate.CARRIED, Fate.ADDED})


def render(synopsis: Synopsis, options: RenderOptions) -> bytes:
    """Return the synopsis as a .docx file.

    Raises UsageError when the options name no convention.
    """
    lang = options.lang
    counted = frozenset() if options.everything else COUNTED
    folded = _folded(synopsis, counted)
    heirs = partial(_heirs, counted=counted)
    clauses, alone = partial(_clauses, folded=folded), partial(_alone, folded=folded)
    parts = (_head, _documents, _outstanding, _matrix, _facts, heirs, clauses, alone)
    body = "".join(piece for part in parts for piece in part(synopsis, lang))
    title = f"{synopsis_view.title(synopsis, lang)} {synopsis_view.TITLE(lang)}"
    # A document that ends in a table is mended by Word with an empty paragraph.
    body += docx.paragraph("", "Legend")
    sheet = docx.Sheet(body, docx.run(title), docx.page_numbers(lang), title, docx.LANDSCAPE)
    return docx.document(sheet, convention(options.convention))


def _line(text: str, style: str) -> str:
    return docx.paragraph(docx.run(text), style)


def _section(key: str, lang: str) -> str:
    return _line(SAY[key](lang), "Heading2")


def _plain(text: str, width: int, style: str = "CellNote", shade: str = "") -> str:
    return docx.cell("".join(_line(line, style) for line in text.split("\n")), width, shade=shade)


def _head(synopsis: Synopsis, lang: str) -> Iterator[str]:
    yield _line(synopsis_view.title(synopsis, lang), "Title")
    yield _line(synopsis_view.TITLE(lang), "Subtitle")
    for found in synopsis.inheritance:
        if found.stale:
            label = synopsis.members[found.child].label
            yield _line(f"⚠ {label}{messages.word('colon', lang)}{found.stale(lang)}", "Alert")
    for failure in synopsis.failures:
        yield _line(f"⚠ {messages.word('failures', lang)}{messages.word('colon', lang)}{failure}", "Alert")


def _header(names: Sequence[str], widths: Sequence[int]) -> str:
    cells = (_plain(name, width, "CellHead", SHADE) for name, width in zip(names, widths, strict=True))
    return docx.row(cells, header=True)


def _documents(synopsis: Synopsis, lang: str) -> Iterator[str]:
    from policydiff.report.comparison_table import stated

    yield _section("documents", lang)
    widths = (2400, 5200, 4800, ROOM - 12400)
    rows = [_header([SAY[key](lang) for key in ("region", "title", "dates", "kept")], widths)]
    for member in synopsis.members:
        sizes = zip(synopsis_view.LEDGER, synopsis_view.ledger(member), strict=True)
        kept = "　".join(f"{messages.word(key, lang)} {size}" for key, size in sizes if size) or "—"
        told = (
            member.label,
            synopsis_view.heading(member),
            "\n".join(stated(member.document.metadata, lang)) or "—",
            kept,
        )
        rows.append(docx.row((_plain(text, width) for text, width in zip(told, widths, strict=True)), whole=True))
    yield docx.table(rows, widths)


def _outstanding(synopsis: Synopsis, lang: str) -> Iterator[str]:
    found = synopsis_view.outstanding(synopsis, lang)[:LISTED]
    if not found:
        return
    yield _section("outstanding", lang)
    for one in found:
        who = messages.listed([synopsis.members[member].label for member in one.members], lang)
        grave = messages.severity(one.severity, lang)
        topic = synopsis.topics[one.topic].name
        yield _line(f"【{grave}】{topic}　{who}{messages.word('colon', lang)}{one.message}", "Legend")


def _spread(count: int, most: int) -> list[range]:
    """Return columns in parts of at most so many, all about equally wide."""
    parts = -(-count // most) or 1
    size = -(-count // parts)
    return [range(at, min(count, at + size)) for at in range(0, count, size)]


def _tables(
    synopsis: Synopsis, lang: str, most: int, corner: str, rows: Sequence[tuple[str, Sequence[tuple[str, str]]]]
) -> Iterator[str]:
    """Yield rows (name, cells of words and ground) as tables of some columns each."""
    parts = _spread(len(synopsis.members), most)
    for at, columns in enumerate(parts, 1):
        if len(parts) > 1:
            yield _line(SAY["part"](lang).format(at=at, all=len(parts)).strip(), "Section")
        width = (ROOM - NAME) // len(columns)
        widths = (NAME, *(width,) * len(columns))
        held = [_header([corner, *(synopsis.members[k].label for k in columns)], widths)]
        for name, cells in rows:
            shown = (_plain(cells[k][0], width, "CellFact", cells[k][1]) for k in columns)
            held.append(docx.row((_plain(name, NAME), *shown), whole=True))
        yield docx.table(held, widths)


def _matrix(synopsis: Synopsis, lang: str) -> Iterator[str]:
    yield _section("matrix", lang)
    yield _line(SAY["legend"](lang), "Legend")
    rows = [
        (topic.name, [(_covered(cell, lang), HEAT[synopsis_view.step(cell)]) for cell in topic.cells])
        for topic in synopsis.topics
    ]
    yield from _tables(synopsis, lang, IN_MATRIX, SAY["topic"](lang), rows)


def _covered(cell: Cell, lang: str) -> str:
    return synopsis_view.described(cell, lang).replace(" · ", "\n") if cell.passages else "—"


def _facts(synopsis: Synopsis, lang: str) -> Iterator[str]:
    if not synopsis.facts:
        return
    yield _section("facts", lang)
    rows = [
        (
            f"〔{synopsis_view.kind(row, lang)}〕{row.name}",
            [(_values(cell), MARKED.get(cell.mark, "")) for cell in row.cells],
        )
        for row in synopsis.facts
    ]
    yield from _tables(synopsis, lang, IN_FACTS, SAY["fact"](lang), rows)


def _values(cell: FactCell) -> str:
    if not cell.values:
        return "—"
    sign = synopsis_view.MARKS[cell.mark][0] + " " if cell.mark in synopsis_view.MARKS else ""
    return sign + "\n".join(synopsis_view.printed(value) for value in cell.values)


def _heirs(synopsis: Synopsis, lang: str, *, counted: AbstractSet[Fate]) -> Iterator[str]:
    for found in synopsis.inheritance:
        yield from _heir(found, synopsis, lang, counted)


def _heir(found: Inheritance, synopsis: Synopsis, lang: str, counted: AbstractSet[Fate]) -> Iterator[str]:
    parent, child = synopsis.members[found.parent], synopsis.members[found.child]
    yield _line(SAY["inheritance"](lang).format(parent=parent.label, child=child.label), "Heading2")
    counts = [f"{sign} {name(lang)} {found.counts[fate.value]}" for fate, (sign, name) in synopsis_view.FATES.items()]
    yield _line("　".join(counts), "Legend")
    unlisted = [
        name(lang) for fate, (_, name) in synopsis_view.FATES.items() if fate in counted and found.counts[fate.value]
    ]
    if unlisted:
        yield _line(SAY["counted"](lang).format(fates=messages.listed(unlisted, lang)), "Legend")
    widths = (1500, 4000, 4000, ROOM - 9500)
    rows = [_inherited(item, found, synopsis, lang, widths) for item in found.items if item.fate not in counted]
    if rows:
        yield docx.table(
            [_header([SAY[key](lang) for key in ("fate", "parent", "child", "how")], widths), *rows], widths
        )


def _inherited(item: Inherited, found: Inheritance, synopsis: Synopsis, lang: str, widths: Sequence[int]) -> str:
    sign, name = synopsis_view.FATES[item.fate]
    sides = (
        "\n".join(synopsis_view.place(synopsis.members[member].document, clause, lang) for clause in ids) or "—"
        for member, ids in ((found.parent, item.parent), (found.child, item.child))
    )
    how = "\n".join(f"【{messages.severity(one.severity.label, lang)}】{one.message(lang)}" for one in item.how)
    told = (f"{sign} {name(lang)}\n{messages.severity(item.severity.label, lang)}", *sides, how or "—")
    return docx.row(_plain(text, width) for text, width in zip(told, widths, strict=True))


def _folded(synopsis: Synopsis, counted: AbstractSet[Fate]) -> Folded:
    """Return the clauses of children of which nothing else became than fates that are only counted."""
    fates: dict[tuple[int, str], set[Fate]] = {}
    for found in synopsis.inheritance:
        for item in found.items:
            for clause in item.child:
                fates.setdefault((found.child, clause), set()).add(item.fate)
    return {place: min(held, key=list(Fate).index) for place, held in fates.items() if held <= counted}


def _clauses(synopsis: Synopsis, lang: str, *, folded: Folded) -> Iterator[str]:
    yield _section("clauses", lang)
    for number, topic in enumerate(synopsis.topics, 1):
        yield _line(f"{number}. {topic.name}", "Heading3")
        yield from _topic(topic, synopsis, lang, folded)


def _topic(topic: Topic, synopsis: Synopsis, lang: str, folded: Folded) -> Iterator[str]:
    held = [cell for cell in topic.cells if cell.passages]
    for columns in _spread(len(held), IN_CLAUSES):
        width = ROOM // len(columns)
        heads = [synopsis.members[held[k].member].label for k in columns]
        cells = [docx.cell(_clause(held[k], synopsis, lang, folded), width) for k in columns]
        widths = (width,) * len(columns)
        yield docx.table([_header(heads, widths), docx.row(cells)], widths)
    lacking = [synopsis.members[cell.member].label for cell in topic.cells if not cell.passages]
    yield _line(f"{SAY['lacking'](lang)}{messages.listed(lacking, lang)}" if lacking else "", "Legend")


def _clause(cell: Cell, synopsis: Synopsis, lang: str, folded: Folded) -> str:
    """Return the clauses of one document on a topic, what stands out on top, what only it has below."""
    parts = [_line(synopsis_view.described(cell, lang), "CellFact")]
    parts += [
        _line(f"【{messages.severity(one.severity.label, lang)}】{one.message(lang)}", "CellNote")
        for one in cell.findings
    ]
    for passage in cell.passages:
        parts.append(docx.paragraph(docx.run(synopsis_view.where(synopsis, passage, lang), "Label"), "CellNote"))
        parts += [_line(line, "Cell") for line in _words(passage, synopsis, lang, folded)]
    if cell.own:
        parts.append(_line(SAY["own"](lang) + messages.listed(cell.own, lang), "CellNote"))
    return "".join(parts)


def _words(passage: Passage, synopsis: Synopsis, lang: str, folded: Folded) -> list[str]:
    """Return the lines of a passage; of one that is only counted what became of it, and its length."""
    words = synopsis.words(passage)
    fate = folded.get((passage.member, passage.clause))
    if fate:
        return [SAY["folded"](lang).format(fate=synopsis_view.FATES[fate][1](lang), size=len(words))]
    return [line.lstrip("# ") for line in words.split("\n") if line.strip()]


def _alone(synopsis: Synopsis, lang: str, *, folded: Folded) -> Iterator[str]:
    if not synopsis.alone:
        return
    yield _section("alone", lang)
    widths = (2400, 2800, ROOM - 5200)
    rows = [_header([SAY[key](lang) for key in ("region", "clause", "words")], widths)]
    for passage in synopsis.alone:
        lines = _words(passage, synopsis, lang, folded)
        told = (synopsis.members[passage.member].label, synopsis_view.where(synopsis, passage, lang), "\n".join(lines))
        rows.append(docx.row(_plain(text, width) for text, width in zip(told, widths, strict=True)))
    yield docx.table(rows, widths)
