"""Comparators around a number in Chinese: 不低于, 至少, ≥ ahead of it; 以上, 以内, （不含）以下 behind it.

A comparator is built, not listed: a negation turns its stem round, a stem of order may be closed by 等于.

    不得 ─┐
    不    ├─ 超过 (>)  → <=          大于 ─ 等于 → >=
    未    ┘
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from policydiff.text.quantities.quantity import Quantity
from policydiff.text.quantities.units import measure_of
from policydiff.text.quantities.values import number
from policydiff.text.regex import lazy

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator

# Stems of order, and what they become when negated or closed by 等于.
_OVER = r"超过|超出|高于|多于|大于|长于|迟于|晚于|高出|突破|超"
_UNDER = r"低于|少于|小于|短于|早于|不足|不满|未满|不到"
_NEGATED = r"(?:不|未|勿)(?:得|能|应当?|可|宜|准|许|允许|会|要)?(?:再)?|严禁|禁止"
_EQUAL = r"(?:或者?|、|及)?等于"
_RISE = r"提[高升]|增[长加大]?|上[升调浮涨]|扩[大展充]|延长|拓展|升高?|新增|涨"
_FALL = r"下[降调浮]|降低?|减少?|缩[短减小]|压[减缩降]|削减|回落|收窄"
_LIMITS = {
    ">=": rf"(?:{_NEGATED})(?:{_UNDER})|(?:{_OVER}){_EQUAL}|≥|≧|⩾|[>＞]=|至少要?|最少|最低(?!生活|工资)|起码|下限为?|(?<![届期不未])年?满",
    "<=": rf"(?:最高)?(?:{_NEGATED})(?:{_OVER})|(?:低于|少于|小于){_EQUAL}|≤|≦|⩽|[<＜]=|最[高多长](?!人民|气温|学历)|至多|上限为?|控制在|封顶",
}
_WORDS = {
    "reach": rf"(?:{_RISE}|{_FALL}|恢复|稳定|精确|保持|维持|覆盖)(?:到|至)|达到?了?|为|是",
    "≈": r"大?约为?|将?近|接近|大致|(?:保持|稳定|维持)在|≈",
    ">": rf"{_OVER}|[>＞]",
    "<": rf"{_UNDER}|[<＜]",
    "increase_by": rf"(?:{_RISE})(?:了|约)?",
    "decrease_by": rf"(?:{_FALL})(?:了|约)?",
}
_COMPARATORS = (*_LIMITS, *_WORDS)
# Verbs of giving may stand between a limit and its number: 最高奖励50万元.
_GIVING = r"(?:可以?|给予|予以|一次性|奖励|奖补|补助|补贴|资助|支持|扶持|罚款|处以?|贷款|授信|额度为?|标准为?|限额为?|金额为?|可达|达|按|仅|计)"


def _groups(words: dict[str, str]) -> str:
    return "|".join(f"(?P<c{_COMPARATORS.index(name)}>{pattern})" for name, pattern in words.items())


_AHEAD = lazy(
    rf"(?:(?:{_groups(_LIMITS)})(?:[为是](?!期))?(?P<giving>{_GIVING}{{0,3}})|(?:{_groups(_WORDS)}))\s*(?:每[^，。；不]{{1,10}}?|个?单次)?$"
)
# Words of comparison end right before the number and are no longer than this.
_REACH = 30
# 不高于当地事业单位人员3倍, 控制在上年预算的95%: the yardstick stands between comparator and number.
_FAR_AHEAD = lazy(
    rf"(?:(?P<c0>(?:{_NEGATED})(?:{_UNDER}))|(?P<c1>(?:{_NEGATED})(?:{_OVER})|控制在)|(?P<c2>达到)|(?P<c4>高于|超过)|(?P<c5>低于))"
    r"(?P<yardstick>[^，,。；;、]{1,25})$"
)
_INCLUDED = r"[（(](?:均|不)?含[^）)]{0,6}[）)]|[（(]包[含括]本数[）)]"
_BEHIND = lazy(
    rf"\s*(?P<before>{_INCLUDED})?\s*(?:时间|范围|距离|半径)?(?P<word>及?以上|及?以下|及?以内|之内|内|以外|之外|开外|左右|上下|为上限|为下限|为限|封顶|起步)"
    rf"(?![部容涵在外蒙])\s*(?P<after>{_INCLUDED})?|\s*(?P<only>{_INCLUDED})"
)
_COMPARATOR_BEHIND = {
    "以上": ">=", "以下": "<=", "以内": "<=", "之内": "<=", "内": "<=", "以外": ">", "之外": ">", "开外": ">", "左右": "≈", "上下": "≈", "为限": "<=",
    "为上限": "<=", "为下限": ">=", "封顶": "<=", "起步": ">=",
}  # fmt: skip
_TURNS = lazy(rf"(?:{_RISE}|{_FALL})(?:到|至|了|约)?")
_STRICT = {">=": ">", "<=": "<"}
_AT_LEAST = lazy(r"至少|最少|不少于|不低于")
_AT_MOST = lazy(r"至多|最多|不超过|不得超过")
# How far 至少 may stand from its number: 至少建设一个.
_NEAR = 12


class Compared(NamedTuple):
    """A comparator, and where the words and the number that it holds begin and end."""

    comparator: str
    start: int
    end: int


def compare(quantity: Quantity, before: str, after: str, *, repeated: bool = False) -> Compared:
    """Read the comparator of a number from the words around it; `=` where none stands.

    `repeated` is for frequencies: there 至少 may stand anywhere before the number.
    """
    start, end = quantity.start, quantity.end
    ahead, behind = _ahead(before), _BEHIND.match(after)
    word = behind and behind["word"]
    if ahead is None and not word:
        ahead = _far(quantity, before)
    if ahead and not _names_time(ahead, quantity):
        start -= len(before) - ahead.start()
    if behind:
        end += behind.end()
    found = _comparator(quantity, before, ahead, behind, repeated=repeated)
    return Compared(_bounded(found, behind), start, end)


def _bounded(comparator: str, behind: re.Match[str] | None) -> str:
    """Take the bound itself out where the text says so: 5000元（不含）以下 → <."""
    said = "".join(filter(None, behind.group("before", "after", "only"))) if behind else ""
    return _STRICT.get(comparator, comparator) if "不含" in said else comparator


def _ahead(before: str) -> re.Match[str] | None:
    return _AHEAD.search(before, max(len(before) - _REACH, 0))


def _comparator(
    quantity: Quantity, before: str, ahead: re.Match[str] | None, behind: re.Match[str] | None, *, repeated: bool
) -> str:
    if isinstance(quantity.value, tuple):
        return "range"
    if behind and behind["word"]:
        return _COMPARATOR_BEHIND[behind["word"].lstrip("及")]
    if before.endswith("前") and quantity.unit in {"位", "名"}:
        return "<="
    if ahead:
        return _before(quantity, ahead)
    near = before if repeated else before[-_NEAR:]
    if quantity.more:
        return ">"
    return ">=" if _AT_LEAST.search(near) else "<=" if _AT_MOST.search(near) else "="


def _far(quantity: Quantity, before: str) -> re.Match[str] | None:
    return _FAR_AHEAD.search(before) if measure_of(quantity.unit) == "ratio" else None


def _name(ahead: re.Match[str]) -> str:
    """Return the comparator of a match."""
    return next(_COMPARATORS[int(name[1:])] for name, word in ahead.groupdict().items() if word and name[0] == "c")


def _before(quantity: Quantity, ahead: re.Match[str]) -> str:
    comparator = _name(ahead)
    steps = comparator in {"increase_by", "decrease_by"} and measure_of(quantity.unit) == "count"
    return "=" if steps or _names_time(ahead, quantity) else comparator


def is_compared(quantity: Quantity, before: str, after: str) -> bool:
    """Tell whether a word of comparison stands right before or behind a number."""
    ahead, behind = _ahead(before), _BEHIND.match(after)
    return bool(behind and behind["word"]) or (ahead is not None and not _names_time(ahead, quantity))


def _names_time(ahead: re.Match[str], quantity: Quantity) -> bool:
    """Tell 近三年 and 近1个纳税年度, which look back, from 近300家."""
    plain = ahead[0].strip() in {"近", "为", "是"}
    return plain and (measure_of(quantity.unit) == "duration" or quantity.value == 1)


def behind(after: str) -> int:
    """Return where the words of comparison behind a number end."""
    found = _BEHIND.match(after)
    return found.end() if found else 0


def yardstick(quantity: Quantity, before: str) -> str:
    """Return what a multiple is measured by: 不高于当地人员3倍 → 当地人员."""
    far = _far(quantity, before) if quantity.unit == "倍" else None
    return str(far["yardstick"]).removesuffix("的") if far else ""


def without_comparator(words: str) -> str:
    """Take the comparator from the end of the words before a number; what is given stays: 最高奖励 → 奖励."""
    ahead = _ahead(words)
    if ahead:
        words = words[: ahead.start()] + (ahead["giving"] or "")
    return _FAR_AHEAD.sub("", words)


def says_least(before: str) -> bool:
    """Tell whether 至少 stands near."""
    return _AT_LEAST.search(before[-_NEAR:]) is not None


def has_comparator(before: str) -> bool:
    """Tell whether words of comparison end right before a number."""
    return _ahead(before) is not None


def turns(before: str) -> bool:
    """Tell whether a verb of change stands before a number: 缩短至20分钟."""
    ahead = _ahead(before)
    return ahead is not None and _TURNS.match(ahead[0]) is not None


# 容积率不低于1.2, PUE降至1.25以下: a limit without a unit, where a word of comparison stands right before the number.
_BARE = lazy(
    rf"(?:(?:{'|'.join(_LIMITS.values())})为?|(?:{_FALL}|{_RISE})(?:到|至))\s*(?P<number>\d{{1,3}}(?:\.\d+)?|0?\.\d+)(?=\s*(?:以[上下内]|左右)?\s*(?:[，。；、,;)）|]|$))"
)


def bare_quantities(text: str) -> Iterator[Quantity]:
    """Yield the numbers that have no unit and are compared."""
    for match in _BARE.finditer(text):
        value = number(match["number"])
        if value is not None:
            yield Quantity(value, "", *match.span("number"), counted=False)
