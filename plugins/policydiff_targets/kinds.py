"""Tell what kind of claim a number makes: a target, a frequency, a threshold, an amount of money, or none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policydiff.text.quantities import measure_of
from policydiff.text.quantities.comparators import behind, compare, is_compared, turns, without_comparator
from policydiff.text.regex import lazy
from policydiff_targets.vocabulary import PER, PERIOD, is_made, is_start

if TYPE_CHECKING:
    from policydiff_targets.places import Place

_COMPOSED = lazy(r"构成|组成")
_OFFICES = lazy(r"^(?:部门|部委|成员单位|单位|厅局|委办局|司局)")
_SETS = lazy(r"^[^，。；、]{0,6}(?:核心制度|制度|事权|准则|规定|措施|改革联动|行动计划|原则|机制|方面|要素|环节|问题)")
_SCHEMES = lazy(r"^(?:行动|计划|规划|制|级|来)")
_ARTICLES = ("统", "进", "逐", "同", "唯", "第", "专", "不", "万", "其")
_CHINESE_THINGS = frozenset({"个", "家", "所", "名", "人", "座", "处", "条", "项", "支", "批", "套", "场", "期", "门"})
# These count abstract things; without a verb of making they tell the size of a set (18项制度).
_ABSTRACT = frozenset({"项", "种", "类", "条", "次", "届", "期", "篇", "部", "列", "轮", "起", "单", "节", "票", "档"})
# 营业期限为二十年: how long something runs is a limit without a word of comparison.
_TERM = lazy(r"(?:期限|年限|时限|有效期|任期|保质期|保修期|存续期)[^，。；、]{0,10}$")
# 有效期届满三十日前, 提前十日: how long before something.
_AHEAD_UNITS = frozenset({"日", "天", "个工作日", "工作日", "个月", "小时"})
_BEFORE_TIME = lazy(r"(?:之|以)?前(?![款条项后])")
_WITHIN = lazy(r"(?:范围|距离|半径)?(?:以内|之内|内|以外|之外|外)(?![部容涵在外蒙])")


def kind_of(place: Place) -> str:
    """Tell what a number is; empty for one that nothing aims at."""
    quantity, before, after = place.quantity, place.before, place.after
    measure = measure_of(quantity.unit)
    if before.endswith(("×", "*")) or _OFFICES.match(after) or is_start(before, after):
        return ""
    # 4月2日 is a day of the year, 3人户 a kind of household.
    if (quantity.unit == "日" and before.rstrip().endswith("月")) or (quantity.unit == "人" and after.startswith("户")):
        return ""
    if measure in {"count", "duration", "study"} and PERIOD.search(before):
        return "frequency"
    if measure in {"count", "measure", "study"}:
        return _counted(place)
    return _measured(place, measure)


def _counted(place: Place) -> str:
    """Tell the kind of a number of things."""
    quantity, before, after = place.quantity, place.before, place.after
    if is_compared(quantity, before, after):
        return "threshold" if _sorts(before, after) else "target"
    if quantity.counted:
        return "target" if _meant(place) else ""
    return "target" if quantity.unit not in _ABSTRACT or (is_made(before) and not _SETS.match(after)) else ""


def _meant(place: Place) -> bool:
    """Judge a count in Chinese characters: often an article (一个) or a name (五个新城)."""
    quantity, before, part = place.quantity, place.before, place.part
    if before.endswith(_ARTICLES):
        return False
    if PER.search(before) or compare(quantity, before, "").comparator in {">=", "<="}:
        return True
    fellows = [other for other in place.found if part.start <= other.start < part.end]
    if len(fellows) > 1 and _COMPOSED.search(place.text, part.start, part.end):
        return True
    return quantity.value != 1 and quantity.unit in _CHINESE_THINGS and is_made(before)


def _sorts(before: str, after: str) -> bool:
    """Tell a number that says which cases are meant (人口超过5000人的社区, 200米范围内) from one that is to be reached."""
    sorting = after.startswith("的", behind(after)) and not is_made(without_comparator(before))
    return sorting or _WITHIN.match(after) is not None


def _measured(place: Place, measure: str) -> str:
    """Tell the kind of a number that counts no things."""
    before, after = place.before, place.after
    if measure == "money":
        return "money"
    if measure in {"ratio", ""}:
        return "threshold" if before.endswith("前") else "target"
    compared = is_compared(place.quantity, before, after)
    if measure == "rank":
        return _rank(place, compared=compared)
    if turns(before):
        return "target"
    ahead = place.quantity.unit in _AHEAD_UNITS and (_BEFORE_TIME.match(after) is not None or before.endswith("提前"))
    limits = ahead or compared or isinstance(place.quantity.value, tuple) or _TERM.search(before) is not None
    return "threshold" if limits and not _SCHEMES.match(after) else ""


def _rank(place: Place, *, compared: bool) -> str:
    if place.quantity.counted or not (compared or place.before.endswith("前")):
        return ""
    return "target" if place.quantity.unit == "级" else "threshold"
