"""Lines that stand in no clause, put round the clauses: 文号, 主送, 题注, 署名, 成文日期, 抄送, 印发, as each document prints them.

old delivered   望政发〔2023〕3号 ⏎ 各乡镇人民政府：⏎ 第一条 …      frame  望政发〔2023〕3号 · 各乡镇人民政府：
new delivered   望政发〔2024〕5号 ⏎ 各镇人民政府：⏎ 第一条 …        frame  望政发〔2024〕5号 · 各镇人民政府：
framed          望政发〔[2023]{2024}〕[3]{5}号 ⏎ 各[乡]镇人民政府：⏎ 第一条 …
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple
from xml.etree import ElementTree as ET

from rapidfuzz.fuzz import ratio

from policydiff.model import Op
from policydiff.report.tracked_paragraphs import Paragraph, Stretch
from policydiff.text.lis import heaviest_increasing_subsequence
from policydiff.text.regex import lazy
from policydiff_redline.lines import new_lines, old_lines
from policydiff_redline.matching import matched, squeezed
from policydiff_redline.reading import Line
from policydiff_redline.tables import changes, is_row, is_rule

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from policydiff.model import Metadata, PolicyText, Report

_MARKS = lazy(r"#{1,9} +")
_ESCAPED = lazy(r"\\([!-/:-@\[-`{-~])")
# Lines of one kind are one line, whatever became of their words; others where they are as alike as this (of 100).
_SAME_KIND, _ALIKE = 200, 50
_DATE = lazy(r"[（(]?(?:[0-9]{4}|[〇零○一二三四五六七八九]{4})年.{1,8}日.{0,4}")
_SIGNS = (("cc", "抄送"), ("imprint", "印发"), ("attachment", "附件"))


class Framed(NamedTuple):
    """A line in no clause, and how many lines of clauses stand before it."""

    text: str
    before: int


def framed(paragraphs: Sequence[Paragraph], report: Report) -> tuple[Paragraph, ...]:
    """Return paragraphs with the lines around and between them that both documents print, and how these differ."""
    old = _frame(report.old_text, old_lines(paragraphs))
    new = _frame(report.new_text, new_lines(paragraphs))
    if not paragraphs or not (old or new):
        return tuple(paragraphs)
    came = _by_place(new, paragraphs, Op.DELETE)
    gone = _by_place(old, paragraphs, Op.INSERT)
    sides = report.comparison.old.metadata, report.comparison.new.metadata
    found: list[Paragraph] = []
    for place in range(len(paragraphs) + 1):
        if place:
            found.append(paragraphs[place - 1])
        found += _between(gone[place], came[place], sides)
    return tuple(_ended(found))


def _frame(text: PolicyText, body: Sequence[str]) -> list[Framed]:
    """Return the lines that a converter delivered and that neither a clause nor the list of what was left out has."""
    if text.delivered is None or not body:
        return []
    none = ET.Element("none")
    delivered = filter(None, (_plain(line) for line in text.delivered.split("\n")))
    lines = [Line(line, (None,) * len(line), none) for line in delivered if not is_rule(line)]
    homes = {id(home): at for at, known in enumerate(matched(body, lines), 1) for home in known.homes}
    left_out = {squeezed(removal.text) for removal in text.removed}
    found, before = [], 0
    for line in lines:
        if id(line) in homes:
            before = max(before, homes[id(line)])
        elif not is_row(line.text) and squeezed(line.text) not in left_out:
            found.append(Framed(line.text, before))
    return found


def _plain(line: str) -> str:
    return _ESCAPED.sub(r"\1", _MARKS.sub("", line.strip(), count=1))


def _by_place(frame: Sequence[Framed], paragraphs: Sequence[Paragraph], absent: Op) -> defaultdict[int, list[str]]:
    """Return the lines by the number of paragraphs that stand before them."""
    ends = [0, *(at for at, paragraph in enumerate(paragraphs, 1) if paragraph.op is not absent)]
    found: defaultdict[int, list[str]] = defaultdict(list)
    for line in frame:
        found[ends[min(line.before, len(ends) - 1)]].append(line.text)
    return found


def _between(old: Sequence[str], new: Sequence[str], sides: tuple[Metadata, Metadata]) -> Iterator[Paragraph]:
    """Yield what becomes of the lines at one place."""
    i = j = 0
    for at, to in (*_pairs(old, new, sides), (len(old), len(new))):
        yield from (_whole(Op.DELETE, text) for text in old[i:at])
        yield from (_whole(Op.INSERT, text) for text in new[j:to])
        if at < len(old):
            yield Paragraph(tuple(changes(old[at], new[to])), Op.EQUAL, None, 0, 0, ())
        i, j = at + 1, to + 1


def _pairs(old: Sequence[str], new: Sequence[str], sides: tuple[Metadata, Metadata]) -> list[tuple[int, int]]:
    """Return which line of the old frame is which of the new one, in order."""
    kinds = [[_kind(line, side) for line in lines] for lines, side in zip((old, new), sides, strict=True)]
    found = []
    for i, one in enumerate(old):
        for j in range(len(new) - 1, -1, -1):
            same = bool(kinds[0][i]) and kinds[0][i] == kinds[1][j]
            likeness = ratio(one, new[j])
            weight = _SAME_KIND + likeness if same else likeness if kinds[0][i] == kinds[1][j] else 0
            if weight >= _ALIKE:
                found.append((i, j, round(weight)))
    picked = heaviest_increasing_subsequence([(i, j) for i, j, _ in found], [weight for _, _, weight in found])
    return [found[at][:2] for at in picked]


def _kind(line: str, metadata: Metadata) -> str:
    """Tell what a line states, empty for what is not known."""
    text = squeezed(line)
    if metadata.number and squeezed(metadata.number) in text:
        return "number"
    if metadata.recipients and text.endswith(("：", ":")) and squeezed(metadata.recipients[0]) in text:
        return "recipients"
    if any(squeezed(each) in text for each in metadata.history):
        return "history"
    sign = next((kind for kind, word in _SIGNS if text.startswith(word) or (kind == "imprint" and word in text)), "")
    if sign:
        return sign
    if _DATE.fullmatch(text):
        return "date"
    return "signature" if metadata.signature and squeezed(metadata.signature) == text else ""


def _whole(op: Op, text: str) -> Paragraph:
    return Paragraph((Stretch(op, text),), op, None, 0, 0, ())


def _ended(paragraphs: Sequence[Paragraph]) -> list[Paragraph]:
    """Return paragraphs of which the last one's end stays: it is the end of both documents."""
    held = list(paragraphs)
    start = len(held) - 1
    while start > 0 and held[start].op is not Op.EQUAL:
        start -= 1
    tail = held[start + 1 :]
    if not tail:
        return held
    gone = [paragraph for paragraph in tail if paragraph.op is Op.DELETE]
    come = [paragraph for paragraph in tail if paragraph.op is Op.INSERT]
    if gone and come:
        last = replace(gone[-1], stretches=(*gone[-1].stretches, *come[-1].stretches), op=Op.EQUAL)
        return [*held[: start + 1], *gone[:-1], *come[:-1], last]
    # 甲⏎{乙⏎} is written 甲{⏎乙}⏎.
    op = tail[0].op
    shifted = [replace(paragraph, op=op) for paragraph in held[start:-1]]
    return [*held[:start], *shifted, replace(held[-1], op=Op.EQUAL)]
