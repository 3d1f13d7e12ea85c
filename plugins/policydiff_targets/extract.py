"""Read what a sentence aims at: which of its numbers are targets, with comparator, indicator, date and hedge.

到2020年，力争全市每千人口床位数不少于1.25张，其中基层达到0.5张以上。
└date┘   └hedge┘└──indicator──┘└comp┘└value┘ └────────────┘ same date, same hedge
"""

from __future__ import annotations

from bisect import bisect_left
from itertools import accumulate
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

from policydiff.pages.cell_headers import Cell, cells
from policydiff.text.dates import Deadline, deadlines
from policydiff.text.language import is_english
from policydiff.text.quantities import Quantity, joined, measure_of
from policydiff.text.quantities.comparators import bare_quantities, compare
from policydiff.text.regex import lazy
from policydiff_targets.cell_numbers import cell_quantities
from policydiff_targets.claim import Claim, Frame
from policydiff_targets.implied import implied
from policydiff_targets.kinds import kind_of
from policydiff_targets.naming import indicator, indicator_of
from policydiff_targets.places import Part, Place, part_at
from policydiff_targets.vocabulary import PER, PER_HEAD, PERIOD, baseline, hedge

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence


# A number without a unit has one of these before it.
_BARE_HINTS = ("于", "超", "≥", "≤", "<", ">", "＜", "＞", "至", "到", "限")
# A year behind these is what the sentence is about.
_OPENS = ("。", "；", "\n", "统计，", "核算，")
# Titles, slogans, scheme names and 文号 hold numbers that are names.
_NAMED = lazy(
    r"《[^》]{0,200}》|“[^”]{1,40}”|\"[^\"]{1,20}\"|〔[^〕]{0,40}〕\d*号?|［[^］]{0,200}］|\[[^\]]{0,200}\]\d*号?|[A-Za-z]+[-\d]+"
    r"|[（(，,]\s*不?含(?:不满|未满)?\s*[\d一二三四五六七八九十百千.万亿]+[^）)，,]{0,4}"
)
_PER_PAYMENT = lazy(
    r"每(人|户|亩|名|张|辆|台|床|次|人次|平方米|吨|头|公里)?(?:每)?(年|月|日|天|学年|学期|次)?(?=[^，,。；;]{0,12}$)"
)
_PAST = lazy(
    r"去年|(?<![较比与同于])上一?年(?!度?末?同期|度?预算|度?的?[水平基]|比)|已经?(?:达|建|完成|有|累计|实现)|过去.{0,3}年|近[一二两三四五六七八九十几\d]+年来|近年来|五年来|一年来|以来|同比"
    r"|累计(?:完成|建成|投入|实现|投放|发放|新增|改造|培训)|目前|现有|截至|共有"
)
# What is done and over, even in a period that may still run.
_DONE = lazy(r"累计(?:完成|建成|实现|投放|发放|改造|培训)|已经?(?:达|建|完成|累计|实现)")
# Words that look ahead: what stands with them is still to come.
_AHEAD = lazy(
    r"力争|争取|确保|计划|(?:^|[，；、并以])处(?![理置于室])|将(?!近)|要(?![求素点])|应当?|须|目标|不少于|不低于|不超过|到(?:20|“?十)"
)
_COVERAGE = lazy(r"(?:基本)?(?:实现|达到)?“?(?<![健安完])全覆盖(?!城乡|面)”?")
# A column of a table that tells where things stand, not where they are to go.
_STANDS = lazy(r"现状|基期|基准|基数|实际|实绩|完成情况|完成值")
_FINE = lazy(r"(?:处|处以|并处|罚款|可以处)(?:以)?$")


def may_aim(text: str, found: Sequence[Quantity]) -> bool:
    """Tell whether a clause with these numbers may aim at anything; most do not."""
    return (
        bool(found)
        or "每" in text
        or "覆盖" in text
        or "调度" in text
        or "|" in text
        or "于" in text
        or "超" in text
        or "≤" in text
        or "≥" in text
        or "至" in text
        or is_english(text)
    )


def claims(text: str, found: Sequence[Quantity], frame: Frame) -> Iterator[Claim]:
    """Yield the claims of a clause's own words, in which these numbers were found."""
    if is_english(text):
        from policydiff_targets.english import english_claims

        yield from english_claims(text, found, frame)
        return
    stated = list(deadlines(text, issued=frame.issued))
    dates = [day for day in stated if not _is_over(day, frame)]
    names = [match.span() for match in _NAMED.finditer(text)] + [(day.start, day.end) for day in dates]
    # 每千人 is what a number is counted by, not a number aimed at.
    named = _Spans.of(names)
    aimed = [
        quantity
        for quantity in found
        if not named.touch(quantity) and text[quantity.start - 1 : quantity.start] != "每"
    ]
    numbers = joined(aimed, text)
    table = tuple(cells(text))
    if table:
        taken = _Spans.of((quantity.start, quantity.end) for quantity in numbers)
        numbers += [quantity for quantity in cell_quantities(text, table) if not taken.touch(quantity)]
        numbers.sort(key=attrgetter("start"))
    if any(word in text for word in _BARE_HINTS):
        taken = _Spans.of([(quantity.start, quantity.end) for quantity in numbers] + names)
        numbers += [quantity for quantity in bare_quantities(text) if not taken.touch(quantity)]
        numbers.sort(key=attrgetter("start"))
    told = tuple(day.start for day in stated if _is_over(day, frame) and _tells(day, text))
    reader = _Reader(text, frame, dates, numbers, {}, table, told)
    yield from sorted({*reader.numbers(), *implied(text, numbers), *reader.coverage()}, key=lambda claim: claim.start)


def _is_over(day: Deadline, frame: Frame) -> bool:
    """Tell a bare year before the year of issue: 2016年实施的24项措施 in a document of 2018."""
    return frame.issued is not None and day.mode == "during" and int(day.iso[:4]) < frame.issued.year


def _tells(day: Deadline, text: str) -> bool:
    """Tell the year that a look back is about (2025年，全省……增长5%) from one that a number is compared with (比2025年……)."""
    before = text[: day.start].rstrip(" \u3000")
    return not before or before.endswith(_OPENS)


class _Spans(NamedTuple):
    """Stretches of a text by where they start, and how far each and those before it reach."""

    starts: list[int]
    reach: list[int]

    @classmethod
    def of(cls, spans: Iterable[tuple[int, int]]) -> _Spans:
        """Return stretches (start, end) in order."""
        held = sorted(spans)
        return cls([start for start, _ in held], list(accumulate((end for _, end in held), max)))

    def touch(self, quantity: Quantity) -> bool:
        """Tell whether any of them overlaps a number."""
        before = bisect_left(self.starts, quantity.end)
        return before > 0 and self.reach[before - 1] > quantity.start


class _Reader(NamedTuple):
    """A clause's words with its dates and numbers found; `told` are the places of years that a look back is about.

    `names` are what is counted, by where each number starts, as far as it is known.
    """

    text: str
    frame: Frame
    dates: list[Deadline]
    found: list[Quantity]
    names: dict[int, str]
    table: tuple[Cell, ...] = ()
    told: tuple[int, ...] = ()

    def numbers(self) -> Iterator[Claim]:
        """Yield the claims of numbers in print."""
        for quantity in self.found:
            place = Place(self.text, quantity, part_at(self.text, quantity.start, quantity.end), self.found, self.names)
            kind = kind_of(place)
            if kind and not self._past(place):
                yield self._claim(kind, place)

    def coverage(self) -> Iterator[Claim]:
        """Yield 全覆盖: a target whose number nobody prints."""
        for match in _COVERAGE.finditer(self.text) if "全覆盖" in self.text else ():
            part = part_at(self.text, match.start())
            deadline, inherited = self._deadline(match.start(), part, carries=False)
            name = indicator(self.text[part.start : match.start()])
            if name:
                hedged = hedge(self.text[part.start : match.end()], self.text[part.sentence : match.start()], "")
                yield Claim("target", name, "reach", None, "", "", deadline, inherited, "", hedged, *match.span())

    def _past(self, place: Place) -> bool:
        before, part, quantity = place.sentence_before, place.part, place.quantity
        cell = self._cell(quantity.start)
        if cell and (_STANDS.search(cell.column) or self._is_past(self._column_date(quantity.start))):
            return True
        told = any(part.sentence <= start < quantity.start for start in self.told)
        if not told and not self.frame.past and not _PAST.search(before):
            return False
        governing = self._governing(part, quantity.start)
        if self.frame.issued is None and not _AHEAD.search(before) and _DONE.search(before):
            return all(day.mode == "during" for day in governing)
        return not governing and (told or self.frame.past or not _AHEAD.search(before))

    def _is_past(self, day: str) -> bool:
        return bool(day) and self.frame.issued is not None and int(day[:4]) < self.frame.issued.year

    def _claim(self, kind: str, place: Place) -> Claim:
        quantity, before, after = place.quantity, place.before, place.after
        compared = compare(quantity, before, after, repeated=kind == "frequency")
        deadline, inherited = self._dated(kind, place)
        return Claim(
            kind=kind,
            indicator="罚款" if _FINE.search(before) else self._named(place),
            comparator=compared.comparator,
            value=quantity.value,
            unit=quantity.unit,
            per=_per(kind, place),
            deadline=deadline,
            inherited=inherited,
            baseline=baseline(quantity, before),
            hedge=hedge(before, place.sentence_before, after),
            start=compared.start,
            end=compared.end,
        )

    def _named(self, place: Place) -> str:
        cell = self._cell(place.quantity.start)
        return indicator_of(place) or (cell.row if cell else "")

    def _dated(self, kind: str, place: Place) -> tuple[str, bool]:
        """Return the date of a number; a limit has none."""
        if kind == "threshold":
            return "", False
        ratio = measure_of(place.quantity.unit) == "ratio"
        carries = kind == "target" and (ratio or PER_HEAD.search(place.before) is not None)
        return self._deadline(place.quantity.start, place.part, carries=carries)

    def _cell(self, position: int) -> Cell | None:
        return next((cell for cell in self.table if cell.start <= position < cell.end), None)

    def _column_date(self, position: int) -> str:
        """Return the date that a column sets for its cells: 2025年."""
        cell = self._cell(position)
        dates = deadlines(cell.column, issued=self.frame.issued) if cell else ()
        return next((day.iso for day in dates if day.mode in {"by", "during"}), "")

    def _governing(self, part: Part, position: int) -> list[Deadline]:
        """Return the dates set so far in the sentence."""
        first, end = (bisect_left(self.dates, place, key=attrgetter("start")) for place in (part.sentence, position))
        return [day for day in self.dates[first:end] if day.mode in {"by", "during"}]

    def _deadline(self, position: int, part: Part, *, carries: bool) -> tuple[str, bool]:
        """Return the date that governs a place, and whether another part stands between.

        A date governs what follows in its sentence. A ratio or a number per head in the very next
        sentence shares it: that is how drafters break a list of indicators in two.
        """
        column = self._column_date(position)
        dates = self._governing(part, position)
        if column:
            return column, True
        if len(dates) > 1 and (own := self._respective(position, part, dates)):
            return own, False
        if dates:
            return dates[-1].iso, len(self.text[dates[-1].end : part.start].strip("，, 力争底前末内")) > 0
        if carries and part.sentence and self.text[part.sentence - 1] != "\n":
            previous = part_at(self.text, max(part.sentence - 2, 0))
            led = [day for day in self._governing(previous, previous.sentence_end) if day.mode == "by"]
            if led:
                return led[-1].iso, True
        return self.frame.deadline, bool(self.frame.deadline)

    def _respective(self, position: int, part: Part, dates: list[Deadline]) -> str:
        """Return the date of a number in 到2025年、2027年，分别达到40辆、75辆: the first has the first."""
        if "分别" not in self.text[part.sentence : part.end]:
            return ""
        numbers = [quantity.start for quantity in self.found if dates[-1].end <= quantity.start < part.sentence_end]
        return dates[numbers.index(position)].iso if len(numbers) == len(dates) and position in numbers else ""


def _per(kind: str, place: Place) -> str:
    """Return what a number is counted by: 次 a year, 张 a thousand people, 元 a person and month."""
    quantity, before = place.quantity, place.before
    if quantity.per and kind != "frequency":
        return quantity.per
    if kind == "frequency":
        period = PERIOD.search(before) or PERIOD.search(place.sentence_before)
        return period["per"].removeprefix("人均").lstrip("每").replace("年均", "年").replace("个", "") if period else ""
    if kind == "money":
        payment = _PER_PAYMENT.search(before)
        return "·".join(filter(None, payment.groups())) if payment else ""
    per = PER.search(before)
    return per["per"].rstrip("个") if per else ""
