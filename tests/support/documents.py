"""Hypothesis strategies for documents: plans and laws in the normal form, with the ids that they must parse to."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from hypothesis import strategies as st

from policydiff.model import Citation, Metadata

WORDS = [
    "健全",
    "制度",
    "完善",
    "监督",
    "管理",
    "服务",
    "机制",
    "规范",
    "流程",
    "加强",
    "培训",
    "考核",
    "评估",
    "信息",
    "公开",
    "保障",
    "基层",
    "资金",
    "落实",
    "责任",
    "人员",
    "设施",
    "审批",
    "质量",
]
NUMERALS = [
    "一",
    "二",
    "三",
    "四",
    "五",
    "六",
    "七",
    "八",
    "九",
    "十",
    "十一",
    "十二",
    "十三",
    "十四",
    "十五",
    "十六",
    "十七",
    "十八",
    "十九",
    "二十",
    "二十一",
    "二十二",
    "二十三",
    "二十四",
]
CIRCLES = "①②③④⑤⑥⑦⑧⑨"

phrases = st.lists(st.sampled_from(WORDS), min_size=2, max_size=4).map("".join)
sentences = st.tuples(phrases, phrases, phrases).map(
    lambda parts: f"各单位应当{parts[0]}，{parts[1]}，按照规定{parts[2]}。"
)
texts = st.lists(sentences, min_size=1, max_size=3).map("".join)


@dataclass
class Written:
    """A document as text in the normal form, and the ids of its clauses in order."""

    lines: list[str] = field(default_factory=list)
    ids: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "\n\n".join(self.lines) + "\n" if self.lines else ""

    def add(self, line: str, identifier: str | None = None) -> None:
        self.lines.append(line)
        if identifier is not None:
            self.ids.append(identifier)


@dataclass
class Counter:
    """A number that runs on through a document, or restarts below each parent."""

    runs_on: bool
    value: int = 0

    def restart(self) -> None:
        if not self.runs_on:
            self.value = 0

    def next(self) -> int:
        self.value += 1
        return self.value


def _inline(draw, written: Written, line: str, identifier: str) -> None:
    pieces = draw(st.lists(sentences, min_size=2, max_size=4))
    signs = draw(st.sampled_from([[f"（{n}）" for n in range(1, 9)], list(CIRCLES)]))
    written.add(line + "".join(sign + piece for sign, piece in zip(signs, pieces, strict=False)), identifier)
    keys = [sign.replace("（", "(").replace("）", ")") for sign in signs[: len(pieces)]]
    written.ids.extend(f"{identifier}/{key}" for key in keys)


def _numbered(draw, written: Written, counter: Counter, parent: str) -> None:
    counter.restart()
    for _ in range(draw(st.integers(1, 4))):
        number = counter.next()
        line = f"{number}.{draw(phrases)}。{draw(texts)}"
        identifier = f"{parent}/{number}"
        if draw(st.integers(0, 3)) == 0:
            _inline(draw, written, line, identifier)
        else:
            written.add(line, identifier)


def _bracketed(draw, written: Written, counter: Counter, parent: str) -> None:
    for number in range(draw(st.integers(1, 4))):
        identifier = f"{parent}/({NUMERALS[number]})"
        if draw(st.booleans()):
            written.add(f"### （{NUMERALS[number]}）{draw(phrases)}", identifier)
            _numbered(draw, written, counter, identifier)
        else:
            written.add(f"（{NUMERALS[number]}）{draw(phrases)}。{draw(texts)}", identifier)


def _unnumbered(draw, written: Written, counter: Counter, parent: str) -> None:
    for number in range(1, draw(st.integers(1, 3)) + 1):
        written.add(f"### {draw(phrases)}", f"{parent}/u{number}")
        if draw(st.booleans()):
            written.add(draw(texts))
        else:
            _numbered(draw, written, counter, f"{parent}/u{number}")


@st.composite
def plans(draw) -> Written:
    """Draw a plan: 一、 with text, （一） or 1. or headings without number below; levels skipped, numbers running on."""
    written = Written([f"# {draw(phrases)}方案"] if draw(st.booleans()) else [])
    for number in range(1, draw(st.integers(0, 2)) + 1):
        written.add(draw(texts), f"p{number}")
    counter = Counter(runs_on=draw(st.booleans()))
    for number in range(draw(st.integers(1, 5))):
        identifier = NUMERALS[number]
        written.add(f"## {identifier}、{draw(phrases)}", identifier)
        for text in draw(st.lists(texts, max_size=2)):
            written.add(text)
        below = draw(st.sampled_from([None, _bracketed, _numbered, _unnumbered]))
        if below:
            below(draw, written, counter, identifier)
    return written


def _items(draw, written: Written, identifier: str) -> None:
    for number in range(draw(st.integers(2, 4))):
        written.add(f"（{NUMERALS[number]}）{draw(phrases)}；", f"{identifier}/({NUMERALS[number]})")


def _article(draw, written: Written, number: str) -> None:
    paragraphs = draw(st.lists(texts, min_size=1, max_size=3))
    identifier = f"第{number}条"
    written.ids.append(identifier)
    for place, text in enumerate(paragraphs, 1):
        own = f"{identifier}/{place}" if len(paragraphs) > 1 else identifier
        if len(paragraphs) > 1:
            written.ids.append(own)
        with_items = draw(st.integers(0, 3)) == 0
        line = text[:-1] + "，有下列情形之一的：" if with_items else text
        written.add((f"{identifier} " if place == 1 else "") + line)
        if with_items:
            _items(draw, written, own)


@st.composite
def laws(draw) -> Written:
    """Draw a law: articles that run through its chapters, with 款, 项 and inserted articles (第X条之一)."""
    written = Written([f"# 云岭县{draw(phrases)}办法"])
    numbers = iter(NUMERALS)
    chapters = draw(st.integers(0, 3))
    for chapter in range(max(chapters, 1)):
        if chapters:
            written.add(f"## 第{NUMERALS[chapter]}章 {draw(phrases)}", f"第{NUMERALS[chapter]}章")
        for _ in range(draw(st.integers(1, 5))):
            number = next(numbers)
            _article(draw, written, number)
            if draw(st.integers(0, 5)) == 0:
                written.add(f"第{number}条之一 {draw(texts)}", f"第{number}条之一")
    return written


written = st.one_of(plans(), laws())
policy_texts = written.map(lambda document: document.text)

_strings = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
_dates = st.none() | st.dates(min_value=date(1949, 10, 1), max_value=date(2100, 1, 1))
metadata = st.builds(
    Metadata,
    title=_strings,
    number=_strings,
    issuer=_strings,
    issued=_dates,
    published=_dates,
    effective=_dates,
    expires=_dates,
    recipients=st.lists(_strings, max_size=3).map(tuple),
    region=_strings,
    carried_title=_strings,
    signature=_strings,
    cc=_strings,
    imprint=_strings,
    first_effective=_dates,
    signed=_dates,
    secrecy=_strings,
    urgency=_strings,
    note=_strings,
    history=st.lists(_strings, max_size=3).map(tuple),
    cited=st.lists(st.builds(Citation, title=_strings, number=_strings), max_size=3).map(tuple),
)

# Lines that look like structure without being well formed, for what must hold of any input.
FRAGMENTS = [
    "第一章 总则", "## 第二章 附则", "第五条 各单位应当落实。", "第五条规定的单位。", "一、总体要求", "## 二、重点任务", "（一）健全制度。", "（一）项规定的。", "1.落实责任。",
    "1.4人", "1.1 范围", "（1）甲；（2）乙。", "① 甲 ② 乙", "附件：1.名单", "附件1", "# 附件2 表格", "| 甲 | 乙 |", "|---|---|", "指导思想", "“第三条 甲：", "乙。”", "本方案自印发之日起施行。",
    "2017年9月8日", "Article 5", "(a) ships;", "(i) boats.", "", "   ", "#", "######", "# 标题", "<!-- note -->", "<!--", "\u200b", "\u3000\u3000二、缩进", "特此通知。", "目录", "---",
]  # fmt: skip
rough_texts = st.lists(
    st.sampled_from(FRAGMENTS) | st.text("一二（）().、1第条章#|“”；。 \n", max_size=8), max_size=14
).map("\n".join)
