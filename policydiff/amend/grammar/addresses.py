"""Addresses: 第五条之一第二款第（三）项, lists and ranges of them, and what other names places have."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING, Final

from policydiff.model.amendment import Address, Level, Step
from policydiff.text.numbering import numeral
from policydiff.text.regex import lazy

if TYPE_CHECKING:
    from collections.abc import Iterator

NUMERAL: Final = r"[〇零一二三四五六七八九十百千两0-9０-９]+"
UNITS: Final = "分编|编|章|节|条|款|项|目|部分|自然段|段|句话|句"
LEVELS: Final = {
    "编": Level.BOOK, "分编": Level.SUBBOOK, "章": Level.CHAPTER, "节": Level.SECTION, "部分": Level.PART, "条": Level.ARTICLE,
    "款": Level.PARAGRAPH, "项": Level.ITEM, "目": Level.SUBITEM, "自然段": Level.PASSAGE, "段": Level.PASSAGE,
    "句": Level.SENTENCE, "句话": Level.SENTENCE,
}  # fmt: skip
SPECIAL: Final = {
    "引言": Level.PREAMBLE, "序言": Level.PREAMBLE, "导言": Level.PREAMBLE, "前言": Level.PREAMBLE, "首部": Level.PREAMBLE,
    "正文": Level.PREAMBLE, "名称": Level.TITLE, "题目": Level.TITLE, "题名": Level.TITLE, "标题": Level.TITLE, "全文": Level.LAW,
}  # fmt: skip

_NTH: Final = rf"第[（(]?{NUMERAL}[）)]?(?:(?:至|到|—|-)第?[（(]?{NUMERAL}[）)]?)?(?:{UNITS})(?:之{NUMERAL})?"
_LAST: Final = r"(?:最后|末尾|后|末)(?:一|两|二|三)?(?:款|项|句话|句|自然段|段)"
_SPECIAL: Final = (
    "引言|序言|导言|前言|(?:法规|条例|办法|规定)?名称|题目|题名|正文|全文(?=修改为|$)|附件" + rf"{NUMERAL}?"
)
STEP: Final = rf"(?:{_NTH}|{_LAST})"
# 宪法第六十七条全国人民代表大会常务委员会职权第二十项: the words between two steps only explain.
ONE: Final = rf"(?:(?:{_SPECIAL})?(?:的)?{STEP}(?:(?:的|中的|中|[\u4e00-\u9fff]{{2,20}}职权)?{STEP})*|(?:{_SPECIAL}))"
# The name of the law that an address may begin with: 《…法》第三条, 刑法第三条, 本条例第三条, 修改后《解释》第三条.
LAW: Final = (
    r"(?:修改后(?:的)?|原|新增(?:的)?)?(?:(?:《[^《》]*(?:《[^《》]*》[^《》]*)*》|(?:本|该)?[\u4e00-\u9fff]{0,16}?(?:法|条例|宪法|解释|规定|办法|细则|规则))"
    r"(?:（[^（）]*）)?(?:的)?(?=原?第|序言|引言|名称|正文|中的|中第|最后|附件))?(?:原)?"
)
JOIN: Final = r"(?:、|和|及|与|以及|或者|至|到)"
LIST: Final = rf"{LAW}{ONE}(?:{JOIN}(?:原)?{ONE})*(?![\u4e00-\u9fff]{{0,3}}规定的(?!“))"

_STEP = lazy(
    rf"第[（(]?(?P<n>{NUMERAL})[）)]?(?:(?:至|到|—|-)第?[（(]?(?P<to>{NUMERAL})[）)]?)?(?P<unit>{UNITS})(?:之(?P<sub>{NUMERAL}))?"
    rf"|(?P<last>最后|末尾|后|末)(?P<many>一|两|二|三)?(?P<last_unit>款|项|句话|句|自然段|段)|(?P<special>{'|'.join(SPECIAL)}|附件{NUMERAL}?)"
)
_ONE = lazy(ONE)
_TO = lazy(r"[至到]")
_PREFIX = lazy(LAW)
_NAME = lazy(r"《(.*)》|([\u4e00-\u9fff]+)")


def parse_list(printed: str) -> tuple[Address, ...]:
    """Return the addresses of a list; 第三条至第六条 is four of them, 第一款、第三项 keep what stands before them."""
    at = _PREFIX.match(printed)
    found: list[Address] = []
    end = at.end() if at else 0
    for match in _ONE.finditer(printed, end):
        between = printed[end : match.start()]
        new = list(_addresses(match[0]))
        if _TO.search(between) and found and new:
            found += _range(found[-1], new[0])
            new = new[1:]
        found += [_completed(one, found[-1]) if found else one for one in new]
        end = match.end()
    return tuple(found)


def law_name(printed: str) -> str:
    """Return the name of the law that an address begins with, empty where it names none."""
    match = _PREFIX.match(printed)
    name = _NAME.search(match[0]) if match else None
    words = (name[1] or name[2] or "") if name else ""
    for noise in ("修改后的", "修改后", "新增的", "原"):
        words = words.removeprefix(noise)
    return words


def _addresses(printed: str) -> Iterator[Address]:
    """Yield what one address stands for: 第一条第一至三项 is three."""
    steps = [_steps(match) for match in _STEP.finditer(printed)]
    for combination in product(*steps):
        yield Address(tuple(combination), printed)


def _steps(match: object) -> list[Step]:
    group = match.groupdict()  # type: ignore[attr-defined] # a match of _STEP
    if group["special"]:
        word = group["special"]
        if word.startswith("附件"):
            number = numeral(word[2:])
            return [Step(Level.ATTACHMENT, (number,) if number else ())]
        return [Step(SPECIAL[word])]
    if group["last_unit"]:
        many = numeral(group["many"] or "一") or 1
        return [Step(LEVELS[group["last_unit"]], (-many,))]
    first, last = numeral(group["n"]) or 0, numeral(group["to"] or group["n"]) or 0
    sub = (numeral(group["sub"]) or 0,) if group["sub"] else ()
    level = LEVELS[group["unit"]]
    return [Step(level, (number, *sub)) for number in range(first, min(last, first + LONGEST_RANGE) + 1)]


# A range names the articles of one law; the longest has 1260.
LONGEST_RANGE: Final = 1500


def _range(first: Address, last: Address) -> list[Address]:
    """Return the addresses after the first one up to the last one."""
    end = _completed(last, first)
    step, final = first.steps[-1], end.steps[-1]
    if len(step.number) != 1 or len(final.number) != 1 or step.level is not final.level:
        return [end]
    return [
        Address((*first.steps[:-1], Step(step.level, (number,))), last.printed)
        for number in range(step.number[0] + 1, min(final.number[0], step.number[0] + LONGEST_RANGE) + 1)
    ]


_RANK: Final = {
    level: rank
    for rank, level in enumerate(
        (Level.ATTACHMENT, Level.BOOK, Level.SUBBOOK, Level.CHAPTER, Level.SECTION, Level.PART, Level.ARTICLE,
         Level.PREAMBLE, Level.PASSAGE, Level.PARAGRAPH, Level.ITEM, Level.SUBITEM, Level.SENTENCE)
    )
}  # fmt: skip
_OUTERMOST: Final = _RANK[Level.ARTICLE]


def within(address: Address, around: Address | None) -> Address:
    """Return an address below the one that the text spoke of last: 第二款 after 第五条 is 第五条第二款."""
    if around is None or not address.steps:
        return address
    rank = _RANK.get(address.steps[0].level, 0)
    if rank <= _OUTERMOST or address.steps[0].level is Level.PREAMBLE:
        return address
    outer = tuple(step for step in around.steps if _RANK.get(step.level, 0) < rank)
    return Address((*outer, *address.steps), address.printed)


def _completed(address: Address, before: Address) -> Address:
    """Return a later member of a list with the steps that it shares with the one before it."""
    return within(address, before)
