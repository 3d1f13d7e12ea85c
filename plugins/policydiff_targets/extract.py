"""Read what a sentence aims at: which of its numbers are targets, with comparator, indicator, date and hedge.

到2020年，力争全市每千人口床位数不少于1.25张，其中基层达到0.5张以上。
└date┘   └hedge┘└──indicator──┘└comp┘└value┘ └────────────┘ same date, same hedge
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from policydiff.pages.cell_headers import Cell, cells
from policydiff.text.dates import Deadline, deadlines
from policydiff.text.quantities import Amount, Quantity, joined, measure_of
from policydiff.text.regex import lazy
from policydiff_targets.vocabulary import (
    baseline,
    compare,
    hedge,
    indicator,
    is_compared,
    is_made,
    is_start,
    noun_behind,
    noun_leads,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date


class Claim(NamedTuple):
    """A number aimed at, at `start:end` of the text that was read."""

    kind: str
    indicator: str
    comparator: str
    value: Amount | None
    unit: str
    per: str
    deadline: str
    inherited: bool
    baseline: str
    hedge: str
    start: int
    end: int


class Frame(NamedTuple):
    """What holds before the first word: the date of issue, the date that a clause above sets (到2025年：).

    `past` marks a clause that reports what was done: its numbers are no targets.
    """

    issued: date | None = None
    deadline: str = ""
    past: bool = False


class _Part(NamedTuple):
    """A stretch between commas, within its sentence."""

    start: int
    end: int
    sentence: int
    sentence_end: int


# A year behind these is what the sentence is about.
_OPENS = ("。", "；", "\n", "统计，", "核算，")
# A half-width ? is more often a lost character than a question.
_STOPS = "。！？\n"
# A cell of a table is a part too.
_COMMAS = "，,；;：:|"
# Titles, slogans, scheme names and 文号 hold numbers that are names.
_NAMED = lazy(
    r"《[^》]*》|“[^”]{1,40}”|\"[^\"]{1,20}\"|〔[^〕]*〕\d*号?|［[^］]*］|\[[^\]]*\]\d*号?|[A-Za-z]+[-\d]+"
    r"|[（(，,]\s*不?含(?:不满|未满)?\s*[\d一二三四五六七八九十百千.万亿]+[^）)，,]{0,4}"
)
_PERIOD = lazy(
    r"(?P<per>每(?:\d+|[两二三四五六七八九十]+)?个?(?:学年|学期|季度|半年|半个?月|年度|年|季|月|旬|周|日|天)|年均|人均每年)"
)
_PER = lazy(
    r"每(?P<per>(?:\d+(?:\.\d+)?|[一二两三四五六七八九十百千万]+)?万?(?:名|个|家|所|户|人(?!口)|村|镇|县|亩|辆|张|台)?(?:（[^）]*）|\([^)]*\))?"
    r"(?:常住|户籍|服务|参保)?(?:人口|居民|儿童|老年人|婴幼儿|行政村|镇|街道|社区|家庭|县|乡镇|州|市)?(?:、[^，。、]{1,3}){0,2}(?:（[^）]*）|\([^)]*\))?)"
)
_PER_HEAD = lazy(r"每(?:\d+|[百千万十]+)(?:名|个)?(?:常住|户籍|服务)?(?:人|儿童|居民|老年人)")
_PER_PAYMENT = lazy(
    r"每(人|户|亩|名|张|辆|台|床|次|人次|平方米|吨|头|公里)?(?:每)?(年|月|日|天|学年|学期|次)?(?=[^，,。；;]{0,12}$)"
)
_COMPOSED = lazy(r"构成|组成")
_OFFICES = lazy(r"^(?:部门|部委|成员单位|单位|厅局|委办局|司局)")
_SETS = lazy(r"^[^，。；、]{0,6}(?:核心制度|制度|事权|准则|规定|措施|改革联动|行动计划|原则|机制|方面|要素|环节|问题)")
_SCHEMES = lazy(r"^(?:行动|计划|规划|制|级|来)")
_ARTICLES = ("统", "进", "逐", "同", "唯", "第", "专", "不", "万", "其")
_PAST = lazy(
    r"去年|上一?年(?!度?末?同期)|已经?(?:达|建|完成|有|累计|实现)|过去.{0,3}年|五年来|一年来|以来|同比|累计(?:完成|建成|投入|实现)|目前|现有|截至|共有"
)
_IMPLIED = lazy(
    r"(?P<per>每(?:年度?|月|周|季度|半年|日|天))(?![^，,。；;]*(?:定期|不定期|安排))[^，,。；;]{0,30}?"
    r"(?:公布|公示|公开|通报|评估|考核|报告|上报|报送|调度|督查|督察|发布|清查|体检)"
)
_ROUTINE = r"(?P<per>[日周旬月季]|半年|年中|年终|年度|季度)(?P<act>调度|通报|评估|考核|督查|报告|分析|研判|小结|总结|点评|推进|例会)"
_MECHANISM = lazy(rf"(?:{re.sub('[?]P<[a-z]+>', '?:', _ROUTINE)}[、和]?){{2,}}")
_MECHANISM_ITEM = lazy(_ROUTINE)
_MECHANISM_PERIODS = {"年终": "年", "年中": "年", "年度": "年", "季度": "季"}
_COVERAGE = lazy(r"(?:基本)?(?:实现|达到)?“?(?<![健安完])全覆盖(?!城乡|面)”?")
# A column of a table that tells where things stand, not where they are to go.
_STANDS = lazy(r"现状|基期|基准|基数|实际|实绩|完成情况|完成值")
_LISTED = lazy(r"^(?:及?以[上下内]|左右)?(?:（[^）]*）|\([^)]*\))?[、和及与]?")
_FINE = lazy(r"(?:处|处以|并处|罚款|可以处)(?:以)?$")
_CHINESE_THINGS = frozenset({"个", "家", "所", "名", "人", "座", "处", "条", "项", "支", "批", "套", "场", "期", "门"})
# These count abstract things; without a verb of making they tell the size of a set (18项制度).
_ABSTRACT = frozenset({"项", "种", "类", "条", "次", "届", "期", "篇", "部", "列", "轮"})


def may_aim(text: str, found: Sequence[Quantity]) -> bool:
    """Tell whether a clause with these numbers may aim at anything; most do not."""
    return bool(found) or "每" in text or "覆盖" in text or "调度" in text


def claims(text: str, found: Sequence[Quantity], frame: Frame) -> Iterator[Claim]:
    """Yield the claims of a clause's own words, in which these numbers were found."""
    stated = list(deadlines(text, issued=frame.issued))
    dates = [day for day in stated if not _is_over(day, frame)]
    names = [match.span() for match in _NAMED.finditer(text)] + [(day.start, day.end) for day in dates]
    # 每千人 is what a number is counted by, not a number aimed at.
    aimed = [
        quantity
        for quantity in found
        if not _inside(quantity, names) and text[quantity.start - 1 : quantity.start] != "每"
    ]
    numbers = joined(aimed, text)
    told = tuple(day.start for day in stated if _is_over(day, frame) and _tells(day, text))
    reader = _Reader(text, frame, dates, numbers, tuple(cells(text)), told)
    yield from sorted({*reader.numbers(), *reader.implied(), *reader.coverage()}, key=lambda claim: claim.start)


def _is_over(day: Deadline, frame: Frame) -> bool:
    """Tell a bare year before the year of issue: 2016年实施的24项措施 in a document of 2018."""
    return frame.issued is not None and day.mode == "during" and int(day.iso[:4]) < frame.issued.year


def _tells(day: Deadline, text: str) -> bool:
    """Tell the year that a look back is about (2025年，全省……增长5%) from one that a number is compared with (比2025年……)."""
    before = text[: day.start].rstrip(" \u3000")
    return not before or before.endswith(_OPENS)


def _inside(quantity: Quantity, spans: Sequence[tuple[int, int]]) -> bool:
    return any(start < quantity.end and quantity.start < end for start, end in spans)


class _Reader(NamedTuple):
    """A clause's words with its dates and numbers found; `told` are the places of years that a look back is about."""

    text: str
    frame: Frame
    dates: list[Deadline]
    found: list[Quantity]
    table: tuple[Cell, ...] = ()
    told: tuple[int, ...] = ()

    def numbers(self) -> Iterator[Claim]:
        """Yield the claims of numbers in print."""
        for quantity in self.found:
            part = self._part(quantity.start)
            before, after = self.text[part.start : quantity.start], self.text[quantity.end : part.end]
            kind = self._kind(quantity, part, before, after)
            if kind and not self._past(part, quantity):
                yield self._claim(kind, quantity, part)

    def implied(self) -> Iterator[Claim]:
        """Yield frequencies without a number: 每月……公示, 季调度、半年通报."""
        for match in _IMPLIED.finditer(self.text) if "每" in self.text else ():
            part = self._part(match.start())
            if not any(match.start() <= quantity.start < part.end for quantity in self.found):
                about = self.text[part.start : match.start()] + match[0][len(match["per"]) :]
                yield self._frequency(match.span(), match["per"][1:].removesuffix("度"), about, part)
        for mechanism in _MECHANISM.finditer(self.text):
            for item in _MECHANISM_ITEM.finditer(self.text, mechanism.start(), mechanism.end()):
                per = _MECHANISM_PERIODS.get(item["per"], item["per"])
                yield self._frequency(item.span(), per, item["act"], self._part(item.start()))

    def coverage(self) -> Iterator[Claim]:
        """Yield 全覆盖: a target whose number nobody prints."""
        for match in _COVERAGE.finditer(self.text) if "全覆盖" in self.text else ():
            part = self._part(match.start())
            deadline, inherited = self._deadline(match.start(), part, carries=False)
            name = indicator(self.text[part.start : match.start()])
            if name:
                hedged = hedge(self.text[part.start : match.end()], self.text[part.sentence : match.start()], "")
                yield Claim("target", name, "reach", None, "", "", deadline, inherited, "", hedged, *match.span())

    def _part(self, position: int) -> _Part:
        sentence = max(self.text.rfind(stop, 0, position) for stop in _STOPS) + 1
        sentence_end = _first(self.text, _STOPS, position)
        start = max(max(self.text.rfind(comma, sentence, position) for comma in _COMMAS) + 1, sentence)
        return _Part(start, min(_first(self.text, _COMMAS, position), sentence_end), sentence, sentence_end)

    def _kind(self, quantity: Quantity, part: _Part, before: str, after: str) -> str:
        """Tell what a number is: target, frequency, threshold, money, or none of them."""
        measure = measure_of(quantity.unit)
        if before.endswith(("×", "*")) or _OFFICES.match(after) or is_start(before, after):
            return ""
        # 4月2日 is a day of the year, 3人户 a kind of household.
        if (quantity.unit == "日" and before.endswith("月")) or (quantity.unit == "人" and after.startswith("户")):
            return ""
        if measure in {"count", "duration", "study"} and _PERIOD.search(before):
            return "frequency"
        compared = is_compared(quantity, before, after)
        if measure in {"count", "measure", "study"}:
            return "target" if compared or self._counts(quantity, part, before, after) else ""
        return _measured(quantity, measure, before, after, compared=compared)

    def _counts(self, quantity: Quantity, part: _Part, before: str, after: str) -> bool:
        """Judge a count that no word compares."""
        if quantity.counted:
            return self._meant(quantity, part, before)
        return quantity.unit not in _ABSTRACT or (is_made(before) and not _SETS.match(after))

    def _meant(self, quantity: Quantity, part: _Part, before: str) -> bool:
        """Judge a count in Chinese characters: often an article (一个) or a name (五个新城)."""
        if before.endswith(_ARTICLES):
            return False
        if _PER.search(before) or compare(quantity, before, "").comparator in {">=", "<="}:
            return True
        fellows = [other for other in self.found if part.start <= other.start < part.end]
        if len(fellows) > 1 and _COMPOSED.search(self.text, part.start, part.end):
            return True
        return quantity.value != 1 and quantity.unit in _CHINESE_THINGS and is_made(before)

    def _past(self, part: _Part, quantity: Quantity) -> bool:
        before = self.text[part.sentence : quantity.start]
        cell = self._cell(quantity.start)
        if cell and (_STANDS.search(cell.column) or self._is_past(self._column_date(quantity.start))):
            return True
        told = any(part.sentence <= start < quantity.start for start in self.told)
        over = told or self.frame.past or _PAST.search(before) is not None
        return over and not self._governing(part, quantity.start)

    def _is_past(self, day: str) -> bool:
        return bool(day) and self.frame.issued is not None and int(day[:4]) < self.frame.issued.year

    def _claim(self, kind: str, quantity: Quantity, part: _Part) -> Claim:
        before, after = self.text[part.start : quantity.start], self.text[quantity.end : part.end]
        compared = compare(quantity, before, after, repeated=kind == "frequency")
        carries = kind == "target" and (measure_of(quantity.unit) == "ratio" or _PER_HEAD.search(before) is not None)
        deadline, inherited = (
            self._deadline(quantity.start, part, carries=carries) if kind in {"target", "money"} else ("", False)
        )
        return Claim(
            kind=kind,
            indicator="罚款" if _FINE.search(before) else self._indicator(quantity, part),
            comparator=compared.comparator,
            value=quantity.value,
            unit=quantity.unit,
            per=self._per(kind, quantity, part),
            deadline=deadline,
            inherited=inherited,
            baseline=baseline(quantity, before),
            hedge=hedge(before, self.text[part.sentence : quantity.start], after),
            start=compared.start,
            end=compared.end,
        )

    def _per(self, kind: str, quantity: Quantity, part: _Part) -> str:
        before = self.text[part.start : quantity.start]
        if kind == "frequency":
            period = _PERIOD.search(before) or _PERIOD.search(self.text, part.sentence, quantity.start)
            return (
                period["per"].removeprefix("人均").lstrip("每").replace("年均", "年").replace("个", "")
                if period
                else ""
            )
        if kind == "money":
            payment = _PER_PAYMENT.search(before)
            return "·".join(filter(None, payment.groups())) if payment else ""
        per = _PER.search(before)
        return per["per"].rstrip("个") if per else ""

    def _cell(self, position: int) -> Cell | None:
        return next((cell for cell in self.table if cell.start <= position < cell.end), None)

    def _column_date(self, position: int) -> str:
        """Return the date that a column sets for its cells: 2025年."""
        cell = self._cell(position)
        dates = deadlines(cell.column, issued=self.frame.issued) if cell else ()
        return next((day.iso for day in dates if day.mode in {"by", "during"}), "")

    def _governing(self, part: _Part, position: int) -> list[Deadline]:
        """Return the dates set so far in the sentence."""
        return [day for day in self.dates if part.sentence <= day.start < position and day.mode in {"by", "during"}]

    def _deadline(self, position: int, part: _Part, *, carries: bool) -> tuple[str, bool]:
        """Return the date that governs a place, and whether another part stands between.

        A date governs what follows in its sentence. A ratio or a number per head in the very next
        sentence shares it: that is how drafters break a list of indicators in two.
        """
        column = self._column_date(position)
        dates = self._governing(part, position)
        if column:
            return column, True
        if dates:
            return dates[-1].iso, len(self.text[dates[-1].end : part.start].strip("，, 力争底前末内")) > 0
        if carries and part.sentence and self.text[part.sentence - 1] != "\n":
            previous = self._part(max(part.sentence - 2, 0))
            led = [day for day in self._governing(previous, previous.sentence_end) if day.mode == "by"]
            if led:
                return led[-1].iso, True
        return self.frame.deadline, bool(self.frame.deadline)

    def _indicator(self, quantity: Quantity, part: _Part) -> str:
        """Name what is counted: the words before the number, or the noun behind it (95%以上的卫生院)."""
        before, after = self.text[part.start : quantity.start], self.text[quantity.end : part.end]
        earlier = [other for other in self.found if part.sentence <= other.start < quantity.start]
        if earlier and earlier[-1].start >= part.start:
            before = _LISTED.sub("", self.text[earlier[-1].end : quantity.start])
        named, noun = indicator(before), noun_behind(after)
        if noun and (not named or measure_of(quantity.unit) in {"count", "ratio"}) and noun_leads(before, after):
            return noun
        if named or noun:
            return named or noun
        cell = self._cell(quantity.start)
        if cell:
            return cell.row
        alike = [other for other in earlier if other.unit == quantity.unit]
        return self._indicator(alike[-1], self._part(alike[-1].start)) if alike else ""

    def _frequency(self, span: tuple[int, int], per: str, about: str, part: _Part) -> Claim:
        words = self.text[part.start : span[1]]
        comparator = ">=" if "至少" in words or "不少于" in words else "="
        hedged = hedge(self.text[part.start : span[0]], self.text[part.sentence : span[0]], "")
        return Claim("frequency", indicator(about) or about, comparator, 1, "次", per, "", False, "", hedged, *span)  # noqa: FBT003


def _measured(quantity: Quantity, measure: str, before: str, after: str, *, compared: bool) -> str:
    """Tell the kind of a number that counts no things."""
    if measure == "money":
        return "money"
    if measure == "ratio":
        return "threshold" if before.endswith("前") else "target"
    if measure == "rank":
        return _rank(quantity, before, compared=compared)
    limits = compared or isinstance(quantity.value, tuple)
    return "threshold" if limits and not _SCHEMES.match(after) else ""


def _rank(quantity: Quantity, before: str, *, compared: bool) -> str:
    if quantity.counted or not (compared or before.endswith("前")):
        return ""
    return "target" if quantity.unit == "级" else "threshold"


def _first(text: str, characters: str, position: int) -> int:
    return min((index for character in characters if (index := text.find(character, position)) >= 0), default=len(text))
