"""Find numbers with units in Chinese prose: 1.25张, 六个, 一万五千元, 三分之二, 1-2个, 6.0亿元, 50毫克/升."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from policydiff.text.quantities.quantity import Amount, Quantity
from policydiff.text.quantities.units import SCALES, UNITS, base, is_chinese, measure_of, scale, times
from policydiff.text.quantities.values import ARABIC, COUNTED, DIGIT, SCALE, number
from policydiff.text.regex import lazy

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_GAP = r"[ \t\u3000\u00a0\u2009\u202f]{0,2}"
_TO = rf"{_GAP}(?:[-－—–~～〜‐‑]{{1,2}}|至|到|一(?=\d)){_GAP}"


def _spelled(unit: str) -> str:
    """Return the pattern of a unit; a symbol in letters ends where its letters do."""
    return re.escape(unit) + (r"(?![A-Za-z0-9])" if unit[-1].isascii() and unit[-1].isalnum() else "")


_UNIT = "|".join(_spelled(unit) for unit in sorted(filter(is_chinese, UNITS), key=len, reverse=True))
_N = rf"(?:{ARABIC}|{COUNTED})"
# The further terms of 1亿2000万 and 一万二千五百.
_REST = rf"(?:零?(?:{ARABIC}|(?=[{DIGIT}十]){COUNTED}){SCALE}?)*"
_DENOMINATOR = r"人次|人|户|生|床|批次|课时|(?:10|十|百|千|万)?万人|千人|10万|十万"
# Few units are divided: the pattern is tried only behind a stroke.
_PER = lazy(rf"{_GAP}[/／]{_GAP}(?P<per>(?:{_DENOMINATOR}|{_UNIT})(?:[·.、/／](?:年|月|日|天|次|人))?)(?![\d/])")
_QUANTITY = lazy(
    r"(?<![\d.．+＋第A-Za-z一二三四五六七八九十百千万亿])"
    rf"(?:(?P<denominator>十万|百万|百|千|万|{_N})分之(?P<share>{_N})(?:{_TO}(?:[百千万]分之)?(?P<share_to>{_N}))?"
    rf"|(?P<rate>{ARABIC}){_GAP}/{_GAP}(?P<rate_of>(?:10|十|1|一)?万)(?!元)"
    r"|(?P<part>\d{1,2})/(?P<whole>\d{1,2})(?=以[上下]|的(?:比例|票|股|成员|代表|委员|董事|业主|人))"
    r"|(?P<half>(?<!另)一半|半数)"
    rf"|(?P<number>(?P<arabic>{ARABIC})|{COUNTED}|半)(?P<more>余|多)?(?P<scale>(?:{_GAP}{SCALE})?)(?P<rest>(?<=[万亿千百十]){_REST}|)(?P<more2>余|多)?"
    rf"(?P<unit1>(?:{_GAP}(?:{_UNIT}))?)"
    rf"(?:{_TO}(?P<to>{_N})(?P<scale2>{SCALE}?)(?P<rest2>(?<=[万亿千百十]){_REST}|)(?P<unit>{_GAP}(?:{_UNIT})))?(?![+＋]))"
)
_STROKE = lazy(rf"{_GAP}[/／]")
# 半成品 is no half of a tenth, 个人 no piece of a man: behind these the unit is a part of another word.
_CONTINUED = {
    "成": frozenset("品员本立效果功就为熟长型分都"),
    "个": frozenset("人体别性案"),
    "分": frozenset("之类级别期步开项公局店为设片散管母拨配权布区校支"),
    "度": frozenset("假"),
    "家": frozenset("庭长属教具校政禽畜"),
    "口": frozenset("岸径腔头"),
    "级": frozenset("别"),
    "年": frozenset("级度产龄代轻报检会薪鉴"),
    "日": frozenset("常报志历程语本益"),
    "天": frozenset("然津"),
    "人": frozenset("民均"),
    "块": frozenset("链状茎"),
        "节": frozenset("能约水假点目俭日"),
    "单": frozenset("位一独个元项"),
    "条": frozenset("例件款"),
    "项": frozenset("目"),
    "种": frozenset("植子养苗"),
    "部": frozenset("门分署队"),
    "盘": frozenset("活"),
    "把": frozenset("握关手"),
    "眼": frozenset("睛科"),
    "次": frozenset("性序数要生级"),
    "根": frozenset("据本"),
}  # fmt: skip
# What a number begins with; `re` finds these in C, and the long pattern is tried only there.
_BEGINNING = lazy(r"[\d一二两三四五六七八九十百千零〇半壹贰叁肆伍陆柒捌玖拾廿卅]|万(?=分之)")
_SHARES = {"百": "%", "千": "‰", "万": "‱", "十万": "/10万"}
_HALF = 50
# From here on a number in characters is as exact as one in digits; smaller ones are often articles or parts of names.
_LARGE = 100
_ORDINAL = lazy(r"(?:第|附件|附表|编号|序号|[见如和及与、]表|[见如]图)[ \u3000]?$")
# One of these is a word: 一起, 一口受理.
_WORDS_OF_ONE = frozenset("起口块把片盘单根节眼")
_LONGEST_LABEL = 6
_LINE_START = lazy(r"(?:^|\n)[ \t\u3000#*>-]*$")


def chinese_quantities(text: str) -> Iterator[Quantity]:
    """Yield every number that has a unit, and every 百分之N, in reading order."""
    end = 0
    for beginning in _BEGINNING.finditer(text):
        start = beginning.start()
        if start < end or not (match := _QUANTITY.match(text, start)):
            continue
        found = _share(match) or _measured(match)
        end = max(found.end if found else match.end(), start + 1)
        if found:
            yield found


def _share(match: re.Match[str]) -> Quantity | None:
    """Read 百分之五, 三分之二, 8/10万, 2/3以上, 半数."""
    if match["half"]:
        start = match.start()
        more = match.string.endswith("过", 0, start) and not match.string.endswith("超过", 0, start)
        return Quantity(_HALF, "%", start - more, match.end(), counted=False, more=more)
    if match["rate"]:
        unit = "/1万" if match["rate_of"] in {"1万", "一万", "万"} else "/10万"
        return _in_unit(match, unit, match["rate"], None)
    if match["part"]:
        return _fraction(match["part"], match["whole"], match)
    if not match["share"]:
        return None
    unit = _SHARES.get(match["denominator"], "")
    if not unit:
        return _fraction(match["share"], match["denominator"], match)
    return _in_unit(match, unit, match["share"], match["share_to"])


def _in_unit(match: re.Match[str], unit: str, low: str, high: str | None) -> Quantity | None:
    first, last = number(low), number(high or "")
    if first is None:
        return None
    return Quantity(first if last is None else (first, last), unit, match.start(), match.end(), counted=False)


def _fraction(part: str, whole: str, match: re.Match[str]) -> Quantity | None:
    """Return two of three as 66.666667 %."""
    above, below = number(part), number(whole)
    if above is None or not below or above > below:
        return None
    value = round(above / below * 100, 6)
    return Quantity(int(value) if value.is_integer() else value, "%", match.start(), match.end(), counted=False)


def _measured(match: re.Match[str]) -> Quantity | None:
    if not match["number"] or not match["unit1"] + (match["unit"] or "") + match["scale"]:
        return None
    first, last = match["unit1"].strip(), (match["unit"] or "").strip()
    unit = (last or first).replace("％", "%")
    # 1万至5万: a scale with its range has no unit of its own.
    if not measure_of(unit) or _is_part(match, last or first) or _is_label(match):
        return None
    low = _sized(match["number"], match["scale"].strip(), match["rest"])
    high = _sized(match["to"], match["scale2"], match["rest2"]) if match["to"] else None
    if low is None or (match["to"] and high is None):
        return None
    scaled, value = (low[1] + unit, low[0]) if high is None else _range(low, high, unit, bare=not first)
    more = bool(match["more"] or match["more2"])
    counted = match["arabic"] is None and not match["rest"] and not match["scale"] and low[0] < _LARGE
    found = Quantity(value, scaled, match.start(), match.end(), counted, more)
    per = _PER.match(match.string, match.end()) if _STROKE.match(match.string, match.end()) else None
    return found._replace(end=per.end(), per=per["per"]) if per else found


def _is_part(match: re.Match[str], unit: str) -> bool:
    """Tell a unit that is the beginning of another word: 5个人 counts no pieces."""
    behind = match.string[match.end() : match.end() + 1]
    return (
        (behind in _CONTINUED.get(unit, ()))
        or (unit == "番" and "翻" not in match.string[max(match.start() - 2, 0) : match.start()])
        or match["number"] in {"百", "千"}
        or (match["number"] == "一" and unit in _WORDS_OF_ONE)
        or (match["number"] == "十" and match.string[match.start() - 1 : match.start()] in {"几", "数"})
        or (unit == "分" and match["number"] == "十")
    )


def _is_label(match: re.Match[str]) -> bool:
    """Tell 附件1 个人信息表 and `2 项目管理` at the start of a line: a label, a blank, and what it labels."""
    ahead = match.string[max(match.start() - _LONGEST_LABEL, 0) : match.start()]
    if _ORDINAL.search(ahead):
        return True
    gap = match.string[match.end("number") : match.end("number") + 1] in " \t\u3000"
    return gap and measure_of(match["unit1"].strip()) == "count" and _LINE_START.search(ahead) is not None


_Sized = tuple[float, str]


def _sized(printed: str, scaling: str, rest: str) -> _Sized | None:
    """Return number and scale as printed, 5 and 万; one of several scales in ones: 一万五千 → 15000."""
    if rest:
        value = number(printed + scaling + rest)
        return None if value is None else (value, "")
    value = number(printed)
    if value is None:
        return None
    # 3百人 and 五十万 have no unit of hundreds or tens of their own.
    factor = SCALES.get(scaling, 1)
    return (times(value, factor), "") if scaling in {"十", "百", "千"} else (value, scaling)


def _range(low: _Sized, high: _Sized, unit: str, *, bare: bool) -> tuple[str, Amount]:
    """Return unit and value of a range, in the scale of the upper end: 5000—1万人 → 0.5, 1-2万人 → 1."""
    if low[1] == high[1] or (bare and not low[1] and low[0] <= high[0]):
        return high[1] + unit, (low[0], high[0])
    below = times(low[0], SCALES.get(low[1], 1)) / SCALES.get(high[1], 1)
    return high[1] + unit, (int(below) if below == int(below) else below, high[0])


_BETWEEN = lazy(
    r"(?:[（(]不?含[^）)]{0,4}[）)])?(?:以上|起)?(?:[（(]不?含[^）)]{0,4}[）)])?[，、]?(?:但)?(?:不满|不足|未满|不到|不超过|不得超过|不高于)?"
)
_UP_TO = lazy(r"(?:[（(]不?含[^）)]{0,4}[）)])?以[下内](?:[（(]不?含[^）)]{0,4}[）)])?")
_TOPPED = ("不满", "不足", "未满", "不到", "不超过", "不得超过", "不高于")


def joined(found: Sequence[Quantity], text: str) -> list[Quantity]:
    """Join 五万元以上五十万元以下 and 10人以上不满50人 into one range, in the unit of its upper end."""
    result: list[Quantity] = []
    for quantity in found:
        last = result[-1] if result else None
        end = _closes(last, quantity, text) if last else 0
        if last and end:
            below = times(last.size, 1) / scale(quantity.unit)
            high = quantity.value[1] if isinstance(quantity.value, tuple) else quantity.value
            value = (int(below) if below == int(below) else below, high)
            result[-1] = quantity._replace(value=value, start=last.start, end=end)
        else:
            result.append(quantity)
    return result


def _closes(last: Quantity, quantity: Quantity, text: str) -> int:
    """Return where a range ends that two numbers open and close, 0 for two numbers."""
    if isinstance(last.value, tuple) or isinstance(quantity.value, tuple) or base(last.unit) != base(quantity.unit):
        return 0
    between = text[last.end : quantity.start]
    if not between.startswith(("以上", "（", "(", "起")) or not _BETWEEN.fullmatch(between):
        return 0
    behind = _UP_TO.match(text, quantity.end)
    if behind:
        return behind.end()
    return quantity.end if between.endswith(_TOPPED) else 0
